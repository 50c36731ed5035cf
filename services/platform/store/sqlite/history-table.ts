import { timeOfIso } from '../../../../events/iso-time.ts';
import { cursorBinding } from '../cursor.ts';
import type { HistoryEntry, HistoryQuery, PageRequest } from '../store.ts';
import { pageOfKeys } from './keyset.ts';
import { where } from './statements.ts';
import type { Connection } from './statements.ts';

export interface Texts {
  readonly items: readonly string[];
  readonly next?: string;
}

/** Within a write transaction. An entry already there changes nothing. */
export function insertHistory({ sql }: Connection, tenant: string, entry: HistoryEntry): void {
  const { id, at, subject } = entry;
  sql(
    `INSERT INTO history (tenant, id, time, subject_kind, subject_id, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(tenant, id, timeOfIso(at), subject.kind, subject.id, JSON.stringify(entry));
}

export function searchHistory(
  connection: Connection,
  tenants: readonly string[],
  query: HistoryQuery,
  request: PageRequest,
): Texts {
  const { subject, ...range } = query;
  const about =
    subject === undefined ? [] : [where('h.subject_kind = ?', subject.kind), where('h.subject_id = ?', subject.id)];
  const streams = tenants.map((tenant) => ({
    from: 'history h',
    time: 'h.time',
    id: 'h.id',
    row: 'h.entry',
    conditions: [where('h.tenant = ?', tenant), ...about],
  }));
  const binding = cursorBinding('history', tenants, query, request.order ?? 'desc');
  const { keys, ...next } = pageOfKeys(connection, streams, range, request, binding);
  const body = connection.sql<[string]>('SELECT body FROM history WHERE entry = ?');
  return { items: keys.flatMap(([, , entry]) => body.all(entry)).map(([text]) => text), ...next };
}

/** Deletes up to `limit` of the oldest entries before `before`; returns how many. */
export function retainHistory({ database, sql }: Connection, tenant: string, before: number, limit: number): number {
  return database.write(() =>
    sql(
      'DELETE FROM history WHERE entry IN (SELECT entry FROM history WHERE tenant = ? AND time < ? ORDER BY time LIMIT ?)',
    ).run(tenant, before, limit),
  );
}
