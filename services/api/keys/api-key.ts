import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '../../../events/identity.ts';

export const API_KEY_KIND = 'api-key';

/** A viewer reads; an analyst also triages; an admin also decides settings, exceptions and dead letters. `metrics` may read /metrics alone. */
export const ROLES = ['viewer', 'analyst', 'admin', 'metrics'] as const;
export type Role = (typeof ROLES)[number];

/** What is kept of a key; its secret is shown once and never stored. Times are ISO 8601 UTC. */
export interface ApiKey {
  readonly id: string;
  /** Whoever uses it: what history and exceptions name. */
  readonly name: string;
  /** SHA-256 of the secret, base64url. A fast hash is enough: 256 random bits cannot be guessed, unlike a password. */
  readonly hash: string;
  /** `all`: also tenants that come later. */
  readonly tenants: 'all' | readonly TenantId[];
  readonly role: Role;
  readonly created: string;
  readonly expires?: string;
  /** To the hour. */
  readonly last_used?: string;
  readonly revoked?: string;
}

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const KEY_PATTERN = /^mfaw_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export function newKeyText(): { readonly id: string; readonly text: string; readonly hash: string } {
  const id = randomBytes(ID_BYTES).toString('hex');
  const secret = newSecret();
  return { id, text: `mfaw_${id}_${secret}`, hash: hashSecret(secret) };
}

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function parseKeyText(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = KEY_PATTERN.exec(text.trim()) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** In constant time. */
export function matchesHash(secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** Whether a key holds at `now` (ms since 1970). */
export function isInForce({ expires, revoked }: ApiKey, now: number): boolean {
  return revoked === undefined && (expires === undefined || now < Date.parse(expires));
}
