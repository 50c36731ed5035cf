import type { TenantId } from '../../events/identity.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';

const KIND = 'retention';
const ID = 'events';

interface Horizon {
  /** ms since 1970. */
  readonly before: number;
}

/** Before events are deleted: alerts that rest on older ones can no longer be judged by what is left, and a rebuild must not retract them. */
export async function noteHorizon(store: Store, tenant: TenantId, before: number): Promise<void> {
  if (before <= (await horizonOf(store, tenant))) return;
  await store.documents.put<Horizon>(ofTenant(tenant), KIND, ID, { before }, 'any');
}

/** Since when the Store holds all events of a tenant; -Infinity where none were ever deleted. */
export async function horizonOf(store: Store, tenant: TenantId): Promise<number> {
  const stored = await store.documents.get<Horizon>(ofTenant(tenant), KIND, ID);
  return stored?.value.before ?? -Infinity;
}
