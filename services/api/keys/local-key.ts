import { isoTime } from '../../../events/iso-time.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import type { Store } from '../../platform/store/store.ts';
import type { ApiKey } from './api-key.ts';
import { API_KEY_KIND, hashSecret, newSecret, parseKeyText } from './api-key.ts';

/** Never drawn by chance: keys people create carry 48 random bits. */
const LOCAL_KEY_ID = '000000000000';

/** Whether this is the key of whoever may read the data folder. It is nobody's to list or revoke. */
export function isLocalKey({ id }: Pick<ApiKey, 'id'>): boolean {
  return id === LOCAL_KEY_ID;
}

/** Whether a key's text claims to be the local one; whether it is, its secret says. */
export function claimsLocalKey(text: string): boolean {
  return parseKeyText(text)?.id === LOCAL_KEY_ID;
}

/**
 * Makes the key by which commands on the same data folder ask its owner, in place of the one before it.
 * @returns its text, for a file only the owner's user may read
 */
export async function renewLocalKey(store: Store, now: number): Promise<string> {
  const secret = newSecret();
  const key: ApiKey = {
    id: LOCAL_KEY_ID,
    name: 'command line',
    hash: hashSecret(secret),
    tenants: 'all',
    role: 'admin',
    created: isoTime(now),
  };
  await store.documents.put(SYSTEM, API_KEY_KIND, LOCAL_KEY_ID, key, 'any');
  return `mfaw_${LOCAL_KEY_ID}_${secret}`;
}
