import { controlsAsSpaces, hasControls } from './control-characters.ts';
import type { JsonObject, JsonValue } from './event.ts';

type Field = JsonValue | undefined;

const MAX_TEXT = 1_024;

/**
 * The text of a provider's field: trimmed to `maxLength` UTF-16 units, control characters (NUL, escape sequences) and lone surrogates as spaces.
 * Undefined for anything that is no text and for the empty text.
 */
export function textOf(value: Field, maxLength = MAX_TEXT): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.length > maxLength ? value.slice(0, maxLength) : value;
  return hasControls(text) ? controlsAsSpaces(text) : text;
}

/** The object in a provider's field; lists and null are none. */
export function objectOf(value: Field): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isList(value) ? value : undefined;
}

/** The list in a provider's field, empty where there is none. */
export function listOf(value: Field): readonly JsonValue[] {
  return typeof value === 'object' && value !== null && isList(value) ? value : NOTHING;
}

const NOTHING: readonly JsonValue[] = [];

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}
