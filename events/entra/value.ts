import { controlsAsSpaces, hasControls } from '../control-characters.ts';
import type { JsonObject, JsonValue } from '../event.ts';

export const NO_OBJECT: JsonObject = Object.freeze({});
const NO_LIST: readonly JsonValue[] = Object.freeze([]);
/** Longer strings carry nothing a person reads; a real one ends well before. */
const MAX_TEXT = 1_024;
/** Sentinel keeps whole objects in string columns; a longer one is not worth parsing. */
const MAX_NESTED = 512_000;
const MAX_ITEMS = 64;
/** What Entra writes in place of personal data of other tenants. */
const REMOVED = '{PII Removed}';

/** A string that says something: cut, without control characters. Everything else is undefined. */
export function text(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' || value === '' || value === REMOVED) return undefined;
  const cut = value.length > MAX_TEXT ? value.slice(0, MAX_TEXT) : value;
  if (!hasControls(cut)) return cut;
  const clean = controlsAsSpaces(cut).trim();
  return clean === '' ? undefined : clean;
}

/** As `text`, and undefined for the words by which Entra says nothing. */
export function said(value: JsonValue | undefined): string | undefined {
  const word = text(value);
  return word === undefined || word === 'none' || word === 'None' || word === 'hidden' || word === 'notDefined'
    ? undefined
    : word;
}

/** An object, or the object a string column holds as JSON. */
export function object(value: JsonValue | undefined): JsonObject {
  if (typeof value === 'object') return isObject(value) ? value : NO_OBJECT;
  const nested = nestedJson(value, '{');
  return isObject(nested) ? nested : NO_OBJECT;
}

/** The first 64 entries of a list, or of the list a string column holds as JSON. */
export function list(value: JsonValue | undefined): readonly JsonValue[] {
  const found = Array.isArray(value) ? (value as readonly JsonValue[]) : nestedJson(value, '[');
  if (!Array.isArray(found)) return NO_LIST;
  const items = found as readonly JsonValue[];
  return items.length > MAX_ITEMS ? items.slice(0, MAX_ITEMS) : items;
}

/** The strings of a list; one bare string counts as a list of one, comma-separated as the older exports write it. */
export function texts(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string' && !value.startsWith('[')) return commaSeparated(value);
  const found: string[] = [];
  for (const item of list(value)) {
    const word = text(item);
    if (word !== undefined) found.push(word);
  }
  return found;
}

function commaSeparated(value: string): readonly string[] {
  const words = text(value)?.split(',', MAX_ITEMS) ?? [];
  return words.map((word) => word.trim()).filter((word) => word !== '');
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nestedJson(value: JsonValue | undefined, opening: '{' | '['): JsonValue | undefined {
  if (typeof value !== 'string' || value.length > MAX_NESTED || !value.startsWith(opening)) return undefined;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Fields that a transport may have turned into a JSON string, and that are read more than once. */
const NESTED = [
  'status',
  'deviceDetail',
  'mfaDetail',
  'location',
  'authenticationDetails',
  'tokenProtectionStatusDetails',
  'riskEventTypes_v2',
  'targetResources',
  'additionalDetails',
  'additionalInfo',
] as const;

type Row = { [field: string]: JsonValue | undefined };

/** The row with those fields opened, each parsed once; the same object where there is nothing to open. */
export function openNested(row: JsonObject): JsonObject {
  if (!NESTED.some((field) => typeof row[field] === 'string')) return row;
  const copy: Row = { ...row };
  openFields(copy);
  return copy;
}

/** Opens those fields of a row that is ours to change. */
export function openFields(row: Row): void {
  for (const field of NESTED) {
    const value = row[field];
    const nested = nestedJson(value, '{') ?? nestedJson(value, '[');
    if (nested !== undefined) row[field] = nested;
  }
}

/** A non-negative whole number, also where an export wrote it as a string. */
export function whole(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** A boolean, also where an export wrote it as a word. */
export function truth(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : undefined;
}

export function finite(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && value !== '' && value.length < 32 ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The object, or undefined where no field of it says anything. */
export function filled(value: JsonObject): JsonObject | undefined {
  for (const key in value) if (value[key] !== undefined) return value;
  return undefined;
}
