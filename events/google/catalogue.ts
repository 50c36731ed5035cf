import { ADMIN_EVENTS } from './admin-events.ts';
import { LOGIN_EVENTS, SAML_EVENTS } from './login-events.ts';
import type { Meaning, Meanings } from './meaning.ts';
import { UNKNOWN_MEANING } from './meaning.ts';
import type { Stream } from './recognise.ts';
import { TOKEN_EVENTS } from './token-events.ts';

const NOTHING_KNOWN: Meanings = new Map();

/** The table of each stream's event names. */
const CATALOGUE: Readonly<Record<Stream, Meanings>> = {
  login: LOGIN_EVENTS,
  user_accounts: LOGIN_EVENTS,
  admin: ADMIN_EVENTS,
  token: TOKEN_EVENTS,
  saml: SAML_EVENTS,
  alert: NOTHING_KNOWN,
  other: NOTHING_KNOWN,
};

export function meaningOf(stream: Stream, name: string): Meaning {
  return CATALOGUE[stream].get(name) ?? UNKNOWN_MEANING;
}
