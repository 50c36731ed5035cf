import type { Alert } from '../../detectors/kit/alert.ts';
import type { Incident } from '../records/index.ts';
import type { DocumentWrite, Store, Stored } from '../platform/store/store.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import { compose } from './compose.ts';
import { blank } from './intake.ts';
import type { Item } from './item.ts';
import type { Delivery, Notification, SummarySubject } from './notification.ts';
import { KINDS, idempotencyKey, notificationId, revisionOf, subjectId } from './notification.ts';
import type { Decision } from './plan.ts';
import { plan } from './plan.ts';
import type { StormWindow } from './storm.ts';
import { CALM, addTo, admit, summaryId } from './storm.ts';
import { without } from './without.ts';

/** How long the first news waits for its alerts to be in the Store: they hold the evidence. */
const EVIDENCE_WAIT_MS = 10_000;
const EVIDENCE_RETRY_MS = 1_000;
const SUMMARY_FIRST_MS = 60_000;
const SUMMARY_AGAIN_MS = 600_000;

/** What is known of a tenant when a text is written. */
export interface TenantInfo {
  readonly name: string;
  readonly timeZone: string;
}

export interface PrepareDependencies {
  readonly store: Store;
  readonly isExcepted: (incident: Incident) => Promise<boolean>;
  readonly tenantInfo: (tenant: Incident['tenant']) => TenantInfo;
  readonly publicUrl?: string | undefined;
  readonly now: () => number;
}

export type Prepared =
  /** `isRepeat`: it may have arrived already, and a refusal now says nothing about then. */
  | { readonly step: 'send'; readonly item: Item; readonly notification: Notification; readonly isRepeat: boolean }
  | { readonly step: 'wait'; readonly until: number }
  | { readonly step: 'done' }
  /** Folded into a summary, which is to be looked at. */
  | { readonly step: 'folded'; readonly summary: string; readonly due: number };

/**
 * Decides once more what the receiver must hear now and writes it down before anything is sent. What may have arrived is taken up unchanged.
 * @throws ConflictError where something newer was written meanwhile: do it again
 */
export async function prepare(
  stored: Stored<Notification>,
  outboxVersion: string,
  policy: ChannelPolicy,
  dependencies: PrepareDependencies,
): Promise<Prepared> {
  const notification = stored.value;
  const scene = { stored, outboxVersion, policy, ...dependencies };
  if (notification.uncertain === true && notification.prepared !== undefined) {
    const ledger = await ledgerOf(scene, notification.prepared);
    if (ledger?.value.item !== undefined)
      return { step: 'send', item: ledger.value.item, notification, isRepeat: true };
  }
  const decision = await decide(scene);
  if (decision.action === 'nothing') return settle(scene, decision.reason);
  if (decision.notBefore > scene.now()) return { step: 'wait', until: decision.notBefore };
  if (decision.action === 'opened' && notification.admitted !== true) return openWithin(scene);
  return freeze(scene, decision.action, []);
}

interface Scene extends PrepareDependencies {
  readonly stored: Stored<Notification>;
  readonly outboxVersion: string;
  readonly policy: ChannelPolicy;
}

type Choice = Decision | { readonly action: 'summary'; readonly notBefore: number };

async function decide({ stored, store, policy, isExcepted, now }: Scene): Promise<Choice> {
  const { subject, told, tenant } = stored.value;
  if (subject.kind === 'summary')
    return subject.count > (told?.revision ?? 0)
      ? { action: 'summary', notBefore: now() }
      : { action: 'nothing', reason: 'nothing new to tell' };
  const { incident } = subject;
  const shown = await store.incidents.get(ofTenant(tenant), incident.id);
  const excepted = await isExcepted(incident);
  return plan({ incident, known: stored.value, people: shown?.value.triage, excepted, policy, now: now() });
}

/** Nothing is left to tell. */
async function settle(scene: Scene, reason: string): Promise<Prepared> {
  const { stored, store, outboxVersion } = scene;
  const rest = without(stored.value, 'prepared', 'uncertain', 'admitted');
  const status = rest.told?.state ?? 'recorded';
  await store.documents.putAll(ofTenant(rest.tenant), [
    { kind: KINDS.notification, id: stored.id, value: { ...rest, status, note: reason }, expected: stored.version },
    { kind: KINDS.outbox, id: stored.id, value: null, expected: outboxVersion },
    ...(await superseded(scene, undefined)),
  ]);
  return { step: 'done' };
}

/** Opens it if the hour has room, else counts it into the summary. */
async function openWithin(scene: Scene): Promise<Prepared> {
  const { stored, store, policy, now } = scene;
  const { subject, tenant } = stored.value;
  if (subject.kind === 'summary') return freeze(scene, 'summary', []);
  const window = await store.documents.get<StormWindow>(ofTenant(tenant), KINDS.storm, policy.id);
  const next = admit(window?.value ?? CALM, subject.incident.severity, policy.stormLimit, now());
  if (next === undefined) return fold(scene, subject.incident);
  return freeze(scene, 'opened', [
    { kind: KINDS.storm, id: policy.id, value: next, expected: window?.version ?? 'new' },
  ]);
}

