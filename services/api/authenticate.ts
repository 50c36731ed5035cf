import type { Request } from 'express';
import type { ApiDeps } from './deps.ts';
import type { ApiKey } from './keys/api-key.ts';
import type { FailureBudget } from './keys/failure-budget.ts';
import { findKey } from './keys/key-store.ts';
import { Problem } from './problem.ts';
import { Caller } from './route.ts';

const BEARER = /^Bearer +(\S+)$/i;
const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="mfawatch"' };

/**
 * The key a request carries.
 * @throws Problem without one in force, or from an address that sent too many wrong ones
 */
export async function authenticate(
  request: Request,
  { store, now }: Pick<ApiDeps, 'store' | 'now'>,
  budget: FailureBudget,
): Promise<ApiKey> {
  const text = BEARER.exec(request.get('Authorization') ?? '')?.[1];
  if (text === undefined)
    throw new Problem('MFAW_UNAUTHENTICATED', 'send an API key: Authorization: Bearer mfaw_…', { headers: CHALLENGE });
  const key = await exchange(text, request.ip ?? '', { store, now }, budget);
  if (key !== undefined) return key;
  throw new Problem('MFAW_UNAUTHENTICATED', 'this key is not, or no longer, in force', { headers: CHALLENGE });
}

/**
 * The key whose text this is; a wrong one costs its sender. One in force is taken however many wrong ones came from the same address: behind a
 * proxy, or in an office, a stranger or an old script would shut out everybody else.
 * @throws Problem once they have none left
 */
export async function exchange(
  text: string,
  address: string,
  { store, now }: Pick<ApiDeps, 'store' | 'now'>,
  budget: FailureBudget,
): Promise<ApiKey | undefined> {
  const key = await findKey(store, text, now());
  if (key === undefined) chargeFailure(address, 'keys', budget);
  return key;
}

/** @throws Problem where the address has no failure left */
export function chargeFailure(address: string, what: 'keys' | 'links', budget: FailureBudget): void {
  const wait = budget.waitSeconds(address);
  if (wait > 0)
    throw new Problem('MFAW_RATE_LIMITED', `this address sent too many wrong ${what}`, {
      headers: { 'Retry-After': String(wait) },
    });
  budget.failed(address);
}

/** Everything a request may touch follows from its key alone. */
export async function callerOf(key: ApiKey, { tenants }: Pick<ApiDeps, 'tenants'>): Promise<Caller> {
  return new Caller(
    key,
    (await tenants()).map(({ id }) => id),
  );
}
