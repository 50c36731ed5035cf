import type { Incident } from '../records/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';

const MOST = 1_000;

/** Whether exceptions hide every active alert of an incident, as far as the Store knows. */
export function exceptedInStore(store: Store): (incident: Incident) => Promise<boolean> {
  return async ({ tenant, alerts }) => {
    const ids = alerts.filter(({ detection }) => detection === 'active').map(({ id }) => id);
    if (ids.length === 0 || ids.length > MOST) return false;
    const { items } = await store.alerts.search(ofTenant(tenant), { ids, excepted: true }, { limit: ids.length });
    return items.length === ids.length;
  };
}
