import type { AlertRecord } from '../../../records/index.ts';
import { mergeAlert } from '../alert-state.ts';
import { alertRefusal } from '../refusals.ts';
import type { ItemOutcome } from '../store.ts';
import { supersessionEntry } from '../triage.ts';
import { emptyAlertRow } from './alert-row.ts';
import type { AlertRow } from './alert-row.ts';
import type { RowUnit } from './row-table.ts';

type Unit = RowUnit<AlertRow>;

/** Elasticsearch takes ids of 512 bytes; the tenant stands in front. */
const LONGEST_ID = 400;

/** Why the Store will never take the record; undefined where it will. */
export function refusalOf(record: AlertRecord): string | undefined {
  if (Buffer.byteLength(record.id) > LONGEST_ID) return `the id is longer than ${String(LONGEST_ID)} bytes`;
  return alertRefusal(record);
}

/**
 * Takes one record in, in memory. What follows from a state is done also where the record says nothing new: the attempt before may have
 * ended between the two.
 */
export async function mergeOne(unit: Unit, record: AlertRecord, now: number): Promise<ItemOutcome> {
  const { tenant, id, alert } = record;
  const known = await unit.get(tenant, id);
  const state = mergeAlert(known?.state, record);
  const before = known ?? emptyAlertRow(tenant, id);
  const takesDocument = state !== undefined && state.documentSequence !== before.state.documentSequence;
  const row =
    state === undefined ? before : { ...before, state, alert: takesDocument ? (alert ?? null) : before.alert };
  if (state !== undefined) unit.set(row);
  await link(unit, row);
  await follow(unit, row, now);
  if (state === undefined) return { status: 'duplicate' };
  return { status: before.state.sequence < 0 ? 'created' : 'updated' };
}

/** The successor remembers who named it: searches would see that too late. */
async function link(unit: Unit, { tenant, id, state: { replacedBy } }: AlertRow): Promise<void> {
  if (replacedBy === null) return;
  const successor = (await unit.get(tenant, replacedBy)) ?? emptyAlertRow(tenant, replacedBy);
  if (successor.predecessors.includes(id)) return;
  unit.set({ ...successor, predecessors: [...successor.predecessors, id] });
}

/**
 * What people said of an alert that is explained better by another follows to that one, unless somebody already spoke of it; also when it
 * comes later than the retraction that names it, and on along a chain.
 */
async function follow(unit: Unit, row: AlertRow, now: number): Promise<void> {
  if (row.triageCount === 0) {
    const before = await spokenPredecessor(unit, row);
    if (before !== undefined) await handOver(unit, before, row, now);
    return;
  }
  const { replacedBy } = row.state;
  const successor = replacedBy === null ? undefined : await unit.get(row.tenant, replacedBy);
  if (successor !== undefined) await handOver(unit, row, successor, now);
}

/** The first, by sequence, that still names this one and somebody spoke of. */
async function spokenPredecessor(unit: Unit, { tenant, id, predecessors }: AlertRow): Promise<AlertRow | undefined> {
  await unit.load(predecessors.map((predecessor) => ({ tenant, id: predecessor })));
  const rows = await Promise.all(predecessors.map((predecessor) => unit.get(tenant, predecessor)));
  return rows
    .filter((row) => row !== undefined)
    .filter(({ state, triageCount }) => state.replacedBy === id && triageCount > 0)
    .sort((a, b) => a.state.sequence - b.state.sequence || (a.id < b.id ? -1 : 1))[0];
}

async function handOver(unit: Unit, from: AlertRow, to: AlertRow, now: number): Promise<void> {
  if (to.alert === null || to.triageCount > 0) return;
  const entry = supersessionEntry(from.id, to.id, from.triage, now);
  const next = { ...to, triage: from.triage, triageCount: 1, unsaid: [...to.unsaid, entry] };
  unit.set(next);
  await follow(unit, next, now);
}
