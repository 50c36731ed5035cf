import type { EventOutcome } from '../store.ts';
import type { SqlValue } from '../../sqlite/index.ts';
import type { EventRow, PackedBodies } from './event-row.ts';
import type { Connection } from './statements.ts';
import { tokenTable } from './token-table.ts';
import type { TokenTable } from './token-table.ts';

/** Writes of events. */
export interface EventTable {
  put(rows: readonly EventRow[], bodies: PackedBodies, now: number): readonly EventOutcome[];
  /** Deletes up to `limit` of the oldest events before `before`; returns how many. */
  retain(tenant: string, before: number, limit: number): number;
}

type Person = readonly [token: number, time: number, event: number];
type Known = readonly [event: number, rank: number, time: number, people: string, former: string | null];

const INSERT = `INSERT INTO events (event, tenant, id, source, time, rank, dataset, operation, outcome, ip, prefix, country, asn, user,
  methods, people, ingested) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE events SET time = ?, rank = ?, dataset = ?, operation = ?, outcome = ?, ip = ?, prefix = ?, country = ?, asn = ?,
  user = ?, methods = ?, people = ?, former = ? WHERE event = ?`;

export function eventTable(connection: Connection): EventTable {
  const { database, sql } = connection;
  const tokens = tokenTable(connection);
  return {
    put: (rows, bodies, now) => {
      try {
        return database.write(() => putAll(connection, tokens, rows, bodies, now));
      } catch (error) {
        tokens.forget();
        throw error;
      }
    },
    retain: (tenant, before, limit) =>
      database.write(() => {
        const old = sql<[number, number, string]>(
          'SELECT event, time, people FROM events WHERE tenant = ? AND time < ? ORDER BY time LIMIT ?',
        ).all(tenant, before, limit);
        const remove = sql('DELETE FROM events WHERE event = ?');
        const removeBody = sql('DELETE FROM event_bodies WHERE event = ?');
        for (const [event, time, people] of old) {
          removePeople(connection, numbersOf(people), time, event);
          removeBody.run(event);
          remove.run(event);
        }
        tokens.prune(old.flatMap(([, , people]) => numbersOf(people)));
        return old.length;
      }),
  };
}

function putAll(
  connection: Connection,
  tokens: TokenTable,
  rows: readonly EventRow[],
  { sizes, bytes }: PackedBodies,
  now: number,
): readonly EventOutcome[] {
  const { sql } = connection;
  const insert = sql(INSERT);
  const insertBody = sql('INSERT INTO event_bodies VALUES (?, CAST(? AS TEXT))');
  let next = (sql<[number | null]>('SELECT max(event) FROM events').get()?.[0] ?? 0) + 1;
  let people: Person[] = [];
  const flush = (): void => {
    insertPeople(connection, people);
    people = [];
  };
  let at = 0;
  const outcomes = rows.map((row, index): EventOutcome => {
    const body = bytes.subarray(at, (at += sizes[index] ?? 0));
    const numbers = [...new Set(row.people.map((token) => tokens.ensure(row.tenant, token)))].sort((a, b) => a - b);
    const parameters = [...columnsOf(row), numbers.join(',')];
    if (insert.run(next, row.tenant, row.id, row.source, ...parameters, now) === 0) {
      // What it replaces may be of this very batch.
      flush();
      return replace(connection, tokens, row, body, numbers, parameters);
    }
    insertBody.run(next, body);
    for (const number of numbers) people.push([number, row.time, next]);
    next += 1;
    return { status: 'created' };
  });
  flush();
  return outcomes;
}

function columnsOf(row: EventRow): readonly SqlValue[] {
  const { time, rank, dataset, operation, outcome, ip, prefix, country, asn, user, methods } = row;
  return [time, rank, dataset, operation, outcome, ip, prefix, country, asn, user, methods];
}

function replace(
  connection: Connection,
  tokens: TokenTable,
  row: EventRow,
  body: Uint8Array,
  numbers: readonly number[],
  parameters: readonly SqlValue[],
): EventOutcome {
  const { sql } = connection;
  const known = sql<[...Known]>(
    'SELECT event, rank, time, people, former FROM events WHERE tenant = ? AND id = ? AND source = ?',
  ).get(row.tenant, row.id, row.source);
  if (known === undefined) throw new Error('an event both exists and does not');
  const [event, rank, time, people, former] = known;
  const agrees = people === numbers.join(',');
  const others = [...new Set([...peopleBefore(former), ...(agrees ? [] : tokensOf(tokens, people))])];
  const otherPeople = others.length === 0 ? {} : { otherPeople: others };
  if (row.rank <= rank) return { status: 'duplicate', ...otherPeople };
  removePeople(connection, numbersOf(people), time, event);
  sql(UPDATE).run(...parameters, others.length === 0 ? null : JSON.stringify(others), event);
  sql('UPDATE event_bodies SET body = CAST(? AS TEXT) WHERE event = ?').run(body, event);
  insertPeople(
    connection,
    numbers.map((number) => [number, row.time, event] as const),
  );
  return { status: 'updated', ...otherPeople };
}

/** All in one statement: a call into SQLite costs more than the row. */
function insertPeople({ sql }: Connection, people: readonly Person[]): void {
  if (people.length === 0) return;
  const text = 'INSERT OR IGNORE INTO people SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)';
  sql(text).run(JSON.stringify(people));
}

function removePeople({ sql }: Connection, numbers: readonly number[], time: number, event: number): void {
  const remove = sql('DELETE FROM people WHERE token = ? AND time = ? AND event = ?');
  for (const number of numbers) remove.run(number, time, event);
}

function numbersOf(people: string): readonly number[] {
  return people === '' ? [] : people.split(',').map(Number);
}

/** Tokens of copies that were replaced: a caller that crashed before it acted on them hears of them again. */
function peopleBefore(former: string | null): readonly string[] {
  return former === null ? [] : (JSON.parse(former) as readonly string[]);
}

function tokensOf(tokens: TokenTable, people: string): readonly string[] {
  return numbersOf(people).flatMap((number) => tokens.tokenOf(number) ?? []);
}
