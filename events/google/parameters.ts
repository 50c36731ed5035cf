import type { JsonObject, JsonValue } from '../event.ts';
import { listOf, textOf } from '../json.ts';
import type { Parameters } from './flatten.ts';
import { flattenParameters } from './flatten.ts';

export type { Parameters } from './flatten.ts';

export function parametersOf(event: JsonObject): Parameters {
  return flattenParameters(listOf(event['parameters']));
}

/** A parameter's text; the first of several. */
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
