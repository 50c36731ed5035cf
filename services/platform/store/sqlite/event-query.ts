import { cursorBinding } from '../cursor.ts';
import type { Bucket, EventField, EventQuery, PageRequest } from '../store.ts';
import { countBy, DAY_MS } from './buckets.ts';
import { pageOfKeys } from './keyset.ts';
import type { Key, Stream } from './keyset.ts';
import { equal, oneOf, where, within } from './statements.ts';
import type { Condition, Connection } from './statements.ts';
import { tokenTable } from './token-table.ts';

/** A document as text and when it was first written; whoever asked parses it, not the thread others wait for. */
export type StoredBody = readonly [body: string, ingested: number];

export interface Bodies {
  readonly items: readonly StoredBody[];
  readonly next?: string;
}

export interface EventReader {
  get(tenants: readonly string[], source: string, id: string): StoredBody | undefined;
  page(tenants: readonly string[], query: EventQuery, request: PageRequest): Bodies;
  aggregate(tenants: readonly string[], query: EventQuery, by: readonly EventField[]): readonly Bucket[];
}

export function eventReader(connection: Connection): EventReader {
  const { sql } = connection;
  const bodyOf = ([, , row]: Key): readonly StoredBody[] =>
    sql<[string, number]>('SELECT body, ingested FROM event_bodies JOIN events USING (event) WHERE event = ?').all(row);
  return {
    get: (tenants, source, id) => {
      const found = sql<[number]>(
        'SELECT event FROM events WHERE tenant IN (SELECT value FROM json_each(?)) AND id = ? AND source = ? ORDER BY tenant',
      ).get(JSON.stringify(tenants), id, source);
      return found === undefined ? undefined : bodyOf([0, '', found[0]])[0];
    },
    page: (tenants, query, request) => {
      const binding = cursorBinding('events', tenants, query, request.order ?? 'desc');
      const { keys, next } = pageOfKeys(connection, streamsOf(connection, tenants, query), query, request, binding);
      return { items: keys.flatMap(bodyOf), ...(next === undefined ? {} : { next }) };
    },
    aggregate: (tenants, query, by) => aggregate(connection, tenants, query, by),
  };
}

/** By id, by person, or by tenant: whichever leaves the least to look at. */
function streamsOf(connection: Connection, tenants: readonly string[], query: EventQuery): readonly Stream[] {
  const filters = filtersOf(query);
  const of = { id: 'e.id', row: 'e.event' };
  if (query.people !== undefined && query.ids === undefined) {
    return numbersOf(connection, tenants, query.people).map((number) => ({
      ...of,
      from: 'people p CROSS JOIN events e ON e.event = p.event',
      time: 'p.time',
      conditions: [where('p.token = ?', number), ...filters],
    }));
  }
  const people = peopleCondition(connection, tenants, query);
  return tenants.map((tenant) => ({
    ...of,
    from: query.ids === undefined ? 'events e INDEXED BY event_time' : 'events e INDEXED BY event_identity',
    time: 'e.time',
    conditions: [where('e.tenant = ?', tenant), ...oneOf('e.id', query.ids), ...people, ...filters],
  }));
}

function filtersOf(query: EventQuery): readonly Condition[] {
  return [
    ...oneOf('e.source', query.sources),
    ...oneOf('e.dataset', query.datasets),
    ...oneOf('e.operation', query.operations),
    ...equal('e.outcome', query.outcome),
    ...equal('e.ip', query.ip),
    ...oneOf('e.prefix', query.prefixes),
    ...methodCondition(query.methods),
  ];
}

function methodCondition(methods: readonly string[] | undefined): readonly Condition[] {
  if (methods === undefined) return [];
  const of = 'EXISTS (SELECT 1 FROM json_each(e.methods) m WHERE m.value IN (SELECT value FROM json_each(?)))';
  return [where(of, JSON.stringify(methods))];
}

/** A token's number belongs to one tenant: only those of the scope are found. */
function numbersOf(connection: Connection, tenants: readonly string[], people: readonly string[]): readonly number[] {
  const tokens = tokenTable(connection);
  return tenants.flatMap((tenant) => [...new Set(people)].flatMap((token) => tokens.numberOf(tenant, token) ?? []));
}

function peopleCondition(
  connection: Connection,
  tenants: readonly string[],
  { people }: EventQuery,
): readonly Condition[] {
  if (people === undefined) return [];
  const numbers = JSON.stringify(numbersOf(connection, tenants, people));
  const of = 'e.event IN (SELECT event FROM people WHERE token IN (SELECT value FROM json_each(?)))';
  return [where(of, numbers)];
}

const COLUMNS: Readonly<Record<EventField, string>> = {
  day: `e.time / ${String(DAY_MS)}`,
  source: 'e.source',
  dataset: 'e.dataset',
  operation: 'e.operation',
  outcome: 'e.outcome',
  method: 'm.value',
  country: 'e.country',
  asn: 'e.asn',
  user: 'e.user',
};

function aggregate(
  connection: Connection,
  tenants: readonly string[],
  query: EventQuery,
  by: readonly EventField[],
): readonly Bucket[] {
  const conditions = [
    ...oneOf('e.tenant', tenants),
    ...within('e.time', query),
    ...oneOf('e.id', query.ids),
    ...peopleCondition(connection, tenants, query),
    ...filtersOf(query),
  ];
  const methods = by.includes('method') ? 'LEFT JOIN json_each(e.methods) m' : '';
  return countBy(connection, `events e ${methods}`, conditions, by, COLUMNS);
}
