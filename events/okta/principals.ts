import type { EcsUser, JsonObject, Operation } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';

/** Who acted, and on whom. */
export interface Principals {
  readonly user: EcsUser | undefined;
  /** Another user the act was done to; absent where users act on themselves. */
  readonly target: EcsUser | undefined;
  /** Okta's machinery wrote the record and `user` is the one it is about. */
  readonly reattributed: boolean;
  readonly selfService: boolean;
}

/**
 * Operations that describe what a user experiences. When Okta itself is the actor, as it often is for a delivered message or a risk
 * verdict, such a record is about its target; an act upon somebody (a reset by Okta's support) keeps actor and target apart.
 */
const ABOUT_THE_USER: ReadonlySet<Operation> = new Set<Operation>([
  'sign_in',
  'sign_out',
  'sso',
  'evaluate_policy',
  'challenge',
  'verify',
  'bypass',
  'session_change',
  'verdict',
  'report_suspicious',
]);

export function principalsOf(parts: Parts, operation: Operation): Principals {
  const actor = isPerson(parts) ? userOf(parts.actor) : machineOf(parts.actor);
  const target = parts.targets.user === undefined ? undefined : userOf(parts.targets.user);
  if (target === undefined) return { user: actor, target, reattributed: false, selfService: false };
  if (actor === undefined || isSystem(parts)) {
    return ABOUT_THE_USER.has(operation)
      ? { user: target, target: undefined, reattributed: actor !== undefined, selfService: false }
      : { user: actor, target, reattributed: false, selfService: false };
  }
  const selfService = isSame(actor, target);
  return { user: actor, target: selfService ? undefined : target, reattributed: false, selfService };
}

/** Okta's own actors: system principals, and the account `system@okta.com`. */
export function isSystem(parts: Parts): boolean {
  return (
    known(parts.actor['type'], 64) === 'SystemPrincipal' || known(parts.actor['alternateId']) === 'system@okta.com'
  );
}

/** Records of old formats may not say what their actor is: then it counts as a person. */
function isPerson(parts: Parts): boolean {
  return !isSystem(parts) && (known(parts.actor['type'], 64) ?? 'User') === 'User';
}

/** An application or Okta itself: named, but without an id or address that would make a person of it. */
function machineOf(principal: JsonObject): EcsUser | undefined {
  const name = known(principal['displayName']) ?? known(principal['alternateId'])?.split('@', 1)[0];
  return name === undefined ? undefined : { name };
}

const CLIENTS: ReadonlySet<string> = new Set([
  'PublicClientApp',
  'Client',
  'ServicePrincipal',
  'ServiceAccount',
  'WorkloadPrincipal',
]);

/** An application acts in its own name. */
export function isServicePrincipal(parts: Parts): boolean {
  const type = known(parts.actor['type'], 64);
  return type !== undefined && CLIENTS.has(type);
}

function userOf(principal: JsonObject): EcsUser | undefined {
  const id = known(principal['id']);
  const alternate = known(principal['alternateId']);
  if (id === undefined && alternate === undefined) return undefined;
  const user: Mutable<EcsUser> = {};
  if (id !== undefined) user.id = id;
  if (alternate?.includes('@') === true) user.name = user.email = alternate.toLowerCase();
  else if (alternate !== undefined) user.name = alternate;
  const fullName = known(principal['displayName']);
  if (fullName !== undefined) user.full_name = fullName;
  return user;
}

function isSame(one: EcsUser, other: EcsUser): boolean {
  return one.id !== undefined && other.id !== undefined
    ? one.id === other.id
    : one.name !== undefined && one.name === other.name;
}
