import { isoTime } from '../../events/iso-time.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { DocumentWrite, HistoryEntry, Store, Stored } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { Delivery, Notification, OutboxEntry } from './notification.ts';
import { KINDS, revisionOf } from './notification.ts';
import type { AttemptResult } from './record-answer.ts';
import { recordAnswer } from './record-answer.ts';
import type { Wanted } from './intake.ts';

export interface Attempted extends AttemptResult {
  readonly wanted: Wanted;
  /** Version of the outbox entry before sending: one written since is about something newer. */
  readonly outboxVersion: string;
}

/** Writes down what the receiver answered. Returns when to come back, or undefined where there is nothing left to do. */
export async function complete(store: Store, attempted: Attempted): Promise<number | undefined> {
  for (;;) {
    try {
      return await tryComplete(store, attempted);
    } catch (error) {
      // Newer news came in while it was sent: the answer is added to those.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

async function tryComplete(store: Store, attempted: Attempted): Promise<number | undefined> {
  const { wanted } = attempted;
  const { id, tenant } = wanted;
  const scope = ofTenant(tenant);
  const current = await store.documents.get<Notification>(scope, KINDS.notification, id);
  const outbox = await store.documents.get<OutboxEntry>(scope, KINDS.outbox, id);
  if (current === undefined) return undefined;
  const next = recordAnswer(current.value, attempted);
  const due = dueAfter(attempted, current.value, next, outbox);
  const entry = historyOf(attempted, next);
  if (entry !== undefined) await store.history.append(scope, [entry]);
  await store.documents.putAll(scope, [
    { kind: KINDS.notification, id, value: next, expected: current.version },
    ...(await ledgerWrite(store, attempted, next)),
    ...outboxWrites(attempted, next, due, outbox),
  ]);
  return due;
}

function dueAfter(
  { item, answer, outboxVersion, now }: Attempted,
  before: Notification,
  after: Notification,
  outbox: Stored<OutboxEntry> | undefined,
): number | undefined {
  if (after.status === 'failed') return undefined;
  if (answer.outcome === 'failed') return after.nextAttempt;
  const isNewest = revisionOf(before.subject) === item.revision && outbox?.version === outboxVersion;
  return isNewest ? undefined : Math.max(now, outbox?.value.due ?? now);
}

function outboxWrites(
  { wanted: { id, channel } }: Attempted,
  { status }: Notification,
  due: number | undefined,
  outbox: Stored<OutboxEntry> | undefined,
): DocumentWrite[] {
  const entry = { channel, due };
  const expected = outbox?.version ?? 'new';
  if (due !== undefined) return [{ kind: KINDS.outbox, id, value: entry, expected }];
  const gone = outbox === undefined ? [] : [{ kind: KINDS.outbox, id, value: null, expected: outbox.version }];
  return status === 'failed' ? [...gone, { kind: KINDS.failed, id, value: { channel }, expected: 'any' }] : gone;
}

async function ledgerWrite(
  store: Store,
  { wanted, item, answer, now }: Attempted,
  { status }: Notification,
): Promise<DocumentWrite[]> {
  if (answer.outcome === 'failed' && status !== 'failed') return [];
  const outcome = answer.outcome === 'delivered' ? 'delivered' : 'failed';
  const { id: notification, tenant } = wanted;
  const known = await store.documents.get<Delivery>(ofTenant(tenant), KINDS.delivery, item.key);
  const { kind, revision } = item;
  const value: Delivery = { notification, status: outcome, kind, revision, at: now };
  return [{ kind: KINDS.delivery, id: item.key, value, expected: known?.version ?? 'new' }];
}

function historyOf({ wanted, item, answer, now }: Attempted, { status }: Notification): HistoryEntry | undefined {
  if (answer.outcome === 'failed' && status !== 'failed') return undefined;
  const action = answer.outcome === 'delivered' ? 'sent' : 'failed';
  return {
    id: `${item.key}-${action}`,
    at: isoTime(now),
    by: 'mfawatch',
    action: `notification.${action}`,
    subject: { kind: 'incident', id: item.subject },
    detail: {
      channel: wanted.channel,
      kind: item.kind,
      revision: item.revision,
      ...(answer.outcome === 'failed' ? { reason: answer.reason } : {}),
    },
  };
}
