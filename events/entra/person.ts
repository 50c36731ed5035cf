import type { EcsUser, JsonValue } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { text } from './value.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const GUEST_MARK = '#ext#';

export interface PersonFields {
  readonly id?: JsonValue | undefined;
  readonly principal?: JsonValue | undefined;
  readonly displayName?: JsonValue | undefined;
  /** What was typed at the prompt: stands in where the principal is an object id. */
  readonly identifier?: JsonValue | undefined;
}

/**
 * An Entra user as ECS. `userPrincipalName` may be an object id (passwordless sign-ins, interrupts): then it is no address. A guest's
 * `user_home.example#EXT#@tenant…` keeps that name and has the home address as `email`, which joins the person across directories.
 */
export function personOf(fields: PersonFields): EcsUser | undefined {
  const user: Mutable<EcsUser> = {};
  const id = idOf(fields.id);
  if (id !== undefined) user.id = id;
  namePerson(user, text(fields.principal)?.toLowerCase(), text(fields.identifier)?.toLowerCase());
  const fullName = text(fields.displayName);
  if (fullName !== undefined && fullName.toLowerCase() !== user.name) user.full_name = fullName;
  return user.id === undefined && user.name === undefined && user.full_name === undefined ? undefined : user;
}

export function isGuestPrincipal(principal: JsonValue | undefined): boolean {
  return typeof principal === 'string' && principal.length < 512 && principal.toLowerCase().includes(GUEST_MARK);
}

function idOf(value: JsonValue | undefined): string | undefined {
  const id = text(value)?.toLowerCase();
  return id === NOBODY ? undefined : id;
}

function namePerson(user: Mutable<EcsUser>, principal: string | undefined, typed: string | undefined): void {
  const address =
    addressIn(principal) ?? (principal === undefined || GUID.test(principal) ? addressIn(typed) : undefined);
  if (address !== undefined) {
    user.name = principal === undefined || GUID.test(principal) ? address : principal;
    user.email = address;
    return;
  }
  if (principal === undefined) return;
  if (!GUID.test(principal)) user.name = principal;
  else user.id ??= principal;
}

function addressIn(name: string | undefined): string | undefined {
  if (name === undefined || !name.includes('@')) return undefined;
  const mark = name.indexOf(GUEST_MARK);
  return mark === -1 ? name : homeAddress(name.slice(0, mark));
}

/** `alice_partner.example` → `alice@partner.example`: the last underscore stands for the @. */
function homeAddress(guest: string): string | undefined {
  const at = guest.lastIndexOf('_');
  return at < 1 || at === guest.length - 1 ? undefined : `${guest.slice(0, at)}@${guest.slice(at + 1)}`;
}
