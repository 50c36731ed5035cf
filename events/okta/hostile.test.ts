import { join } from 'node:path';
import fc from 'fast-check';
import { testContext } from '../../test/support/context.ts';
import { createEcsCheck } from '../../test/support/ecs.ts';
import { goldenCases } from '../../test/support/golden.ts';
import { sharedPath } from '../../test/support/shared.ts';
import type { JsonObject, Step } from '../event.ts';
import { FACTS, OPERATIONS } from '../event.ts';
import { tenantId } from '../identity.ts';
import { METHODS, PURPOSES, STEP_RESULTS } from '../method.ts';
import { DEAD_LETTER_CODES } from '../result.ts';
import { okta } from './index.ts';

const samples = goldenCases(join(__dirname, 'fixtures')).map(({ raw }) => JSON.stringify(raw));

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

const paths = samples.map((sample) => pathsOf(JSON.parse(sample)).filter((path) => path.length > 0));

const deep: unknown = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -1,
    1e308,
    '',
    'unknown',
    '-',
    '\u0000\u001b[2J\u202e',
    '\ud800',
    'x'.repeat(100_000),
    `{${'a=b, '.repeat(20_000)}`,
    '='.repeat(5_000),
    '[{"type":"VPN"',
    '1 '.repeat(5_000),
    'acme-other',
    [],
    {},
    [null, 1, 'x', {}],
    deep,
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}},"type":"User","id":{}}'),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.jsonValue({ maxDepth: 4 }),
);

function put(record: JsonObject, path: Path, value: unknown): void {
  let at: Record<string | number, unknown> = record as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) return;
    at = next as Record<string, unknown>;
  }
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
}

const mutated = fc
  .record({
    sample: fc.nat(samples.length - 1),
    changes: fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 6 }),
  })
  .map(({ sample, changes }) => {
    const record = JSON.parse(samples[sample] ?? '{}') as JsonObject;
    const places = paths[sample] ?? [];
    for (const [place, value] of changes) put(record, places[place % places.length] ?? [], structuredClone(value));
    return record;
  });

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/; // eslint-disable-line no-control-regex

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function isNoStep({ method, purpose, result }: Step): boolean {
  return !(METHODS.includes(method) && PURPOSES.includes(purpose) && STEP_RESULTS.includes(result));
}

const ecsPath = sharedPath('schemas/ecs-fields.tsv');
const violations = ecsPath === undefined ? () => [] : createEcsCheck(ecsPath);

test('okta · any mutation of a real record · is a clean event of its own tenant or a typed reason', () => {
  const context = testContext({ tenant: tenantId('globex') });
  fc.assert(
    fc.property(mutated, (record) => {
      okta.recognise(record);
      const result = okta.normalise(record, context);
      if (!result.ok) {
        expect(DEAD_LETTER_CODES).toContain(result.reason.code);
        return;
      }
      expect(result.value).toHaveLength(1);
      const [event] = result.value;
      expect(event?.organization.id).toBe('globex');
      expect(OPERATIONS).toContain(event?.mfa.operation);
      expect((event?.mfa.facts ?? []).filter((fact) => !FACTS.includes(fact))).toEqual([]);
      expect((event?.mfa.steps ?? []).filter(isNoStep)).toEqual([]);
      expect(violations(event ?? {})).toEqual([]);
      expect(stringsIn(event).filter((text) => text.length > 1_024 || UNPRINTABLE.test(text))).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('okta · the same record twice · gives the same document and leaves the record as it was', () => {
  fc.assert(
    fc.property(mutated, (record) => {
      const before = JSON.stringify(record);
      const first = JSON.stringify(okta.normalise(record, testContext()));
      expect(JSON.stringify(okta.normalise(record, testContext()))).toBe(first);
      expect(JSON.stringify(record)).toBe(before);
    }),
    { numRuns: 300 },
  );
});
