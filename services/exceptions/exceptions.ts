import { isoTime, timeOfIso } from '../../events/iso-time.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Groups } from '../../events/settings.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import type { Actor, AlertQuery, Store, Stored, StoredAlert } from '../platform/store/store.ts';
import { listAll } from '../platform/store/list-all.ts';
import { NotFoundError } from '../platform/store/store.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Exception, ExceptionRule } from './exception.ts';
import { covers, EXCEPTION_KIND, exceptionFor } from './exception.ts';
import { noteCreated, noteRevoked } from './history.ts';
import { markUnsettled } from './unsettled.ts';

const DAY_MS = 86_400_000;
/** What an exception would have hidden is counted over this many days. */
export const PREVIEW_DAYS = 90;
/** No exception holds longer than this: somebody must look again. */
export const LONGEST_DAYS = 365;
/** The ids shown with a preview's count. */
const PREVIEW_IDS = 100;
const PAGE = 1_000;

export interface ExceptionsDeps {
  readonly store: Store;
  /** Groups of the tenant's newest settings. */
  readonly groupsOf: (tenant: TenantId) => Promise<Groups>;
  /** Told once a change is on record and before it is applied, so that whoever holds a copy judges what comes meanwhile by the new one. */
  readonly changed?: (tenant: TenantId) => void;
}

export interface Preview {
  /** Alerts of the last 90 days it would have hidden. */
  readonly count: number;
  /** The newest of them. */
  readonly ids: readonly string[];
  readonly days: number;
}

/** Every exception of the tenant, in order of id. */
export function listExceptions(store: Store, tenant: TenantId): Promise<readonly Stored<Exception>[]> {
  return listAll<Exception>(store, ofTenant(tenant), EXCEPTION_KIND);
}

/** "Would have hidden N": over the last 90 days, whatever the exception's own time says. */
export async function previewException(
  deps: ExceptionsDeps,
  tenant: TenantId,
  rule: Omit<ExceptionRule, 'from' | 'expires'>,
  now: number,
): Promise<Preview> {
  const from = now - PREVIEW_DAYS * DAY_MS;
  const whole: ExceptionRule = { ...rule, from: isoTime(from), expires: isoTime(now + 1) };
  const groups = await deps.groupsOf(tenant);
  const found = await (rule.network === undefined
    ? countCovered(deps.store, tenant, whole, groups)
    : findCovered(deps.store, tenant, whole, groups));
  return { ...found, days: PREVIEW_DAYS };
}

type Covered = Pick<Preview, 'count' | 'ids'>;

/** No index knows of networks: every alert is looked at. */
async function findCovered(store: Store, tenant: TenantId, rule: ExceptionRule, groups: Groups): Promise<Covered> {
  const ids: string[] = [];
  let count = 0;
  for await (const { id, value } of alertsOf(store, tenant, { ...queryOf(rule), detection: 'active' })) {
    if (!covers(rule, value, groups)) continue;
    count += 1;
    if (ids.length < PREVIEW_IDS) ids.push(id);
  }
  return { count, ids };
}

/** Without reading the alerts: a person waits for the answer, and there may be a hundred thousand. */
async function countCovered(store: Store, tenant: TenantId, rule: ExceptionRule, groups: Groups): Promise<Covered> {
  const scope = ofTenant(tenant);
  const query: AlertQuery = { ...queryOf(rule), detection: 'active' };
  const { scope: who } = rule;
  const members = who.kind === 'group' ? (groups.get(who.group) ?? new Set<string>()) : undefined;
  const users = await store.alerts.count(scope, query, [members === undefined ? 'detector' : 'user']);
  const covered = users.filter(({ key: [user] }) => members?.has(user ?? '') ?? true);
  const queries = members === undefined ? [query] : covered.map(({ key: [user] }) => ({ ...query, user: user ?? '' }));
  const newest: Stored<StoredAlert>[] = [];
  for (const each of queries) newest.push(...(await store.alerts.search(scope, each, { limit: PREVIEW_IDS })).items);
  newest.sort((a, b) => timeOfIso(b.value['@timestamp']) - timeOfIso(a.value['@timestamp']) || (a.id < b.id ? 1 : -1));
  return {
    count: covered.reduce((sum, { count }) => sum + count, 0),
    ids: newest.slice(0, PREVIEW_IDS).map(({ id }) => id),
  };
}

/** Puts it on record, then hides the open alerts it covers. @returns how many it hid */
export async function createException(
  deps: ExceptionsDeps,
  tenant: TenantId,
  exception: Exception,
): Promise<{ readonly stored: Stored<Exception>; readonly hidden: number }> {
  const { store } = deps;
  await markUnsettled(store, tenant, exception.id, Date.parse(exception.created));
  const stored = await store.documents.put(ofTenant(tenant), EXCEPTION_KIND, exception.id, exception, 'new');
  await noteCreated(store, tenant, exception);
  deps.changed?.(tenant);
  return { stored, hidden: await applyException(deps, tenant, exception) };
}

