import type { TenantId } from '../../../../events/identity.ts';
import type { AlertRecord } from '../../../records/index.ts';
import { alertVersion, mergeAlert } from '../alert-state.ts';
import { alertRefusal } from '../refusals.ts';
import type { Actor, ItemOutcome, Stored, StoredAlert, TriageChange } from '../store.ts';
import { ConflictError, NotFoundError } from '../store.ts';
import { supersessionEntry, triageEntry, triaged } from '../triage.ts';
import { alertById, saveAlert, storedOf } from './alert-row.ts';
import type { AlertRow } from './alert-row.ts';
import { insertHistory } from './history-table.ts';
import type { Connection } from './statements.ts';

/** Writes of alerts. */
export interface AlertTable {
  merge(records: readonly AlertRecord[], now: number): readonly ItemOutcome[];
  triage(tenant: TenantId, id: string, version: string, change: TriageChange, by: Actor): Stored<StoredAlert>;
  except(tenant: TenantId, id: string, exception: string | null): void;
  /** Deletes up to `limit` of the oldest alerts before `before`; returns how many. */
  retain(tenant: string, before: number, limit: number): number;
}

export function alertTable(connection: Connection): AlertTable {
  const { database, sql } = connection;
  return {
    merge: (records, now) => database.write(() => records.map((record) => mergeOne(connection, record, now))),
    triage: (tenant, id, version, change, by) =>
      database.write(() => {
        const row = existing(connection, tenant, id);
        const current = alertVersion(row.state, row.triageCount);
        if (current !== version) throw new ConflictError(`alert ${id} has changed since: read it again`);
        const next = { ...row, triage: triaged(row.triage, change, by), triageCount: row.triageCount + 1 };
        saveAlert(connection, next);
        insertHistory(connection, tenant, triageEntry({ kind: 'alert', id }, row.triageCount, change, by));
        return storedOf(next) as Stored<StoredAlert>;
      }),
    except: (tenant, id, exception) =>
      database.write(() => saveAlert(connection, { ...existing(connection, tenant, id), exception })),
    retain: (tenant, before, limit) =>
      database.write(() => {
        const old = sql<[number]>('SELECT alert FROM alerts WHERE tenant = ? AND time < ? ORDER BY time LIMIT ?');
        const numbers = old.all(tenant, before, limit);
        const removals = ['alert_bodies WHERE alert', 'alert_words WHERE rowid', 'alerts WHERE alert'];
        for (const [number] of numbers) for (const removal of removals) sql(`DELETE FROM ${removal} = ?`).run(number);
        return numbers.length;
      }),
  };
}

function existing(connection: Connection, tenant: string, id: string): AlertRow {
  const row = alertById(connection, tenant, id);
  if (row === undefined || row.alert === null) throw new NotFoundError(`there is no alert ${id}`);
  return row;
}

function mergeOne(connection: Connection, record: AlertRecord, now: number): ItemOutcome {
  const { tenant, id, alert } = record;
  const reason = alertRefusal(record);
  if (reason !== undefined) return { status: 'poison', reason };
  const known = alertById(connection, tenant, id);
  const state = mergeAlert(known?.state, record);
  if (state === undefined) return { status: 'duplicate' };
  const takesDocument = state.documentSequence !== known?.state.documentSequence;
  const row: AlertRow = {
    ...(known ?? { tenant, id, exception: null, triage: {}, triageCount: 0 }),
    state,
    alert: takesDocument ? (alert ?? null) : (known?.alert ?? null),
  };
  saveAlert(connection, row);
  follow(connection, row, now);
  return { status: known === undefined ? 'created' : 'updated' };
}

/**
 * What people said of an alert that is explained better by another follows to that one, unless somebody already spoke of it; also when it
 * comes later than the retraction that names it, and on along a chain.
 */
function follow(connection: Connection, row: AlertRow, now: number): void {
  if (row.triageCount === 0) {
    const before = predecessor(connection, row);
    if (before !== undefined) handOver(connection, before, row, now);
    return;
  }
  const { replacedBy } = row.state;
  const successor = replacedBy === null ? undefined : alertById(connection, row.tenant, replacedBy);
  if (successor !== undefined) handOver(connection, row, successor, now);
}

function predecessor(connection: Connection, { tenant, id }: AlertRow): AlertRow | undefined {
  const found = connection
    .sql<[string]>(
      'SELECT id FROM alerts WHERE tenant = ? AND replaced_by = ? AND triage_count > 0 ORDER BY sequence, id LIMIT 1',
    )
    .get(tenant, id);
  return found === undefined ? undefined : alertById(connection, tenant, found[0]);
}

function handOver(connection: Connection, from: AlertRow, to: AlertRow, now: number): void {
  if (to.alert === null || to.triageCount > 0) return;
  const next = { ...to, triage: from.triage, triageCount: 1 };
  saveAlert(connection, next);
  insertHistory(connection, to.tenant, supersessionEntry(from.id, to.id, from.triage, now));
  follow(connection, next, now);
}
