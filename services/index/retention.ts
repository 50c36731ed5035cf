import type { TenantId } from '../../events/identity.ts';
import { DAY_MS } from '../../detectors/kit/closed-days.ts';
import { forgetLetters } from '../dead-letters/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';

/** How long a tenant's data is kept, in days of event time. */
export interface RetentionDays {
  readonly events: number;
  readonly alerts: number;
  readonly incidents: number;
  readonly history: number;
}

export type Removed = Readonly<Record<keyof RetentionDays | 'deadLetters', number>>;

const KINDS = ['events', 'alerts', 'incidents', 'history'] as const;

/**
 * Deletes what a tenant's retention no longer covers at `now` (ms since 1970), and dead letters settled a month ago. Run it once a day;
 * repeating it changes nothing.
 * @throws StoreUnavailableError: what is left goes the next time
 */
export async function retain(store: Store, tenant: TenantId, days: RetentionDays, now: number): Promise<Removed> {
  const scope = ofTenant(tenant);
  const removed = { events: 0, alerts: 0, incidents: 0, history: 0, deadLetters: 0 };
  for (const kind of KINDS) removed[kind] = await store.retain(scope, kind, now - days[kind] * DAY_MS);
  removed.deadLetters = await forgetLetters(store, scope, now);
  return removed;
}
