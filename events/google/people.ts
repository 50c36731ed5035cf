import type { EcsUser, JsonObject, JsonValue } from '../event.ts';
import { objectOf, textOf } from '../json.ts';
import type { Parameters } from './parameters.ts';
import { textParameter } from './parameters.ts';
import type { Stream } from './recognise.ts';

/** Who an activity says acted. */
export interface Actor {
  readonly user: EcsUser | undefined;
  /** Google's machinery or a robot account (`callerType: KEY`, e.g. `SYSTEM`): nobody sits behind it. */
  readonly machine: boolean;
  /** The actor's fields that ECS has no place for. */
  readonly vendor: JsonObject | undefined;
}

/** Whose event it is, and whom an administrator's change concerns. */
export interface People {
  readonly user: EcsUser | undefined;
  readonly target: EcsUser | undefined;
}

/** A mail address is at most 254 characters long (RFC 5321). */
const MAX_ADDRESS = 254;
const MAX_WORD = 128;
const NOBODY: Actor = Object.freeze({ machine: false, user: undefined, vendor: undefined });

export function actorOf(record: JsonObject): Actor {
  const actor = objectOf(record['actor']);
  if (actor === undefined) return NOBODY;
  const email = textOf(actor['email'], MAX_ADDRESS)?.toLowerCase();
  const id = textOf(actor['profileId'], MAX_WORD);
  const caller = textOf(actor['callerType'], MAX_WORD);
  return { machine: caller === 'KEY', user: person(email, id), vendor: vendorOf(actor, caller) };
}

/**
 * The people of one event. Account warnings name the person they concern in `affected_email_address` and are that person's
 * events, whoever wrote them; an administrator's change belongs to its victim, `USER_EMAIL`.
 */
export function peopleOf(actor: Actor, stream: Stream, parameters: Parameters): People {
  const affected = addressParameter(parameters, 'affected_email_address');
  if (affected !== undefined) return { user: sameAs(actor.user, affected), target: undefined };
  const victim = stream === 'admin' ? addressParameter(parameters, 'USER_EMAIL') : undefined;
  return { user: actor.user, target: victim === undefined ? undefined : sameAs(actor.user, victim) };
}

export function person(email: string | undefined, id?: string): EcsUser | undefined {
  if (email !== undefined) return id === undefined ? { name: email, email } : { id, name: email, email };
  return id === undefined ? undefined : { id };
}

/** The actor where the address is theirs (so that the immutable id stays with it), else a person known by address alone. */
function sameAs(actor: EcsUser | undefined, address: string): EcsUser {
  return actor?.email === address ? actor : { name: address, email: address };
}

function addressParameter(parameters: Parameters, name: string): string | undefined {
  return textParameter(parameters, name)?.slice(0, MAX_ADDRESS).toLowerCase();
}

function vendorOf(actor: JsonObject, caller: string | undefined): JsonObject | undefined {
  const key = textOf(actor['key'], MAX_WORD);
  const application = objectOf(actor['applicationInfo']);
  if (caller === undefined && key === undefined && application === undefined) return undefined;
  const vendor: { [field: string]: JsonValue } = {};
  if (caller !== undefined) vendor['caller_type'] = caller;
  if (key !== undefined) vendor['key'] = key;
  if (application !== undefined) vendor['application'] = applicationOf(application);
  return vendor;
}

/** The OAuth client that acted in the person's name. */
function applicationOf(info: JsonObject): JsonObject {
  const id = textOf(info['oauthClientId'], MAX_WORD);
  const name = textOf(info['applicationName'], MAX_WORD);
  return {
    ...(id === undefined ? {} : { oauth_client_id: id }),
    ...(name === undefined ? {} : { name }),
    ...(typeof info['impersonation'] === 'boolean' ? { impersonation: info['impersonation'] } : {}),
  };
}
