import type { TenantId } from '../../events/identity.ts';
import { isTenantId } from '../../events/identity.ts';
import { listAll } from '../platform/store/list-all.ts';
import { SYSTEM } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';

const KIND = 'tenant';

/** Makes a tenant known to whoever goes through all of them. Idempotent. */
export async function registerTenant(store: Store, tenant: TenantId): Promise<void> {
  const known = await store.documents.get(SYSTEM, KIND, tenant);
  if (known === undefined) await store.documents.put(SYSTEM, KIND, tenant, {}, 'any');
}

/** Every tenant that has settings, a source or an import, in order of id. */
export async function listTenants(store: Store): Promise<readonly TenantId[]> {
  const documents = await listAll(store, SYSTEM, KIND);
  return documents.map(({ id }) => id).filter(isTenantId);
}
