import fc from 'fast-check';
import { FACTS, OPERATIONS, SOURCES } from '../../events/event.ts';
import { METHODS, PURPOSES, STEP_RESULTS } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { Engine } from './engine.ts';
import { createState } from './state.ts';
import type { KeyState } from './state.ts';
import { decodeState, encodeState } from './state-codec.ts';
import { anchorBits } from './timeline.ts';
import { twoPlaces } from './test-detector.ts';
import { environment, PLACES, run, sighting } from './test-driver.ts';

const HOUR = 3_600_000;
const LATEST = Date.parse('2100-01-01T00:00:00Z');

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const time = fc.oneof(fc.integer({ min: 0, max: LATEST }), fc.constantFrom(0, 1, LATEST));
const eventId = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  text,
  fc.integer().map((qualifier) => `2026-11-20T09:00:00.000Z|${String(qualifier)}|login_success|0`),
  fc.bigInt().map((qualifier) => `2026-11-20T09:00:00.000Z|${String(qualifier)}|login_success|12`),
);

const step: fc.Arbitrary<ObservedStep> = fc.record(
  {
    time,
    method: fc.constantFrom(...METHODS),
    purpose: fc.constantFrom(...PURPOSES),
    result: fc.constantFrom(...STEP_RESULTS),
    strength: fc.constantFrom('phishing_resistant', 'strong', 'weak', 'none', 'unknown'),
    phishingResistant: fc.boolean(),
    raw: text,
    detail: text,
  },
  { requiredKeys: ['time', 'method', 'purpose', 'result', 'strength'] },
);

const observation: fc.Arbitrary<Observation> = fc
  .record({
    eventId,
    ownId: fc.boolean(),
    rank: fc.oneof(fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER), fc.maxSafeNat()),
    time,
    source: fc.constantFrom(...SOURCES),
    dataset: fc.constantFrom('okta.system', 'entra.signin', 'google_workspace.login', ''),
    action: fc.oneof(fc.constant('login_success'), text),
    operation: fc.constantFrom(...OPERATIONS),
    outcome: fc.constantFrom('success', 'failure', 'unknown'),
    code: maybe(text),
    reason: maybe(text),
    weight: fc.constantFrom('interactive', 'background', 'mark'),
    role: fc.constantFrom('self', 'target'),
    actor: maybe(text),
    userId: maybe(text),
    userName: maybe(text),
    fullName: maybe(text),
    place: maybe(fc.constantFrom(...Object.values(PLACES))),
    device: fc.record(
      { token: text, id: text, osFamily: text, browserFamily: text, script: fc.boolean() },
      { requiredKeys: [] },
    ),
    session: maybe(text),
    rootSession: maybe(text),
    flow: maybe(text),
    app: maybe(text),
    facts: fc.uniqueArray(fc.constantFrom(...FACTS), { maxLength: 5 }),
    steps: fc.array(step, { maxLength: 3 }),
    verdict: maybe(text),
    grantedRole: maybe(text),
  })
  .map(({ ownId, ...rest }) => ({ id: ownId ? `own:${rest.eventId}` : `${rest.source}:${rest.eventId}`, ...rest }));

/** A state of any observations: unlike real ones they need not be in order. */
const anyState: fc.Arbitrary<KeyState> = fc
  .record({
    user: text,
    observations: fc.array(observation, { maxLength: 8 }),
    hidden: fc.boolean(),
    removed: fc.boolean(),
    watermark: fc.oneof(time, fc.constant(-Infinity)),
    knownSince: fc.oneof(time, fc.constant(Infinity)),
    sighting: fc.record({
      first: time,
      span: fc.nat(),
      days: fc.integer({ min: 1, max: 0xffffffff }),
      count: fc.nat(),
    }),
    dimension: text,
  })
  .map(({ user, observations, hidden, removed, watermark, knownSince, sighting: past, dimension }) => {
    const { first, span, days, count } = past;
    return {
      ...createState(user),
      timeline: observations.map((one) => ({
        observation: one,
        anchors: removed ? 0 : anchorBits([twoPlaces], one),
        hidden,
        removed,
      })),
      profile: new Map([[dimension, new Map([['value', { first, last: first + span, days, count }]])]]),
      watermark,
      knownSince,
    };
  });

describe('state codec', () => {
  test('any state · comes back equal', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(decodeState(encodeState(state, [twoPlaces]), [twoPlaces])).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  test('a state with findings and profile · comes back equal', () => {
    const { state } = run(
      twoPlaces,
      [0, 10, 120].map((minutes, index) =>
        sighting({ minutes, place: [PLACES.oslo, PLACES.london, PLACES.vpn][index] }),
      ),
    );
    new Engine(environment(twoPlaces, {})).advance(state, state.timeline[1]!.observation.time + 89 * HOUR);
    expect(state.timeline).toHaveLength(1);
    expect(decodeState(encodeState(state, [twoPlaces]), [twoPlaces])).toEqual(state);
  });

  test('a cut record · is refused at every length', () => {
    const { state } = run(twoPlaces, [
      sighting({ place: PLACES.oslo }),
      sighting({ minutes: 5, place: PLACES.london }),
    ]);
    const bytes = encodeState(state, [twoPlaces]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeState(bytes.subarray(0, length), [twoPlaces])).toThrow();
    }
  });

  test('a record of another version · is refused by name', () => {
    const bytes = encodeState(createState('alice@example.com'), []);
    bytes[0] = 250;
    expect(() => decodeState(bytes, [])).toThrow(/version 250/);
  });

  test('findings of a detector that is no longer there · are left behind', () => {
    const { state } = run(twoPlaces, [
      sighting({ place: PLACES.oslo }),
      sighting({ minutes: 5, place: PLACES.london }),
    ]);
    const decoded = decodeState(encodeState(state, [twoPlaces]), []);
    expect(decoded.timeline.flatMap(({ findings }) => [...(findings ?? [])])).toEqual([]);
  });

  test('a detector that came in front of another · anchors and findings are still whose they were', () => {
    const { state } = run(twoPlaces, [
      sighting({ place: PLACES.oslo }),
      sighting({ minutes: 5, place: PLACES.london }),
    ]);
    const newcomer = { ...twoPlaces, id: 'a-newcomer', anchors: () => false };
    const decoded = decodeState(encodeState(state, [twoPlaces]), [newcomer, twoPlaces]);
    expect(decoded.timeline.map(({ anchors }) => anchors)).toEqual([2, 2]);
    expect(decoded.timeline.flatMap(({ findings }) => [...(findings?.keys() ?? [])])).toEqual([1]);
  });
});
