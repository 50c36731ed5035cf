import type { TenantId } from '../../events/identity.ts';
import { forgetLetters } from '../dead-letters/index.ts';
import { forgetNotifications } from '../notify/index.ts';
import { forgetDocuments } from '../platform/store/forget-documents.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { noteHorizon } from '../rebuild/horizon.ts';
import type { UserRisk } from '../records/index.ts';
import { USER_RISK_KIND } from './write-incidents.ts';

/** How long a tenant's data is kept, ms of event time. Incidents, and what channels were told of them, go with their alerts. */
export interface Retention {
  readonly events: number;
  readonly alerts: number;
  readonly history: number;
}

export type Removed = Readonly<
  Record<'events' | 'alerts' | 'incidents' | 'userRisks' | 'notifications' | 'history' | 'deadLetters', number>
>;

/**
 * Deletes what a tenant's retention no longer covers at `now` (ms since 1970), and dead letters settled a month ago. Run it once a day;
 * repeating it changes nothing.
 * @throws StoreUnavailableError: what is left goes the next time
 */
export async function retain(store: Store, tenant: TenantId, retention: Retention, now: number): Promise<Removed> {
  const scope = ofTenant(tenant);
  const { events, alerts, history } = retention;
  await noteHorizon(store, tenant, now - events);
  return {
    events: await store.retain(scope, 'events', now - events),
    alerts: await store.retain(scope, 'alerts', now - alerts),
    incidents: await store.retain(scope, 'incidents', now - alerts),
    userRisks: await forgetDocuments<UserRisk>(store, tenant, USER_RISK_KIND, ({ last_event: last }, id, version) =>
      Date.parse(last) < now - alerts ? [{ kind: USER_RISK_KIND, id, value: null, expected: version }] : [],
    ),
    notifications: await forgetNotifications(store, tenant, now - alerts),
    history: await store.retain(scope, 'history', now - history),
    deadLetters: await forgetLetters(store, scope, now),
  };
}
