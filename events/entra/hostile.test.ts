import { join } from 'node:path';
import fc from 'fast-check';
import { testContext } from '../../test/support/context.ts';
import { goldenCases } from '../../test/support/golden.ts';
import type { JsonObject, JsonValue } from '../event.ts';
import { tenantId } from '../identity.ts';
import { DEAD_LETTER_CODES } from '../result.ts';
import { entra } from './index.ts';

const records = goldenCases(join(__dirname, 'fixtures')).map((golden) => golden.raw);

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    true,
    [],
    {},
    [[]],
    [null],
    [{}],
    '\u0000\u0007',
    '{',
    '[',
    '{}',
    '[{"a":',
    '[1]',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '2026-13-45T99:99:99Z', 'X'.repeat(20_000)),
  fc.constant('['.repeat(5_000)),
  fc.constant('{"a":'.repeat(5_000)),
  fc.string(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Mutation {
  readonly at: number;
  readonly to: unknown;
}

/** Every place of a record, as a function that writes there. */
function placesOf(value: unknown, places: ((to: unknown) => void)[] = []): ((to: unknown) => void)[] {
  if (typeof value !== 'object' || value === null) return places;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    places.push((to) => {
      holder[key] = to;
    });
    placesOf(holder[key], places);
  }
  return places;
}

function mutated(record: JsonObject, mutations: readonly Mutation[]): JsonObject {
  const copy = structuredClone(record) as JsonObject;
  const places = placesOf(copy);
  for (const { at, to } of mutations) places[at % places.length]!(to);
  return copy;
}

const mutation = fc.record({ at: fc.nat(400), to: hostile });
const attempt = fc.tuple(fc.constantFrom(...records), fc.array(mutation, { minLength: 1, maxLength: 6 }));

describe('entra · hostile records', () => {
  test('mutated anywhere · become an event of the tenant or a typed reason', () => {
    fc.assert(
      fc.property(attempt, ([record, mutations]) => {
        const raw = mutated(record, mutations);
        entra.recognise(raw);
        const result = entra.normalise(raw, testContext());
        if (!result.ok) return DEAD_LETTER_CODES.includes(result.reason.code);
        return result.value.length === 1 && result.value.every((event) => isSound(event as unknown as JsonValue));
      }),
      { numRuns: 3_000 },
    );
  });

  test('any JSON object · never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        entra.recognise(record as JsonObject);
        entra.normalise(record as JsonObject, testContext());
      }),
    );
  });

  test('the same record for two tenants · differs in the tenant alone', () => {
    fc.assert(
      fc.property(attempt, ([record, mutations]) => {
        const raw = mutated(record, mutations);
        const one = entra.normalise(raw, testContext({ tenant: tenantId('tenant-one') }));
        const two = entra.normalise(raw, testContext({ tenant: tenantId('tenant-two') }));
        expect(JSON.stringify(two).replaceAll('tenant-two', 'tenant-one')).toBe(JSON.stringify(one));
      }),
      { numRuns: 500 },
    );
  });

  test('the record · is never changed', () => {
    for (const record of records) {
      const before = JSON.stringify(record);
      entra.normalise(record, testContext());
      expect(JSON.stringify(record)).toBe(before);
    }
  });

  test('a record of 10 MB · costs no more than its fields', () => {
    const [record] = records;
    const steps = Array.from({ length: 100_000 }, () => ({ authenticationMethod: 'SMS', succeeded: true }));
    const huge: JsonObject = { ...record, authenticationDetails: steps, userDisplayName: 'x'.repeat(5_000_000) };
    expect(entra.normalise(huge, testContext()).ok).toBe(true);
  });
});

/** Nothing but JSON, no long strings, no control characters, a valid rank. */
function isSound(event: JsonValue): boolean {
  const { mfa, organization } = event as {
    mfa: { rank: number; steps: readonly JsonValue[] };
    organization: { id: string };
  };
  return (
    organization.id === 'acme' &&
    Number.isSafeInteger(mfa.rank) &&
    mfa.rank >= 0 &&
    mfa.steps.length <= 64 &&
    isPlain(event)
  );
}

function isPlain(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.length <= 2_100 && !/\p{Cc}/u.test(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isPlain);
  return value === undefined || value === null || typeof value === 'boolean';
}
