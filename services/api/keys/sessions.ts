import { isoTime } from '../../../events/iso-time.ts';
import { listAll } from '../../platform/store/list-all.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import type { Store } from '../../platform/store/store.ts';
import { ConflictError } from '../../platform/store/store.ts';
import type { ApiKey } from './api-key.ts';
import { hashSecret, newSecret } from './api-key.ts';
import { findKeyById } from './key-store.ts';

const SESSION_KIND = 'api-session';
const LINK_KIND = 'sign-in-link';
const MINUTE_MS = 60_000;
/** A session nobody uses ends after this; so does any session after a week. */
export const IDLE_MS = 8 * 60 * MINUTE_MS;
const LONGEST_MS = 7 * 24 * 60 * MINUTE_MS;
const LINK_MS = 10 * MINUTE_MS;
/** How often the time of the last use is written. */
const TOUCH_MS = 5 * MINUTE_MS;

/** The document's id is the hash of what the browser holds: who reads the store cannot take a session over. */
interface SessionDocument {
  readonly key: string;
  readonly csrf: string;
  readonly created: string;
  readonly last_seen: string;
}

interface LinkDocument {
  readonly key: string;
  readonly expires: string;
}

export interface Session {
  readonly key: ApiKey;
  /** What every form must send back. */
  readonly csrf: string;
}

/** @returns what the cookie holds */
export async function beginSession(store: Store, key: ApiKey, now: number): Promise<string> {
  await sweep(store, now);
  const token = newSecret();
  const at = isoTime(now);
  const session: SessionDocument = { key: key.id, csrf: newSecret(), created: at, last_seen: at };
  await store.documents.put(SYSTEM, SESSION_KIND, hashSecret(token), session, 'new');
  return token;
}

/** The session a cookie stands for, or undefined where it ended, was ended, or its key is no longer in force. */
export async function findSession(store: Store, token: string, now: number): Promise<Session | undefined> {
  const id = hashSecret(token);
  const found = await store.documents.get<SessionDocument>(SYSTEM, SESSION_KIND, id);
  if (found === undefined || isOver(found.value, now)) return undefined;
  const key = await findKeyById(store, found.value.key, now);
  if (key === undefined) return undefined;
  if (now - Date.parse(found.value.last_seen) >= TOUCH_MS) {
    const seen: SessionDocument = { ...found.value, last_seen: isoTime(now) };
    await ignoringConflict(store.documents.put(SYSTEM, SESSION_KIND, id, seen, found.version));
  }
  return { key, csrf: found.value.csrf };
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.documents.delete(SYSTEM, SESSION_KIND, hashSecret(token));
}

/** A way in for whoever started the program: works once, within ten minutes. @returns the token of `/signin?token=…` */
export async function createSignInLink(store: Store, key: ApiKey, now: number): Promise<string> {
  const token = newSecret();
  const link: LinkDocument = { key: key.id, expires: isoTime(now + LINK_MS) };
  await store.documents.put(SYSTEM, LINK_KIND, hashSecret(token), link, 'new');
  return token;
}

/** The key behind a sign-in link, which is used up by asking. */
export async function useSignInLink(store: Store, token: string, now: number): Promise<ApiKey | undefined> {
  const id = hashSecret(token);
  const found = await store.documents.get<LinkDocument>(SYSTEM, LINK_KIND, id);
  if (found === undefined) return undefined;
  try {
    // Of two that use it at once the version lets one through; deleting what is gone already would be no error.
    await store.documents.put(SYSTEM, LINK_KIND, id, { ...found.value, expires: isoTime(0) }, found.version);
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
  await store.documents.delete(SYSTEM, LINK_KIND, id);
  return now < Date.parse(found.value.expires) ? findKeyById(store, found.value.key, now) : undefined;
}

function isOver({ created, last_seen: lastSeen }: SessionDocument, now: number): boolean {
  return now - Date.parse(lastSeen) >= IDLE_MS || now - Date.parse(created) >= LONGEST_MS;
}

/** Each sign-in clears away what is over, so that nothing piles up. */
async function sweep(store: Store, now: number): Promise<void> {
  await sweepKind<SessionDocument>(store, SESSION_KIND, (session) => isOver(session, now));
  await sweepKind<LinkDocument>(store, LINK_KIND, ({ expires }) => Date.parse(expires) <= now);
}

async function sweepKind<T>(store: Store, kind: string, isGone: (value: T) => boolean): Promise<void> {
  for (const { id, value, version } of await listAll<T>(store, SYSTEM, kind))
    if (isGone(value)) await ignoringConflict(store.documents.delete(SYSTEM, kind, id, version));
}

async function ignoringConflict(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
