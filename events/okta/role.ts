import type { Operation } from '../event.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';

/** The role granted or revoked, as Okta names it (`Super administrator`). */
export function roleOf(operation: Operation, parts: Parts): string | undefined {
  if (operation !== 'role_grant' && operation !== 'role_revoke') return undefined;
  const { debug, targets } = parts;
  const field = operation === 'role_grant' ? 'privilegeGranted' : 'privilegeRevoked';
  return known(debug[field]) ?? known(targets.role?.['displayName']);
}
