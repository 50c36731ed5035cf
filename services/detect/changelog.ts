import type { TenantId } from '../../events/identity.ts';
import { splitUserKey, userKey } from '../records/index.ts';

/**
 * What lies on `mfa.state`, told by the first character of the key (no tenant id begins with a mark): a key's state (`acme|alice`),
 * what is to be done about it (`!acme|alice`), and how far the tenant has come in this partition (`#acme`).
 */
export type StateKey =
  | { readonly kind: 'state'; readonly tenant: TenantId; readonly user: string }
  | { readonly kind: 'note'; readonly tenant: TenantId; readonly user: string }
  | { readonly kind: 'progress'; readonly tenant: TenantId };

const NOTE = '!';
const PROGRESS = '#';

export function stateKey(tenant: TenantId, user: string): string {
  return userKey(tenant, user);
}

export function noteKey(tenant: TenantId, user: string): string {
  return NOTE + userKey(tenant, user);
}

export function progressKey(tenant: TenantId): string {
  return PROGRESS + tenant;
}

export function parseStateKey(key: string): StateKey {
  if (key.startsWith(PROGRESS)) return { kind: 'progress', tenant: key.slice(PROGRESS.length) as TenantId };
  const isNote = key.startsWith(NOTE);
  const { tenant, user } = splitUserKey(isNote ? key.slice(NOTE.length) : key);
  return { kind: isNote ? 'note' : 'state', tenant: tenant as TenantId, user };
}
