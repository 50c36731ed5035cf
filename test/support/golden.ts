import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, MfaEvent } from '../../events/event.ts';
import type { Provider } from '../../events/normalise.ts';
import { testContext } from './context.ts';

/** A raw record and the file that says what it must become. */
export interface GoldenCase {
  readonly name: string;
  readonly raw: JsonObject;
  readonly expectedPath: string;
}

/** What an expected file holds: the stream the record was recognised as, and its events or the reason it has none. */
export interface Golden {
  readonly stream: string | null;
  readonly events?: readonly MfaEvent[];
  readonly reason?: { readonly code: string; readonly message: string; readonly field?: string };
}

const EXPECTED = '.expected.json';

/** Every `name.json` of a folder, beside its `name.expected.json`. */
export function goldenCases(folder: string): GoldenCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith(EXPECTED))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      raw: JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject,
      expectedPath: join(folder, file.replace(/\.json$/, EXPECTED)),
    }));
}

/** What the provider makes of a record, as plain JSON. */
export function goldenOf(provider: Provider, raw: JsonObject): Golden {
  const stream = provider.recognise(raw) ?? null;
  const result = provider.normalise(raw, testContext());
  const golden: Golden = result.ok ? { stream, events: result.value } : { stream, reason: result.reason };
  return JSON.parse(JSON.stringify(golden)) as Golden;
}

/**
 * Compares with the expected file, or rewrites it where UPDATE_GOLDEN=1. Read every rewritten file against its raw record
 * before committing it: this is the only review the mapping gets.
 */
export function expectGolden(actual: Golden, expectedPath: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(expectedPath, `${JSON.stringify(actual, null, 2)}\n`);
  if (!existsSync(expectedPath)) throw new Error(`${expectedPath} is missing: run with UPDATE_GOLDEN=1, then read it`);
  expect(actual).toEqual(JSON.parse(readFileSync(expectedPath, 'utf8')));
}