async function fold(scene: Scene, incident: Incident): Promise<Prepared> {
  const { stored, outboxVersion, store, policy, now } = scene;
  const scope = ofTenant(incident.tenant);
  const id = notificationId(summaryId(now()), policy.id);
  const known = await store.documents.get<Notification>(scope, KINDS.notification, id);
  const before = known?.value.subject;
  const subject: SummarySubject = addTo(before?.kind === 'summary' ? before : undefined, incident, now());
  const base = known?.value ?? blank(incident.tenant, policy.id, subject, now());
  const wait = known?.value.told === undefined ? SUMMARY_FIRST_MS : SUMMARY_AGAIN_MS;
  const due = Math.max(base.nextAttempt, base.wanted + wait);
  await store.documents.putAll(scope, [
    { kind: KINDS.notification, id: stored.id, value: folded(stored.value, id), expected: stored.version },
    { kind: KINDS.outbox, id: stored.id, value: null, expected: outboxVersion },
    { kind: KINDS.notification, id, value: { ...base, subject }, expected: known?.version ?? 'new' },
    { kind: KINDS.outbox, id, value: { channel: policy.id, due }, expected: 'any' },
  ]);
  return { step: 'folded', summary: id, due };
}

function folded(notification: Notification, summary: string): Notification {
  return { ...notification, status: 'folded', note: `one of many: told in ${summary}` };
}

/** Writes the item down under its key. The same key made again is the same item. */
async function freeze(scene: Scene, kind: Item['kind'], writes: readonly DocumentWrite[]): Promise<Prepared> {
  const { stored, store, now } = scene;
  const notification = stored.value;
  const key = idempotencyKey(notification, kind);
  const ledger = await ledgerOf(scene, key);
  const item = ledger?.value.item ?? (await write(scene, kind));
  if (item === undefined) return { step: 'wait', until: now() + EVIDENCE_RETRY_MS };
  const next = { ...notification, prepared: key, uncertain: true, admitted: true };
  const delivery: Delivery = {
    notification: stored.id,
    status: 'prepared',
    item,
    kind,
    revision: revisionOf(notification.subject),
    at: now(),
  };
  await store.documents.putAll(ofTenant(notification.tenant), [
    { kind: KINDS.notification, id: stored.id, value: next, expected: stored.version },
    { kind: KINDS.delivery, id: key, value: delivery, expected: ledger?.version ?? 'new' },
    ...(await superseded(scene, key)),
    ...writes,
  ]);
  return { step: 'send', item, notification: next, isRepeat: false };
}

function ledgerOf({ store, stored }: Scene, key: string): Promise<Stored<Delivery> | undefined> {
  return store.documents.get<Delivery>(ofTenant(stored.value.tenant), KINDS.delivery, key);
}

/** A delivery the receiver did not take and that newer news replaced. */
async function superseded(scene: Scene, by: string | undefined): Promise<readonly DocumentWrite[]> {
  const { prepared } = scene.stored.value;
  if (prepared === undefined || prepared === by) return [];
  const ledger = await ledgerOf(scene, prepared);
  if (ledger === undefined) return [];
  const value: Delivery = { ...without(ledger.value, 'item'), status: 'superseded' };
  return [{ kind: KINDS.delivery, id: prepared, value, expected: ledger.version }];
}

/** Undefined while its evidence is on the way. */
async function write(scene: Scene, kind: Item['kind']): Promise<Item | undefined> {
  const { stored, policy, tenantInfo, publicUrl, now } = scene;
  const { tenant, subject, wanted } = stored.value;
  const alerts = await alertsOf(scene);
  const missing = subject.kind === 'incident' && alerts.length < Math.min(subject.incident.alerts.length, SHOWN_ALERTS);
  if (missing && now() - wanted < EVIDENCE_WAIT_MS) return undefined;
  const { name, timeZone } = tenantInfo(tenant);
  return compose(stored.value, kind, {
    alerts,
    organisation: name,
    timeZone,
    publicUrl,
    maskNames: policy.mask === 'names',
    now: now(),
    note: kind === 'resolved' ? await endNote(scene) : undefined,
  });
}

const SHOWN_ALERTS = 20;

/** The weightiest of its alerts. */
async function alertsOf({ stored, store }: Scene): Promise<readonly Alert[]> {
  const { tenant, subject } = stored.value;
  if (subject.kind === 'summary') return [];
  const ids = [...subject.incident.alerts]
    .sort((a, b) => b.risk - a.risk)
    .slice(0, SHOWN_ALERTS)
    .map(({ id }) => id);
  const { items } = await store.alerts.search(ofTenant(tenant), { ids }, { limit: SHOWN_ALERTS });
  return items.map(({ value }) => value);
}

async function endNote({ stored, store }: Scene): Promise<string | undefined> {
  const { subject, tenant } = stored.value;
  if (subject.kind === 'summary') return undefined;
  if (subject.incident.detection === 'retracted') return 'the evidence was withdrawn, no alert of it stands';
  const shown = await store.incidents.get(ofTenant(tenant), subjectId(subject));
  const { status, disposition } = shown?.value.triage ?? {};
  if (status !== 'closed') return 'an exception covers it';
  return disposition === undefined ? 'closed by a person' : `closed as ${disposition.replaceAll('_', ' ')}`;
}
