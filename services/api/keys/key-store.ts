import { isoTime } from '../../../events/iso-time.ts';
import type { TenantId } from '../../../events/identity.ts';
import { listAll } from '../../platform/store/list-all.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import type { Store, Stored } from '../../platform/store/store.ts';
import { ConflictError, NotFoundError } from '../../platform/store/store.ts';
import type { ApiKey, Role } from './api-key.ts';
import { API_KEY_KIND, isInForce, matchesHash, newKeyText, parseKeyText } from './api-key.ts';

const HOUR_MS = 3_600_000;

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly tenants: 'all' | readonly TenantId[];
  /** ms since 1970; never where absent. */
  readonly expires?: number;
}

/** @returns the key's text, which is nowhere else: show it once */
export async function createKey(
  store: Store,
  { name, role, tenants, expires }: NewKey,
  now: number,
): Promise<{ readonly key: ApiKey; readonly text: string }> {
  const { id, text, hash } = newKeyText();
  const key: ApiKey = {
    id,
    name,
    hash,
    tenants,
    role,
    created: isoTime(now),
    ...(expires === undefined ? {} : { expires: isoTime(expires) }),
  };
  await store.documents.put(SYSTEM, API_KEY_KIND, id, key, 'new');
  return { key, text };
}

/** All keys, revoked and expired ones too, in order of id. */
export async function listKeys(store: Store): Promise<readonly ApiKey[]> {
  return (await listAll<ApiKey>(store, SYSTEM, API_KEY_KIND)).map(({ value }) => value);
}

/** From now on nothing accepts it, sessions begun with it included. @throws NotFoundError */
export async function revokeKey(store: Store, id: string, now: number): Promise<ApiKey> {
  const found = await getKey(store, id);
  if (found === undefined) throw new NotFoundError(`there is no API key ${id}`);
  if (found.value.revoked !== undefined) return found.value;
  const revoked: ApiKey = { ...found.value, revoked: isoTime(now) };
  await store.documents.put(SYSTEM, API_KEY_KIND, id, revoked, found.version);
  return revoked;
}

/** The key in force whose text this is, or undefined: unknown, wrong, expired and revoked look the same from outside. */
export async function findKey(store: Store, text: string, now: number): Promise<ApiKey | undefined> {
  const parsed = parseKeyText(text);
  if (parsed === undefined) return undefined;
  const found = await getKey(store, parsed.id);
  if (found === undefined || !matchesHash(parsed.secret, found.value.hash)) return undefined;
  return isInForce(found.value, now) ? touched(store, found, now) : undefined;
}

/** The key a session was begun with, while it is in force. */
export async function findKeyById(store: Store, id: string, now: number): Promise<ApiKey | undefined> {
  const found = await getKey(store, id);
  return found !== undefined && isInForce(found.value, now) ? touched(store, found, now) : undefined;
}

function getKey(store: Store, id: string): Promise<Stored<ApiKey> | undefined> {
  return store.documents.get<ApiKey>(SYSTEM, API_KEY_KIND, id);
}

/** Written once an hour at most: reading must not become writing. */
async function touched(store: Store, { id, version, value }: Stored<ApiKey>, now: number): Promise<ApiKey> {
  if (value.last_used !== undefined && now - Date.parse(value.last_used) < HOUR_MS) return value;
  const used: ApiKey = { ...value, last_used: isoTime(Math.floor(now / HOUR_MS) * HOUR_MS) };
  try {
    await store.documents.put(SYSTEM, API_KEY_KIND, id, used, version);
  } catch (error) {
    // Somebody else used, or revoked, it in the same moment; whoever revokes it is heard at the next request.
    if (!(error instanceof ConflictError)) throw error;
  }
  return used;
}
