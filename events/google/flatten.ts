import type { JsonObject, JsonValue } from '../event.ts';
import { listOf, objectOf, textOf } from '../json.ts';

/** An event's parameters as one flat object, bounded in count, length and depth: what is stored beside the ECS fields. */
export type Parameters = { readonly [name: string]: JsonValue };

/** What one event may still take: a list of messages of lists multiplies, so the whole has a limit too. */
interface Room {
  characters: number;
}

const MAX_CHARACTERS = 32_000;
const MAX_PARAMETERS = 40;
const MAX_NAME = 64;
const MAX_VALUE = 512;
/** Of longer lists the newest entries are kept: the last challenge of a sign-in decides how it ended. */
const MAX_VALUES = 32;
/** A message may hold messages (`scope_data` holds two levels); what lies deeper is left out. */
const MAX_DEPTH = 3;

const NO_PARAMETERS: Parameters = Object.freeze({});

/**
 * Flattens `parameters[]`, each `{name, value | intValue | boolValue | multiValue | multiIntValue | messageValue | multiMessageValue}`.
 * The first of two with one name counts.
 */
export function flattenParameters(list: readonly JsonValue[]): Parameters {
  return flatten(list, 1, { characters: MAX_CHARACTERS });
}

function flatten(list: readonly JsonValue[], depth: number, room: Room): Parameters {
  if (list.length === 0) return NO_PARAMETERS;
  const flat: Record<string, JsonValue> = {};
  const count = Math.min(list.length, MAX_PARAMETERS);
  for (let at = 0; at < count; at++) {
    const parameter = objectOf(list[at]);
    const name = parameter === undefined ? undefined : textOf(parameter['name'], MAX_NAME);
    if (parameter === undefined || name === undefined || name === '__proto__' || Object.hasOwn(flat, name)) continue;
    const value = valueOf(parameter, depth, room);
    if (value !== undefined) flat[name] = value;
  }
  return flat;
}

function valueOf(parameter: JsonObject, depth: number, room: Room): JsonValue | undefined {
  if (parameter['value'] !== undefined) return oneOrMany(parameter['value'], room);
  if (parameter['multiValue'] !== undefined) return oneOrMany(parameter['multiValue'], room);
  if (parameter['boolValue'] !== undefined) return oneOrMany(parameter['boolValue'], room);
  if (parameter['intValue'] !== undefined) return oneOrMany(parameter['intValue'], room);
  if (parameter['multiIntValue'] !== undefined) return oneOrMany(parameter['multiIntValue'], room);
  if (depth >= MAX_DEPTH) return undefined;
  const message = objectOf(parameter['messageValue']);
  if (message !== undefined) return flatten(listOf(message['parameter']), depth + 1, room);
  return messagesOf(listOf(parameter['multiMessageValue']), depth, room);
}

function messagesOf(messages: readonly JsonValue[], depth: number, room: Room): JsonValue | undefined {
  if (messages.length === 0) return undefined;
  const kept = messages.slice(0, MAX_VALUES);
  return kept.map((message) => flatten(listOf(objectOf(message)?.['parameter']), depth + 1, room));
}

/** Exporters write one value as a list and a list as one value: both are read, whatever the key promised. */
function oneOrMany(value: JsonValue, room: Room): JsonValue | undefined {
  if (typeof value !== 'object') return scalarOf(value, room);
  const items = listOf(value);
  if (items.length === 0) return undefined;
  const kept: JsonValue[] = [];
  for (const item of items.length > MAX_VALUES ? items.slice(-MAX_VALUES) : items) {
    const scalar = scalarOf(item, room);
    if (scalar !== undefined) kept.push(scalar);
  }
  return kept.length === 0 ? undefined : kept;
}

/** Texts, numbers and booleans; anything else has no place in a parameter. */
function scalarOf(value: JsonValue, room: Room): JsonValue | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  room.characters -= Math.min(value.length, MAX_VALUE);
  if (room.characters < 0) return undefined;
  return value === '' ? '' : textOf(value, MAX_VALUE);
}
