import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { testContext } from '../../test/support/context.ts';
import { activity, eventOf } from '../../test/support/google-activity.ts';
import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { tenantId } from '../identity.ts';
import type { Result } from '../result.ts';
import { DEAD_LETTER_CODES } from '../result.ts';
import { google } from './index.ts';

const FOLDER = join(__dirname, 'fixtures');
const SAMPLES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => !file.endsWith('.expected.json'))
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'));

const OTHER_TENANT = 'globex';
const CONTEXT = testContext({ tenant: tenantId(OTHER_TENANT) });

/** What providers' fields hold when something upstream is broken or hostile. */
const HOSTILE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1e300, '', '\u0000', '\u001b[2J', '‮', '\ud800', '__proto__', 'constructor'),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    [null],
    { name: null },
    [{ name: '__proto__', value: 'x' }],
    '1970-01-01T00:00:00Z',
  ),
  fc.constantFrom<unknown>('x'.repeat(20_000), Array(1_000).fill('password'), nested(1_000)),
  fc.jsonValue(),
);

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++)
    value = level % 2 === 0 ? [value] : { messageValue: { parameter: value } };
  return value;
}

/** Replaces the value at one randomly chosen place of a record. */
function mutate(record: JsonObject, choices: readonly number[], value: unknown): JsonObject {
  let here = record as unknown as Record<string, unknown>;
  for (const choice of choices) {
    const keys = Object.keys(here);
    const key = keys[choice % Math.max(1, keys.length)];
    if (key === undefined) break;
    const next = here[key];
    if (typeof next === 'object' && next !== null && choice % 3 !== 0) here = next as Record<string, unknown>;
    else {
      here[key] = value;
      break;
    }
  }
  return record;
}

const MUTATED = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }), HOSTILE), { minLength: 1, maxLength: 4 }),
  )
  .map(([sample, mutations]) =>
    mutations.reduce(
      (record, [path, value]) => mutate(record, path, structuredClone(value)),
      JSON.parse(sample) as JsonObject,
    ),
  );

function expectSound(result: Result<readonly MfaEvent[]>): void {
  if (!result.ok) {
    expect(DEAD_LETTER_CODES).toContain(result.reason.code);
    expect(result.reason.message.length).toBeLessThan(200);
    return;
  }
  expect(result.value.length).toBeGreaterThan(0);
  for (const event of result.value) {
    expect(event.organization.id).toBe(OTHER_TENANT);
    expect(new Date(event['@timestamp']).toISOString()).toBe(event['@timestamp']);
    expect(Number.isSafeInteger(event.mfa.rank)).toBe(true);
  }
  expect(new Set(result.value.map((event) => event.event.id)).size).toBe(result.value.length);
  expect(JSON.stringify(result.value).length / result.value.length).toBeLessThan(100_000);
}

describe('google.normalise · hostile records', () => {
  test('mutated samples · never throw, always an event of the right tenant or a typed reason', () => {
    fc.assert(
      fc.property(MUTATED, (record) => {
        google.recognise(record);
        expectSound(google.normalise(record, CONTEXT));
      }),
      { numRuns: 4_000 },
    );
  });

  test('any JSON as activity · never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        expectSound(google.normalise({ ...record, kind: 'admin#reports#activity' } as JsonObject, CONTEXT));
      }),
    );
  });

  test('the same record twice · gives the same documents and stays untouched', () => {
    fc.assert(
      fc.property(MUTATED, (record) => {
        const before = JSON.stringify(record);
        const first = google.normalise(record, CONTEXT);
        expect(google.normalise(record, CONTEXT)).toEqual(first);
        expect(JSON.stringify(record)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  test('prototype keys among parameters · change nothing and reach nobody', () => {
    const parameters = [
      { name: '__proto__', value: 'polluted' },
      { name: 'constructor', value: 'kept' },
      { name: 'login_type', value: 'saml' },
      { name: 'login_type', value: 'exchange' },
    ];
    const event = eventOf(activity('login', 'login_success', {}, { events: [{ name: 'login_success', parameters }] }));
    expect(event.google_workspace?.['parameters']).toEqual({ constructor: 'kept', login_type: 'saml' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('control characters in what people read · become spaces', () => {
    const event = eventOf(activity('token', 'authorize', { app_name: 'Good\u001b[31mApp\u0000' }));
    expect(event.service?.name).toBe('Good [31mApp ');
  });

  test('huge parameters · are bounded in count, length and depth', () => {
    const parameters: JsonValue[] = Array.from({ length: 500 }, (_, at) => ({
      name: `p${at}`,
      value: 'x'.repeat(5_000),
    }));
    const event = eventOf(activity('admin', 'CREATE_USER', {}, { events: [{ name: 'CREATE_USER', parameters }] }));
    const kept = event.google_workspace?.['parameters'] as Record<string, string>;
    expect(Object.keys(kept)).toHaveLength(40);
    expect(kept['p0']).toHaveLength(512);
  });

  test('messages that multiply · are bounded as a whole', () => {
    const texts = Array<string>(32).fill('x'.repeat(512));
    const inner = { parameter: Array.from({ length: 40 }, (_, at) => ({ name: `p${at}`, multiValue: texts })) };
    const parameters = [{ name: 'outer', multiMessageValue: Array<JsonValue>(32).fill(inner) }];
    const event = eventOf(activity('token', 'authorize', {}, { events: [{ name: 'authorize', parameters }] }));
    expect(JSON.stringify(event).length).toBeLessThan(50_000);
  });

  test('thousands of challenges · the newest decide', () => {
    const methods = [...Array<string>(5_000).fill('password'), 'security_key'];
    const { steps } = eventOf(activity('login', 'login_success', { login_challenge_method: methods })).mfa;
    expect(steps).toHaveLength(20);
    expect(steps.slice(-2).map((step) => [step.method, step.result])).toEqual([
      ['password', 'success'],
      ['webauthn', 'success'],
    ]);
  });

  test('messages inside messages · are flattened three levels deep', () => {
    const scope = {
      parameter: [
        { name: 'scope_name', value: 'mail' },
        { name: 'product_bucket', multiValue: ['GMAIL'] },
      ],
    };
    const raw = [
      { name: 'scope_data', multiMessageValue: [scope] },
      { name: 'single', messageValue: scope },
      { name: 'count', intValue: '7' },
      { name: 'counts', multiIntValue: ['7', 8] },
    ];
    const event = eventOf(activity('token', 'authorize', {}, { events: [{ name: 'authorize', parameters: raw }] }));
    expect(event.google_workspace?.['parameters']).toEqual({
      scope_data: [{ scope_name: 'mail', product_bucket: ['GMAIL'] }],
      single: { scope_name: 'mail', product_bucket: ['GMAIL'] },
      count: '7',
      counts: ['7', 8],
    });
  });
});
