import fc from 'fast-check';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { PLACES, run, runInEveryWay, sighting } from '../kit/test-driver.ts';
import { impossibleTravel } from './detector.ts';

const TELLING: readonly Place[] = [
  PLACES.oslo,
  PLACES.osloCarrier,
  PLACES.bergen,
  PLACES.london,
  PLACES.newYork,
  PLACES.sydney,
];
const SILENT_NETWORKS: readonly Place[] = [
  PLACES.relay,
  PLACES.vpn,
  PLACES.satellite,
  PLACES.hosting,
  PLACES.sase,
  PLACES.microsoft,
];

const minutes = fc.integer({ min: 0, max: 2 * 1440 });
const stays = (places: readonly Place[], maxLength: number) =>
  fc.array(fc.record({ place: fc.constantFrom(...places), minutes }), { maxLength });

const travels = (observations: readonly Observation[]): unknown[] =>
  run(impossibleTravel, observations)
    .active.filter(({ rule }) => rule === 'impossible-travel')
    .map(({ key, fields, severity }) => ({ key, fields, severity }));

describe('impossible-travel · properties', () => {
  test('any set of sign-ins · the same findings in every order', () => {
    fc.assert(
      fc.property(stays([...TELLING, ...SILENT_NETWORKS], 10), (visits) => {
        runInEveryWay(impossibleTravel, visits.map(sighting), {}, 3);
      }),
      { numRuns: 40 },
    );
  });

  test('sign-ins of one /24, wherever its addresses are said to lie · never found', () => {
    fc.assert(
      fc.property(stays(TELLING, 12), (visits) => {
        const observations = visits.map((visit) =>
          sighting({ ...visit, place: { ...visit.place, prefix: '198.18.7.0/24' } }),
        );
        expect(travels(observations)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('sign-ins through relays, VPNs, satellites and hosting added anywhere · change no journey', () => {
    fc.assert(
      fc.property(stays(TELLING, 8), stays(SILENT_NETWORKS, 8), (visits, detours) => {
        const observations = visits.map(sighting);
        expect(travels([...observations, ...detours.map(sighting)])).toEqual(travels(observations));
      }),
      { numRuns: 60 },
    );
  });

  test('every finding · rests on a distance and a speed above the limits', () => {
    fc.assert(
      fc.property(stays(TELLING, 10), (visits) => {
        for (const { fields } of run(impossibleTravel, visits.map(sighting)).active) {
          const travel = fields?.travel;
          expect(travel?.distance_km).toBeGreaterThan(500);
          if (travel?.speed_kmh !== undefined) expect(travel.speed_kmh).toBeGreaterThan(900);
        }
      }),
      { numRuns: 60 },
    );
  });
});
