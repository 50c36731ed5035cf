import { isIP } from 'node:net';
import { controlsAsSpaces } from '../../events/control-characters.ts';
import { hashId } from '../../events/identity.ts';

/** Direction marks and invisible characters with which one text passes for another. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const PHONE = /(?<![\w.:@-])\+?\(?\d[\d\s().-]{5,}\d(?![\w:@])/g;
const ADDRESS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]{2,}/gu;
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
const HASH_LENGTH = 6;

/** What may leave the house of one text (I9): one line, no full phone number. */
export function clean(text: string): string {
  return controlsAsSpaces(text).replace(INVISIBLE, '').replace(PHONE, maskPhone).trim();
}

/** E.164 numbers have at most 15 digits. Dates, IP addresses and version numbers look alike and stay. */
function maskPhone(found: string): string {
  const digits = found.replace(/\D/g, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || isSomethingElse(found)) return found;
  return `${found.startsWith('+') ? '+' : ''}••${digits.slice(-2)}`;
}

function isSomethingElse(found: string): boolean {
  if (/^\d{4}-\d\d-\d\d/.test(found)) return true;
  const words = found.split(/\s+/);
  if (words.some((word) => isIP(word) !== 0)) return true;
  return !/[+(]/.test(found) && /^\d+(\.\d+)+$/.test(found);
}

/**
 * Writes people as initials and a hash: `J. D. (5f0c1a)`. The same person is the same everywhere within a tenant; whoever can guess an
 * address can check the guess, so this keeps names out of sight, not secret.
 */
export function nameMask(tenant: string, names: readonly string[]): (text: string) => string {
  const known = [...new Set(names)].filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
  const person = known.find((name) => name.includes('@')) ?? known[0] ?? '';
  const alias = initials(tenant, person);
  return (text) => {
    const hidden = known.reduce((all, name) => replaceName(all, name, alias), text);
    return hidden.replace(ADDRESS, (address) => initials(tenant, address));
  };
}

function replaceName(text: string, name: string, alias: string): string {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'giu');
  return text.replace(pattern, () => alias);
}

function initials(tenant: string, person: string): string {
  const parts = (person.split('@')[0] ?? '').split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  const letters = parts.slice(0, 3).map((part) => `${[...part][0]?.toUpperCase() ?? ''}.`);
  return `${letters.join(' ')} (${hashId(`${tenant}|${person.toLowerCase()}`).slice(0, HASH_LENGTH)})`.trimStart();
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
