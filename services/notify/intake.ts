import type { Incident, IncidentRecord } from '../records/index.ts';
import type { Store, Stored, DocumentWrite } from '../platform/store/store.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import type { Notification, OutboxEntry } from './notification.ts';
import { KINDS, notificationId } from './notification.ts';
import type { Decision } from './plan.ts';
import { plan } from './plan.ts';
import { without } from './without.ts';

export interface IntakeDependencies {
  readonly store: Store;
  readonly policies: readonly ChannelPolicy[];
  readonly isExcepted: (incident: Incident) => Promise<boolean>;
  readonly now: () => number;
}

/** What the delivery loop is to look at. */
export interface Wanted extends OutboxEntry {
  readonly id: string;
  readonly tenant: Incident['tenant'];
}

/**
 * Puts what channels must hear of an incident into the outbox, durable when it resolves. Idempotent: an older or equal record changes nothing.
 * @throws ConflictError where the delivery loop wrote at the same time: do it again
 */
export async function takeIn(record: IncidentRecord, dependencies: IntakeDependencies): Promise<readonly Wanted[]> {
  const { store, policies, isExcepted, now } = dependencies;
  const { incident } = record;
  const scope = ofTenant(incident.tenant);
  const excepted = await isExcepted(incident);
  const wanted: Wanted[] = [];
  const writes: DocumentWrite[] = [];
  for (const policy of policies) {
    const id = notificationId(incident.id, policy.id);
    const known = await store.documents.get<Notification>(scope, KINDS.notification, id);
    if (known !== undefined && isOld(known.value, record)) continue;
    const decision = plan({ incident, known: known?.value, excepted, policy, now: now() });
    const next = withNews(record, policy.id, known?.value, decision, now());
    if (next === undefined) continue;
    writes.push({ kind: KINDS.notification, id, value: next, expected: known?.version ?? 'new' });
    if (next.status === 'recorded') continue;
    const entry = { channel: policy.id, due: dueOf(next, decision, now()) };
    writes.push({ kind: KINDS.outbox, id, value: entry, expected: 'any' }, ...revived(id, known));
    wanted.push({ ...entry, id, tenant: incident.tenant });
  }
  if (writes.length > 0) await store.documents.putAll(scope, writes);
  return wanted;
}

function isOld({ subject }: Notification, { sequence }: IncidentRecord): boolean {
  return subject.kind === 'incident' && subject.sequence >= sequence;
}

/** The notification with the newest word on the incident; undefined where nothing need be written. */
function withNews(
  { incident, sequence }: IncidentRecord,
  channel: string,
  known: Notification | undefined,
  decision: Decision,
  now: number,
): Notification | undefined {
  const subject = { kind: 'incident', incident, sequence } as const;
  // What waits must hear of its own end; what is open or recorded has heard all there is.
  if (decision.action === 'nothing' && known !== undefined)
    return known.status === 'pending' || known.prepared !== undefined ? { ...known, subject } : undefined;
  if (decision.action === 'nothing') {
    if (decision.record !== true) return undefined;
    return { ...blank(incident.tenant, channel, subject, now), status: 'recorded', note: decision.reason };
  }
  const base = known === undefined ? blank(incident.tenant, channel, subject, now) : afresh(known);
  return { ...base, subject, status: base.told?.state === 'open' ? 'open' : 'pending', wanted: now };
}

/** What was given up is tried again from the start. */
function afresh(known: Notification): Notification {
  if (known.status !== 'failed') return without(known, 'note');
  return { ...without(known, 'note', 'failingSince', 'uncertain'), attempts: 0, nextAttempt: 0 };
}

export function blank(
  tenant: Notification['tenant'],
  channel: string,
  subject: Notification['subject'],
  now: number,
): Notification {
  return {
    channel,
    tenant,
    subject,
    status: 'pending',
    episode: 0,
    attempts: 0,
    wanted: now,
    nextAttempt: 0,
    deliveries: [],
  };
}

function dueOf({ nextAttempt }: Notification, decision: Decision, now: number): number {
  return Math.max(nextAttempt, decision.action === 'nothing' ? now : decision.notBefore);
}

/** Given up once, wanted again. */
function revived(id: string, known: Stored<Notification> | undefined): readonly DocumentWrite[] {
  return known?.value.status === 'failed' ? [{ kind: KINDS.failed, id, value: null, expected: 'any' }] : [];
}
