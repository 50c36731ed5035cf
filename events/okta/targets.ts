import type { JsonObject } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { known, object } from './fields.ts';

/** The targets the mapping needs. Okta keeps no order among them, so each is found by its type; the first of a type wins. */
export interface Targets {
  readonly user?: JsonObject;
  readonly app?: JsonObject;
  readonly role?: JsonObject;
  readonly phone?: JsonObject;
  /** Authenticators and their methods, in the order of the record. */
  readonly authenticators: readonly JsonObject[];
}

const NONE: Targets = Object.freeze({ authenticators: [] });

export function targetsOf(entries: readonly unknown[]): Targets {
  if (entries.length === 0) return NONE;
  const authenticators: JsonObject[] = [];
  const found: Mutable<Targets> = { authenticators };
  for (const entry of entries) {
    const target = object(entry);
    switch (known(target['type'], 64)) {
      case 'User':
        found.user ??= target;
        break;
      case 'AppInstance':
        found.app ??= target;
        break;
      case 'ROLE':
        found.role ??= target;
        break;
      case 'MobilePhone':
        found.phone ??= target;
        break;
      case 'AuthenticatorEnrollment':
      case 'AuthenticatorMethod':
      case 'Authenticator':
        authenticators.push(target);
    }
  }
  return found;
}
