import type { SqlRow } from '../../sqlite/index.ts';
import { decodeCursor, encodeCursor, pageLimit } from '../cursor.ts';
import type { PageRequest } from '../store.ts';
import { allOf, where, within } from './statements.ts';
import type { Condition, Connection } from './statements.ts';

/** Time, id and row number: what items are ordered by. */
export type Key = readonly [time: number, id: string, row: number];

/** One way into the data that an index gives in order of time: a tenant's events, a person's. */
export interface Stream {
  /** E.g. `events e`. */
  readonly from: string;
  readonly time: string;
  readonly id: string;
  readonly row: string;
  readonly conditions: readonly Condition[];
}

export interface Range {
  readonly from?: number;
  readonly to?: number;
}

export interface Keys {
  readonly keys: readonly Key[];
  readonly next?: string;
}

/**
 * One page of the streams merged. Every stream is asked for a page of its own from where the last page ended, so the cost depends on the page
 * and the number of streams, not on how much there is.
 * @throws CursorError
 */
export function pageOfKeys(
  connection: Connection,
  streams: readonly Stream[],
  range: Range,
  request: PageRequest,
  binding: string,
): Keys {
  const descending = request.order !== 'asc';
  const limit = pageLimit(request.limit);
  const after = request.after === undefined ? undefined : positionOf(binding, request.after);
  const found = streams.flatMap((stream) =>
    keysOf(connection, stream, narrowed(range, after, descending), after, descending, limit + 1),
  );
  const merged = streams.length === 1 ? found : merge(found, descending);
  const keys = merged.slice(0, limit);
  const last = keys.at(-1);
  return merged.length <= limit || last === undefined ? { keys } : { keys, next: encodeCursor(binding, last) };
}

function positionOf(binding: string, cursor: string): Key {
  return decodeCursor(binding, cursor, ['number', 'string', 'number']) as unknown as Key;
}

/** The cursor's time bounds the index scan; the whole key decides among what shares that moment. */
function narrowed({ from, to }: Range, after: Key | undefined, descending: boolean): Range {
  if (after === undefined) return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const [time] = after;
  if (descending) return { ...(from === undefined ? {} : { from }), to: Math.min(to ?? Infinity, time + 1) };
  return { from: Math.max(from ?? -Infinity, time), ...(to === undefined ? {} : { to }) };
}

function keysOf(
  connection: Connection,
  { from, time, id, row, conditions }: Stream,
  range: Range,
  after: Key | undefined,
  descending: boolean,
  limit: number,
): readonly Key[] {
  const direction = descending ? 'DESC' : 'ASC';
  const beyond =
    after === undefined ? [] : [where(`(${time}, ${id}, ${row}) ${descending ? '<' : '>'} (?, ?, ?)`, ...after)];
  const { text, parameters } = allOf([...conditions, ...within(time, range), ...beyond]);
  const sql =
    `SELECT ${time}, ${id}, ${row} FROM ${from} WHERE ${text} ` +
    `ORDER BY ${time} ${direction}, ${id} ${direction}, ${row} ${direction} LIMIT ?`;
  return connection.sql<SqlRow & Key>(sql).all(...parameters, limit);
}

/** In order, each once: an event may be found by several of its people. */
function merge(keys: readonly Key[], descending: boolean): readonly Key[] {
  const sign = descending ? -1 : 1;
  const sorted = [...keys].sort((a, b) => sign * (a[0] - b[0] || compareText(a[1], b[1]) || a[2] - b[2]));
  return sorted.filter((key, index) => key[2] !== sorted[index - 1]?.[2]);
}

/** As SQLite compares: by the bytes of UTF-8. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
