import type { TenantId } from '../../../events/identity.ts';
import { countLetters } from '../../dead-letters/index.ts';
import { ofTenant, SYSTEM } from '../../platform/store/scope.ts';
import type { Store } from '../../platform/store/store.ts';
import type { ImportJob } from './import-job.ts';
import type { NewImport } from './register-import.ts';
import { registerImport } from './register-import.ts';

/** By id of the job: what the tenant had before it. */
const BEFORE_KIND = 'import-before';
const PAGE = 1_000;

/** How much there is of a tenant. */
export interface Holdings {
  readonly events: number;
  /** Those detection stands by, by severity. */
  readonly alerts: Readonly<Record<string, number>>;
  readonly incidents: number;
  /** Open ones. */
  readonly deadLetters: number;
}

/** Registers an import and remembers what the tenant had before, so that its end can say what came of it. @throws ImportError */
export async function beginImport(store: Store, request: NewImport): Promise<ImportJob> {
  const before = await holdingsOf(store, request.tenant);
  const job = await registerImport(store, request);
  const isNew = job.registered === request.now;
  if (isNew) await store.documents.put(SYSTEM, BEFORE_KIND, job.id, before, 'any');
  return job;
}

/** What the tenant has more than when the import began: of the import and, beside it, of whatever its sources brought. */
export async function importGain(store: Store, { id, tenant }: ImportJob): Promise<Holdings> {
  const before = await store.documents.get<Holdings>(SYSTEM, BEFORE_KIND, id);
  const now = await holdingsOf(store, tenant);
  return before === undefined ? now : gain(before.value, now);
}

function gain(before: Holdings, after: Holdings): Holdings {
  const alerts = Object.entries(after.alerts).map(([severity, count]) => [
    severity,
    Math.max(0, count - (before.alerts[severity] ?? 0)),
  ]);
  return {
    events: Math.max(0, after.events - before.events),
    alerts: Object.fromEntries(alerts) as Record<string, number>,
    incidents: Math.max(0, after.incidents - before.incidents),
    deadLetters: Math.max(0, after.deadLetters - before.deadLetters),
  };
}

export async function holdingsOf(store: Store, tenant: TenantId): Promise<Holdings> {
  const scope = ofTenant(tenant);
  const [events, alerts, letters, incidents] = await Promise.all([
    store.events.aggregate(scope, {}, ['source']),
    store.alerts.count(scope, { detection: 'active' }, ['severity']),
    countLetters(store, scope),
    countIncidents(store, tenant),
  ]);
  return {
    events: sum(events.map(({ count }) => count)),
    alerts: Object.fromEntries(alerts.map(({ key, count }) => [key[0] ?? '', count])),
    incidents,
    deadLetters: sum(letters.filter(({ state }) => state === 'open').map(({ count }) => count)),
  };
}

async function countIncidents(store: Store, tenant: TenantId): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.incidents.search(
      ofTenant(tenant),
      {},
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    count += page.items.filter(({ value }) => value.detection === 'active').length;
    after = page.next;
  } while (after !== undefined);
  return count;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
