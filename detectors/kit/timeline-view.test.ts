import fc from 'fast-check';
import type { Observation } from '../../events/observation.ts';
import { Engine } from './engine.ts';
import { daysSeen, habits } from './profile.ts';
import { createState } from './state.ts';
import type { KeyState } from './state.ts';
import { twoPlaces, viewOf } from './test-detector.ts';
import { environment, PLACES, sighting } from './test-driver.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const anchor = sighting({ eventId: 'anchor', place: PLACES.oslo });

function stateOf(observations: readonly Observation[], watermark?: number): KeyState {
  const engine = new Engine(environment(twoPlaces, {}));
  const state = createState('alice@example.com');
  for (const observation of observations) engine.apply(state, observation);
  if (watermark !== undefined) engine.advance(state, watermark);
  return state;
}

describe('view · window', () => {
  const detector = { ...twoPlaces, window: { before: 30 * MINUTE, after: 10 * MINUTE } };
  const isSeen = (ms: number, overrides: Partial<Observation> = {}): boolean => {
    const other = sighting({ time: anchor.time + ms, ...overrides });
    return viewOf(stateOf([anchor, other]), anchor, detector).window.includes(other);
  };

  test.each([
    [-30 * MINUTE, true],
    [-30 * MINUTE - 1, false],
    [0, true],
    [10 * MINUTE, true],
    [10 * MINUTE + 1, false],
  ])('activity %i ms from the anchor · in view: %s', (ms, seen) => {
    expect(isSeen(ms)).toBe(seen);
  });

  test.each([
    [-30 * DAY, true],
    [-30 * DAY - 1, false],
    [10 * MINUTE, true],
    [10 * MINUTE + 1, false],
  ])('a mark %i ms from the anchor · in view: %s', (ms, seen) => {
    expect(isSeen(ms, { weight: 'mark' })).toBe(seen);
  });

  test('the anchor · is in its own window', () => {
    expect(viewOf(stateOf([anchor]), anchor, detector).window).toEqual([anchor]);
  });
});

describe('view · the past', () => {
  const visit = fc.record({
    place: fc.constantFrom(PLACES.oslo, PLACES.london, PLACES.vpn),
    minutes: fc.integer({ min: -20 * 1440, max: 0 }),
  });

  test('with part of it in the profile · reads as if all were in the timeline', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 15 }), fc.integer({ min: 0, max: 24 * 60 }), (visits, ago) => {
        const observations = [...visits.map((one) => sighting(one)), anchor];
        const before = anchor.time - ago * MINUTE;
        const view = viewOf(stateOf(observations, anchor.time), anchor);
        for (const place of [PLACES.oslo, PLACES.london, PLACES.vpn]) {
          expect(told(view.seen('prefix', place.prefix, before))).toEqual(naive(observations, place.prefix, before));
        }
        expect(view.values('prefix', before).size).toBe(valuesBefore(observations, before).size);
        expect(view.knownSince).toBe(Math.min(...observations.map(({ time }) => time)));
      }),
      { numRuns: 300 },
    );
  });
});

type Told = readonly [first: number, last: number, count: number, days: number];

function told(seen: ReturnType<ReturnType<typeof viewOf>['seen']>): Told | undefined {
  return seen === undefined ? undefined : [seen.first, seen.last, seen.count, daysSeen(seen)];
}

function naive(observations: readonly Observation[], prefix: string, before: number): Told | undefined {
  const times = observations
    .filter(({ time, place }) => time < before && place?.prefix === prefix)
    .map(({ time }) => time);
  if (times.length === 0) return undefined;
  const days = new Set(times.map((time) => Math.floor(time / DAY)));
  return [Math.min(...times), Math.max(...times), times.length, days.size];
}

function valuesBefore(observations: readonly Observation[], before: number): ReadonlySet<string> {
  const past = observations.filter(({ time }) => time < before).flatMap((observation) => [...habits(observation)]);
  return new Set(past.filter(([dimension]) => dimension === 'prefix').map(([, value]) => value));
}
