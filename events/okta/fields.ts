import type { JsonObject } from '../event.ts';

/** Long enough for every name, id and reason Okta documents (its reasons end at 255 characters). */
const MAX_TEXT = 256;
/**
 * C0 and C1 controls, the marks that reorder or hide text on a screen, and halves of characters (found among all surrogates, replaced
 * where they stand alone): UTF-8 cannot hold them, so an id with one would change on its way through a file.
 */
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]/;
// eslint-disable-next-line no-control-regex
const ALL_UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\p{Cs}\ufeff]+/gu;
const NOTHING: JsonObject = Object.freeze({});
const NO_ITEMS: readonly unknown[] = Object.freeze([]);
/** No Okta list comes near this many entries. */
const MAX_ITEMS = 100;

/** A string with something in it, without control characters, at most `max` characters long; anything else is undefined. */
export function text(value: unknown, max = MAX_TEXT): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const short = value.length > max ? cut(value, max) : value;
  const clean = UNPRINTABLE.test(short) ? short.replace(ALL_UNPRINTABLE, ' ').trim() : short;
  return clean === '' ? undefined : clean;
}

/** Cuts without leaving half a surrogate pair behind. */
function cut(value: string, max: number): string {
  return value.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}

/** Okta writes `unknown`, `-` and the word `null` where it has nothing to say. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['unknown', 'UNKNOWN', 'Unknown', '-', 'null', 'NULL']);

/** Like `text`, and undefined for Okta's ways of writing "nothing" (`"unknown"`, `"-"`, `"null"`). */
export function known(value: unknown, max = MAX_TEXT): string | undefined {
  const string = text(value, max);
  return string === undefined || (string.length <= 7 && SAYS_NOTHING.has(string)) ? undefined : string;
}

/** The object, or an empty one: reading a field of what is not there is then simply undefined. */
export function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : NOTHING;
}

/** The list's first 100 entries, or none. */
export function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return NO_ITEMS;
  return value.length > MAX_ITEMS ? value.slice(0, MAX_ITEMS) : value;
}

export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A boolean, also where it came as a word: `debugData` carries strings. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 5) return undefined;
  const word = value.toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}
