import { isoTime } from '../../../events/iso-time.ts';
import type { Mutable } from '../../../events/mutable.ts';
import { TriageError } from './store.ts';
import type { Actor, HistoryEntry, Triage, TriageChange } from './store.ts';

/** Who acts by itself: supersession, expiry. */
export const SYSTEM_ACTOR = 'mfawatch';

/** Notes travel with their alert in every list: whoever needs more has a case elsewhere. */
export const MOST_NOTES = 200;

/**
 * What people say of an alert or incident after one more action. `revision` is the incident's, where there is one: whoever sets a status
 * speaks of what the incident was then.
 * @throws TriageError where the change says nothing, closes without a disposition, or adds a note too many
 */
export function triaged(triage: Triage, change: TriageChange, by: Actor, revision?: number): Triage {
  checkChange(triage, change);
  const at = isoTime(by.at);
  const next: Mutable<Triage> = { ...triage };
  if (change.status !== undefined) setStatus(next, change.status, at, revision);
  if (change.disposition !== undefined) next.disposition = change.disposition;
  if (change.assignee === null) delete next.assignee;
  else if (change.assignee !== undefined) next.assignee = change.assignee;
  if (change.note !== undefined) next.notes = [...(triage.notes ?? []), { at, by: by.name, text: change.note }];
  return next;
}

function checkChange(triage: Triage, { status, disposition, assignee, note }: TriageChange): void {
  if (status === undefined && disposition === undefined && assignee === undefined && note === undefined)
    throw new TriageError('the change says nothing: give a status, a disposition, an assignee or a note');
  const known = triage.status === 'closed' ? triage.disposition : undefined;
  if (status === 'closed' && disposition === undefined && known === undefined)
    throw new TriageError('closing wants a disposition: say what it turned out to be');
  if (note !== undefined && (triage.notes?.length ?? 0) >= MOST_NOTES)
    throw new TriageError(`there are ${String(MOST_NOTES)} notes already: go on in a case of your own`);
}

function setStatus(
  next: Mutable<Triage>,
  status: NonNullable<Triage['status']>,
  at: string,
  revision: number | undefined,
): void {
  // What a closed alert turned out to be is no longer said of one that is looked at again.
  if (next.status === 'closed' && status !== 'closed') delete next.disposition;
  next.status = status;
  if (status !== 'open') next.acknowledged_at ??= at;
  if (status === 'closed') next.closed_at = at;
  if (revision !== undefined) next.revision = revision;
}

/**
 * The history of one action. `count` is how many there were before on this subject: the id is unique because it only grows.
 */
export function triageEntry(
  subject: HistoryEntry['subject'],
  count: number,
  change: TriageChange,
  by: Actor,
): HistoryEntry {
  return {
    id: `triage:${subject.kind}:${subject.id}:${String(count)}`,
    at: isoTime(by.at),
    by: by.name,
    action: `${subject.kind}.${verbOf(change)}`,
    subject,
    detail: { ...change },
  };
}

function verbOf({ status, disposition, assignee }: TriageChange): string {
  if (status !== undefined) return status === 'open' ? 'reopened' : status;
  if (assignee !== undefined) return assignee === null ? 'unassigned' : 'assigned';
  return disposition === undefined ? 'noted' : 'classified';
}

/** The history of a triage that followed a finding to the alert that explains it better. */
export function supersessionEntry(from: string, to: string, triage: Triage, at: number): HistoryEntry {
  return {
    id: `supersession:${from}:${to}`,
    at: isoTime(at),
    by: SYSTEM_ACTOR,
    action: 'alert.superseded',
    subject: { kind: 'alert', id: to },
    detail: { from, ...triage },
  };
}
