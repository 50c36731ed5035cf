import fc from 'fast-check';
import { METHODS, PURPOSES, STEP_RESULTS, strengthOf } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { PLACES, run, runInEveryWay, sighting } from '../kit/test-driver.ts';
import { smsMfaUse } from './detector.ts';

const START = Date.parse('2026-11-19T20:00:00Z');
const PHONE = ['sms', 'voice', 'phone_unspecified'] as const;

const row = fc
  .record({
    minutes: fc.integer({ min: 0, max: 40 * 60 }),
    delay: fc.integer({ min: 0, max: 90 }),
    method: fc.oneof(fc.constantFrom(...PHONE), fc.constantFrom(...METHODS)),
    purpose: fc.oneof(fc.constant('second_factor' as const), fc.constantFrom(...PURPOSES)),
    result: fc.oneof(fc.constant('success' as const), fc.constantFrom(...STEP_RESULTS)),
    flow: fc.option(fc.constantFrom('f1', 'f2', 'f3')),
    place: fc.constantFrom(PLACES.oslo, PLACES.newYork),
  })
  .map(({ minutes, delay, method, purpose, result, flow, place }): Observation => {
    const time = START + minutes * 60_000;
    const step: ObservedStep = { time: time + delay * 1000, method, purpose, result, strength: strengthOf(method) };
    return sighting({ time, place, steps: [step], operation: 'verify', ...(flow === null ? {} : { flow }) });
  });

function topics(rows: readonly Observation[]): Set<string> {
  const found = new Set<string>();
  for (const { steps } of rows) {
    for (const { time, method, purpose, result } of steps) {
      if (result !== 'success' || !(PHONE as readonly string[]).includes(method)) continue;
      const key = `${method}|${new Date(time).toISOString().slice(0, 10)}`;
      if (purpose === 'second_factor') found.add(key);
      if (purpose === 'recovery') found.add(`recovery|${key}`);
    }
  }
  return found;
}

describe('sms-mfa-use · properties', () => {
  test('any rows · the same findings in every order', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        runInEveryWay(smsMfaUse, rows, {}, 3);
      }),
      { numRuns: 60 },
    );
  });

  test('any rows · exactly one finding per purpose, method and UTC day of an accepted phone code', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const keys = run(smsMfaUse, rows).active.map(({ key }) => key);
        expect(new Set(keys)).toEqual(topics(rows));
        expect(keys).toHaveLength(topics(rows).size);
      }),
      { numRuns: 100 },
    );
  });
});
