import type { EcsUser, MfaEvent } from '../event.ts';
import { list, object } from './fields.ts';
import { address } from './network.ts';
import type { Parts } from './parts.ts';

/** ECS `related`: everybody and every address the record names, so that one search finds them. */
export function relatedFields(
  parts: Parts,
  user: EcsUser | undefined,
  target: EcsUser | undefined,
  ip: string | undefined,
): MfaEvent['related'] {
  const users: string[] = [];
  addNames(users, user);
  addNames(users, target);
  const ips = ip === undefined ? [] : [ip];
  for (const hop of list(parts.request['ipChain'])) addOnce(ips, address(object(hop)['ip']));
  if (users.length === 0) return ips.length === 0 ? undefined : { ip: ips };
  return ips.length === 0 ? { user: users } : { user: users, ip: ips };
}

function addNames(names: string[], user: EcsUser | undefined): void {
  addOnce(names, user?.id);
  addOnce(names, user?.name);
}

function addOnce(values: string[], value: string | undefined): void {
  if (value !== undefined && !values.includes(value)) values.push(value);
}
