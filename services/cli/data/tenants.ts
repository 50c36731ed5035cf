import type { TenantId } from '../../../events/identity.ts';
import { isTenantId, tenantId } from '../../../events/identity.ts';
import { didYouMean } from '../../platform/nearest.ts';
import type { Store } from '../../platform/store/store.ts';
import { listTenants } from '../../tenants/registry.ts';
import { UsageError } from '../usage-error.ts';

/** A tenant that may not exist yet. @throws UsageError */
export function parseTenant(value: string): TenantId {
  if (isTenantId(value)) return value;
  try {
    return tenantId(value);
  } catch (error) {
    throw new UsageError(`--tenant: ${(error as Error).message}`);
  }
}

/** @throws UsageError where the folder has no such tenant */
export async function existingTenant(store: Store, value: string): Promise<TenantId> {
  const [tenant] = await existingTenants(store, [value]);
  if (tenant === undefined) throw new UsageError('--tenant names nobody');
  return tenant;
}

/** Those named, or all where none is. @throws UsageError */
export async function existingTenants(store: Store, values: readonly string[]): Promise<readonly TenantId[]> {
  const known = await listTenants(store);
  if (values.length === 0) return known;
  return values.map((value) => {
    const found = known.find((tenant) => tenant === value);
    if (found !== undefined) return found;
    const which = known.length === 0 ? 'there are none yet' : didYouMean(value, known) || `there are: ${known.join(', ')}`;
    throw new UsageError(`there is no tenant "${value}"${which.startsWith(';') ? which : `; ${which}`}`);
  });
}
