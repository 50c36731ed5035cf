import type { Observation } from '../../events/observation.ts';

/** Entra's name for a guest in this directory; the home address says more. */
const GUEST_MARK = '#ext#';

/**
 * The address an event knows its user by, which after a renaming (or an alias) is not the canonical user: it is what an analyst finds in
 * the record and searches for. Else the canonical user.
 */
export function personName(user: string, { userName }: Pick<Observation, 'userName'>): string {
  if (userName === undefined || !userName.includes('@')) return user;
  return userName.includes(GUEST_MARK) ? user : userName;
}
