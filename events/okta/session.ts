import type { MfaEvent } from '../event.ts';
import { hashId } from '../identity.ts';
import type { Mutable } from '../mutable.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';

const MAX_ID = 512;

/**
 * The session, hashed (I9). Failed sign-ins, API-token calls and agents write `"unknown"`, `"-"`, an empty string or null: no session.
 * `rootSessionId` groups the sessions of one root; Okta's schema does not list it, so it may be absent.
 */
export function sessionFields(parts: Parts): MfaEvent['mfa']['session'] {
  const id =
    known(parts.authentication['externalSessionId'], MAX_ID) ?? known(parts.debug['externalSessionId'], MAX_ID);
  const root = known(parts.authentication['rootSessionId'], MAX_ID);
  if (id === undefined && root === undefined) return undefined;
  const session: Mutable<NonNullable<MfaEvent['mfa']['session']>> = {};
  if (id !== undefined) session.id = hashId(id);
  if (root !== undefined) session.root_id = hashId(root);
  return session;
}

/** One authentication flow; where Okta names none, at least the records of one request belong together. */
export function flowFields(parts: Parts): MfaEvent['mfa']['flow'] {
  const id = known(parts.debug['authnRequestId']) ?? known(parts.transaction['id']);
  return id === undefined ? undefined : { id };
}
