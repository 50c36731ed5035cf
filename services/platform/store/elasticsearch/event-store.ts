import type { Source } from '../../../../events/event.ts';
import { cursorBinding } from '../cursor.ts';
import { demand, tenantsOf } from '../scope.ts';
import type { TenantsScope } from '../scope.ts';
import type { EventField, EventOutcome, EventQuery, EventStore } from '../store.ts';
import { countBy } from './buckets.ts';
import type { Column } from './buckets.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import { documentId, eventItem, ingestedAt, storedEvent } from './event-body.ts';
import type { EventItem, EventSource } from './event-body.ts';
import { eventPlaces } from './event-places.ts';
import { putEvents } from './event-put.ts';
import { atAddress, equal, ofTenants, oneOf, within } from './filters.ts';
import { indicesOf } from './indices.ts';
import type { Names } from './names.ts';
import { eachBatch, pageOf } from './pages.ts';
import type { Filter, Search } from './pages.ts';

/** By time, then id; the others tell apart what two sources or tenants call by the same id. */
const BY = ['@timestamp', 'event.id', 'event.module', 'organization.id'] as const;

const COLUMNS: Readonly<Record<EventField, Column>> = {
  day: { field: '@timestamp', day: true },
  source: { field: 'event.module' },
  dataset: { field: 'event.dataset' },
  operation: { field: 'mfa.operation' },
  outcome: { field: 'event.outcome' },
  method: { field: 'mfa.steps.method' },
  country: { field: 'source.geo.country_iso_code' },
  asn: { field: 'source.as.number' },
  user: { field: 'mfawatch.user' },
};

export function eventStore(es: Elasticsearch, names: Names, now: () => number): EventStore {
  const places = eventPlaces(es, names);
  const searchOf = (scope: TenantsScope, query: EventQuery, order: 'asc' | 'desc'): Search => ({
    target: names.target('events', tenantsOf(scope)),
    filters: filtersOf(scope, query),
    by: BY,
    order,
  });
  return {
    put: async (scope, events, encoded) => {
      for (const event of events) demand(scope, event.organization.id);
      if (encoded !== undefined && encoded.length !== events.length)
        throw new RangeError('there must be as many encoded events as events');
      const items = events.map((event, at) => eventItem(event, encoded?.[at]));
      return putAll(items, (round) => putEvents(es, names, places, round, ingestedAt(now())));
    },
    get: (scope, source, id) => get(es, names, scope, source, id),
    search: async (scope, query, page = {}) => {
      const { order = 'desc' } = page;
      const binding = cursorBinding('events', tenantsOf(scope), query, order);
      if (tenantsOf(scope).length === 0) return { items: [] };
      return pageOf<EventSource, ReturnType<typeof storedEvent>>(
        es,
        searchOf(scope, query, order),
        page,
        binding,
        ({ source }) => storedEvent(source),
      );
    },
    each: async function* (scope, query) {
      if (tenantsOf(scope).length === 0) return;
      for await (const hits of eachBatch<EventSource>(es, searchOf(scope, query, 'asc')))
        yield hits.map(({ source }) => storedEvent(source));
    },
    aggregate: async (scope, query, by) => {
      if (tenantsOf(scope).length === 0) return [];
      const { target, filters } = searchOf(scope, query, 'asc');
      return countBy(
        es,
        target,
        filters,
        by.map((field) => COLUMNS[field]),
      );
    },
  };
}

/** Copies of one event one after another: the second of each in a round of its own. */
async function putAll(
  items: readonly ReturnType<typeof eventItem>[],
  put: (round: readonly EventItem[]) => Promise<readonly EventOutcome[]>,
): Promise<readonly EventOutcome[]> {
  const outcomes: EventOutcome[] = [];
  const rounds: { readonly item: EventItem; readonly position: number }[][] = [];
  const seen = new Map<string, number>();
  items.forEach((item, position) => {
    if ('poison' in item) {
      outcomes[position] = { status: 'poison', reason: item.poison };
      return;
    }
    const round = seen.get(item.id) ?? 0;
    seen.set(item.id, round + 1);
    (rounds[round] ??= []).push({ item, position });
  });
  for (const round of rounds) {
    const results = await put(round.map(({ item }) => item));
    round.forEach(({ position }, at) => {
      outcomes[position] = results[at] ?? { status: 'retry', reason: 'no outcome' };
    });
  }
  return outcomes;
}

async function get(es: Elasticsearch, names: Names, scope: TenantsScope, source: Source, id: string) {
  const tenants = tenantsOf(scope);
  const months = await indicesOf(es, names.target('events', tenants));
  const refs = tenants.flatMap((tenant) => {
    const beginning = names.pattern('events', tenant).slice(0, -1);
    const own = months.filter((index) => index.startsWith(beginning));
    return own.map((index) => ({ index, id: documentId(tenant, source, id) }));
  });
  const found = (await getDocuments<EventSource>(es, refs)).filter((document) => document !== undefined);
  const [best] = found.sort((a, b) => b.source.mfa.rank - a.source.mfa.rank);
  return best === undefined ? undefined : storedEvent(best.source);
}

function filtersOf(scope: TenantsScope, query: EventQuery): readonly Filter[] {
  return [
    ofTenants('organization.id', tenantsOf(scope)),
    ...within('@timestamp', query),
    ...oneOf('mfawatch.people', query.people),
    ...oneOf('event.id', query.ids),
    ...oneOf('event.module', query.sources),
    ...oneOf('event.dataset', query.datasets),
    ...oneOf('mfa.operation', query.operations),
    ...equal('event.outcome', query.outcome),
    ...oneOf('mfa.steps.method', query.methods),
    ...atAddress('source.ip', query.ip),
    ...oneOf('mfa.network.prefix', query.prefixes),
  ];
}
