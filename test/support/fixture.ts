import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, MfaEvent } from '../../events/event.ts';
import type { Provider } from '../../events/normalise.ts';
import { testContext } from './context.ts';

/** Reads `<folder>/<name>.json`. */
export function readFixture(folder: string, name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as JsonObject;
}

/** The first event of a record that must have one; the reason is thrown where it has none. */
export function firstEvent(provider: Provider, raw: JsonObject): MfaEvent {
  const result = provider.normalise(raw, testContext());
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.message}`);
  const [event] = result.value;
  if (event === undefined) throw new Error('a record without events');
  return event;
}
