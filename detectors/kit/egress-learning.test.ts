import fc from 'fast-check';
import { DEFAULT_SETTINGS, networkSet } from '../../events/settings.ts';
import { LATENESS_MS } from './detector.ts';
import { EgressLearner, tenantFacts } from './egress-learning.ts';
import { PLACES, sighting } from './test-driver.ts';

const DAY = 86_400_000;
const PLACE = PLACES.osloOffice;

interface Visit {
  readonly user: string;
  readonly day: number;
}

const visits = (people: number, days: number): Visit[] =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: people }, (_unused, user) => ({ user: `u${String(user)}`, day })),
  ).flat();

function learn(all: readonly Visit[], overrides: Parameters<typeof sighting>[0] = {}): EgressLearner {
  const learner = new EgressLearner();
  for (const { user, day } of all) learner.add(user, sighting({ time: day * DAY, place: PLACE, ...overrides }));
  return learner;
}

describe('learned egress', () => {
  test.each([
    [5, 3, true],
    [4, 3, false],
    [5, 2, false],
    [4, 30, false],
    [30, 2, false],
  ])('%i people on each of %i days · learned: %s', (people, days, learned) => {
    expect(learn(visits(people, days)).learned()).toHaveLength(learned ? 1 : 0);
  });

  test('once learned · holds from a day and the lateness after the day that decided, not a millisecond before', () => {
    const learned = learn(visits(6, 5)).learned();
    const from = 3 * DAY + LATENESS_MS;
    expect(learned).toMatchObject([{ prefix: PLACE.prefix, effectiveFrom: from }]);
    const { egress } = tenantFacts(() => DEFAULT_SETTINGS, learned);
    expect(egress(PLACE, from - 1)).toBeUndefined();
    expect(egress(PLACE, from)).toContain(PLACE.prefix);
  });

  test('failures and answering phones · teach nothing', () => {
    expect(learn(visits(9, 9), { outcome: 'failure' }).learned()).toEqual([]);
    expect(learn(visits(9, 9), { facts: ['responder'] }).learned()).toEqual([]);
  });

  test('listed networks · count at once, and `notEgress` revokes what was learned', () => {
    const learned = learn(visits(6, 5)).learned();
    const listed = { ...DEFAULT_SETTINGS, egress: networkSet([PLACE.prefix]) };
    const revoked = { ...DEFAULT_SETTINGS, notEgress: networkSet([PLACE.prefix]) };
    expect(tenantFacts(() => listed, []).egress(PLACE, 0)).toContain('settings');
    expect(tenantFacts(() => revoked, learned).egress(PLACE, 90 * DAY)).toBeUndefined();
  });

  test('any order of arrival · teaches the same', () => {
    const all = visits(6, 4).map((visit, index) => ({ ...visit, ip: `198.51.100.${String(index % 7)}` }));
    const taught = (order: typeof all): unknown => {
      const learner = new EgressLearner();
      for (const { user, day, ip } of order) {
        const place = { ...PLACE, ip, asOrganization: `Operator of ${ip}` };
        learner.add(user, sighting({ time: day * DAY, place }));
      }
      return learner.learned();
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(taught(order)).toEqual(taught(all));
      }),
      { numRuns: 50 },
    );
  });
});
