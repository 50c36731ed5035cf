import type { JsonObject, JsonValue } from '../event.ts';
import { listOf, objectOf, textOf } from '../json.ts';

/** An event's parameters as one flat object, bounded in count, length and depth: what is stored beside the ECS fields. */
export type Parameters = { readonly [name: string]: JsonValue };

const MAX_PARAMETERS = 40;
const MAX_NAME = 64;
const MAX_VALUE = 512;
/** Of longer lists the newest entries are kept: the last challenge of a sign-in decides how it ended. */
const MAX_VALUES = 32;
/** A message may hold messages (`scope_data` holds two levels); what lies deeper is left out. */
const MAX_DEPTH = 3;

const NO_PARAMETERS: Parameters = Object.freeze({});

/** Flattens `parameters[]` (`{name, value | intValue | boolValue | multiValue | multiIntValue | messageValue | multiMessageValue}`). */
export function parametersOf(event: JsonObject): Parameters {
  return flatten(listOf(event['parameters']), 1);
}

export function textParameter(parameters: Parameters, name: string): string | undefined {
  const value = own(parameters, name);
  return textOf(value) ?? (typeof value === 'object' ? textOf(listOf(value)[0]) : undefined);
}

/** The values of a parameter, whether Google sent one or several. */
export function textsParameter(parameters: Parameters, name: string): readonly string[] {
  const value = own(parameters, name);
  if (value === undefined) return [];
  const text = textOf(value);
  return text === undefined ? listOf(value).filter((item) => typeof item === 'string') : [text];
}

/** A yes or no, also where an exporter wrote it as text. */
export function flagParameter(parameters: Parameters, name: string): boolean | undefined {
  const value = own(parameters, name);
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return undefined;
}

function own(parameters: Parameters, name: string): JsonValue | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function flatten(list: readonly JsonValue[], depth: number): Parameters {
  if (list.length === 0) return NO_PARAMETERS;
  const flat: Record<string, JsonValue> = {};
  const count = Math.min(list.length, MAX_PARAMETERS);
  for (let at = 0; at < count; at++) {
    const parameter = objectOf(list[at]);
    const name = parameter === undefined ? undefined : textOf(parameter['name'], MAX_NAME);
    if (parameter === undefined || name === undefined || name === '__proto__' || Object.hasOwn(flat, name)) continue;
    const value = valueOf(parameter, depth);
    if (value !== undefined) flat[name] = value;
  }
  return flat;
}

function valueOf(parameter: JsonObject, depth: number): JsonValue | undefined {
  if (parameter['value'] !== undefined) return scalarOf(parameter['value']);
  if (parameter['multiValue'] !== undefined) return scalarsOf(parameter['multiValue']);
  if (parameter['boolValue'] !== undefined) return scalarOf(parameter['boolValue']);
  if (parameter['intValue'] !== undefined) return scalarOf(parameter['intValue']);
  if (parameter['multiIntValue'] !== undefined) return scalarsOf(parameter['multiIntValue']);
  if (depth >= MAX_DEPTH) return undefined;
  const message = objectOf(parameter['messageValue']);
  if (message !== undefined) return flatten(listOf(message['parameter']), depth + 1);
  return messagesOf(listOf(parameter['multiMessageValue']), depth);
}

function messagesOf(messages: readonly JsonValue[], depth: number): JsonValue | undefined {
  if (messages.length === 0) return undefined;
  return messages.slice(0, MAX_VALUES).map((message) => flatten(listOf(objectOf(message)?.['parameter']), depth + 1));
}

/** Texts, numbers and booleans; anything else has no place in a parameter. A list where one value belongs is read as a list. */
function scalarOf(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return value === '' ? '' : textOf(value, MAX_VALUE);
  return value !== null && Array.isArray(value) ? scalarsOf(value) : undefined;
}

function scalarsOf(value: JsonValue): JsonValue | undefined {
  const items = listOf(value);
  const kept: JsonValue[] = [];
  for (const item of items.length > MAX_VALUES ? items.slice(-MAX_VALUES) : items) {
    const scalar = typeof item === 'object' ? undefined : scalarOf(item);
    if (scalar !== undefined) kept.push(scalar);
  }
  return kept.length === 0 ? scalarOf(typeof value === 'object' ? null : value) : kept;
}
