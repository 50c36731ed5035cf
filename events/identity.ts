import { createHash } from 'node:crypto';

declare const brand: unique symbol;
/** A client organisation. Lower case letters, digits and single inner dashes; no `--` and no trailing `-` (index patterns rely on it). */
export type TenantId = string & { readonly [brand]: 'TenantId' };

export const TENANT_ID_PATTERN = /^[a-z0-9](?:-?[a-z0-9])*$/;
export const TENANT_ID_LENGTH = 63;

export function isTenantId(value: string): value is TenantId {
  return value.length <= TENANT_ID_LENGTH && TENANT_ID_PATTERN.test(value);
}

/** Throws a RangeError that says what a tenant id looks like. */
export function tenantId(value: string): TenantId {
  if (isTenantId(value)) return value;
  throw new RangeError(
    `"${value}" is not a tenant id: use lower-case letters, digits and single dashes inside, at most 63 characters (e.g. "acme-eu")`,
  );
}

const CACHE_LIMIT = 50_000;
const cache = new Map<string, string>();

/**
 * One-way short form of a session id, device token or other bearer-like id (I9): 96 bits of SHA-256, base64url, 16 characters.
 * Equal ids stay equal, so they still join; the memo only saves time and never changes a result.
 */
export function hashId(value: string): string {
  const known = cache.get(value);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(value).digest('base64url').slice(0, 16);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(value, hash);
  return hash;
}
