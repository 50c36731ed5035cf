import type { TenantId } from '../../events/identity.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store, Stored } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';

/** Kind of the documents, in the tenant's own scope; same id as the exception. */
const UNSETTLED_KIND = 'exception_unsettled';

export interface Unsettled {
  /** When the exception was changed, ms since 1970. */
  readonly at: number;
}

/** Written before an exception changes: whatever becomes of the process, the alerts it concerns are looked at again. */
export async function markUnsettled(store: Store, tenant: TenantId, id: string, at: number): Promise<void> {
  await store.documents.put<Unsettled>(ofTenant(tenant), UNSETTLED_KIND, id, { at }, 'any');
}

export function listUnsettled(store: Store, tenant: TenantId): Promise<readonly Stored<Unsettled>[]> {
  return listAll<Unsettled>(store, ofTenant(tenant), UNSETTLED_KIND);
}

/** Unless the exception was changed again meanwhile. */
export async function unmarkUnsettled(store: Store, tenant: TenantId, mark: Stored<Unsettled>): Promise<void> {
  try {
    await store.documents.delete(ofTenant(tenant), UNSETTLED_KIND, mark.id, mark.version);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