/** Hides the open alerts an exception covers and none hides yet. Repeating it changes nothing. */
export async function applyException(deps: ExceptionsDeps, tenant: TenantId, exception: Exception): Promise<number> {
  const groups = await deps.groupsOf(tenant);
  const query: AlertQuery = { ...queryOf(exception), statuses: ['open'], excepted: false };
  const covered: string[] = [];
  for await (const { id, value } of alertsOf(deps.store, tenant, query)) {
    if (covers(exception, value, groups)) covered.push(id);
  }
  for (const id of covered) await deps.store.alerts.except(ofTenant(tenant), id, exception.id);
  return covered.length;
}

/** Ids of the active alerts it hides now. */
export async function hiddenBy(store: Store, tenant: TenantId, id: string): Promise<readonly string[]> {
  const exception = await store.documents.get<Exception>(ofTenant(tenant), EXCEPTION_KIND, id);
  if (exception === undefined) return [];
  const query: AlertQuery = { ...queryOf(exception.value), detection: 'active', excepted: true };
  const hidden: string[] = [];
  for await (const alert of alertsOf(store, tenant, query))
    if (alert.value.mfa.alert.exception === id) hidden.push(alert.id);
  return hidden;
}

/**
 * Takes an exception back: what it hid shows again, unless another covers it too. Revoking it twice changes nothing.
 * @throws NotFoundError
 */
export async function revokeException(
  deps: ExceptionsDeps,
  tenant: TenantId,
  id: string,
  by: Actor,
): Promise<{ readonly stored: Stored<Exception>; readonly shown: number }> {
  const scope = ofTenant(tenant);
  const found = await deps.store.documents.get<Exception>(scope, EXCEPTION_KIND, id);
  if (found === undefined) throw new NotFoundError(`there is no exception ${id}`);
  const revoked: Exception = {
    ...found.value,
    revoked: found.value.revoked ?? { at: isoTime(by.at), by: by.name },
  };
  await markUnsettled(deps.store, tenant, id, by.at);
  const stored = await deps.store.documents.put(scope, EXCEPTION_KIND, id, revoked, found.version);
  await noteRevoked(deps.store, tenant, revoked);
  deps.changed?.(tenant);
  return { stored, shown: await unapplyException(deps, tenant, revoked) };
}

/** Shows again what a revoked exception still hides. @returns how many it showed. Repeating it changes nothing. */
export async function unapplyException(deps: ExceptionsDeps, tenant: TenantId, exception: Exception): Promise<number> {
  const groups = await deps.groupsOf(tenant);
  const others = (await listExceptions(deps.store, tenant)).map(({ value }) => value);
  const changes: { readonly id: string; readonly other: string | null }[] = [];
  for await (const { id, value } of alertsOf(deps.store, tenant, { ...queryOf(exception), excepted: true })) {
    if (value.mfa.alert.exception !== exception.id) continue;
    changes.push({ id, other: exceptionFor(value, others, groups)?.id ?? null });
  }
  for (const { id, other } of changes) await deps.store.alerts.except(ofTenant(tenant), id, other);
  return changes.filter(({ other }) => other === null).length;
}

/**
 * For the stage that indexes alerts: the id of the exception that hides one, or undefined. Exceptions and groups of a tenant are read
 * again when they are older than `maxAgeMs`, or as soon as `forget` says that they changed.
 */
export function createExceptionLookup(
  deps: ExceptionsDeps,
  now: () => number,
  maxAgeMs = 5_000,
): {
  readonly exceptionOf: (tenant: TenantId, alert: Alert) => Promise<string | undefined>;
  readonly forget: (tenant: TenantId) => void;
} {
  const known = new Map<TenantId, { at: number; read: Promise<{ exceptions: Exception[]; groups: Groups }> }>();
  const read = async (tenant: TenantId): Promise<{ exceptions: Exception[]; groups: Groups }> => {
    const exceptions = (await listExceptions(deps.store, tenant)).map(({ value }) => value);
    return { exceptions, groups: exceptions.length === 0 ? new Map() : await deps.groupsOf(tenant) };
  };
  const current = (tenant: TenantId): Promise<{ exceptions: Exception[]; groups: Groups }> => {
    const held = known.get(tenant);
    if (held !== undefined && now() - held.at <= maxAgeMs) return held.read;
    const fresh = { at: now(), read: read(tenant) };
    known.set(tenant, fresh);
    // A failed read is no answer for the next five seconds.
    fresh.read.catch(() => known.get(tenant) === fresh && known.delete(tenant));
    return fresh.read;
  };
  return {
    exceptionOf: async (tenant, alert) => {
      const { exceptions, groups } = await current(tenant);
      return exceptionFor(alert, exceptions, groups)?.id;
    },
    forget: (tenant) => {
      known.delete(tenant);
    },
  };
}

function queryOf({ scope, detector, rule, from, expires }: ExceptionRule): AlertQuery {
  return {
    from: Date.parse(from),
    to: Date.parse(expires),
    detectors: [detector],
    ...(rule === undefined ? {} : { rules: [rule] }),
    ...(scope.kind === 'user' ? { user: scope.user } : {}),
  };
}

async function* alertsOf(store: Store, tenant: TenantId, query: AlertQuery): AsyncGenerator<Stored<StoredAlert>> {
  let after: string | undefined;
  do {
    const page = await store.alerts.search(ofTenant(tenant), query, pageAt(after));
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

function pageAt(after: string | undefined): { limit: number; after?: string } {
  return after === undefined ? { limit: PAGE } : { limit: PAGE, after };
}
