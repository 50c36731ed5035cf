import fc from 'fast-check';
import { DEFAULT_SETTINGS, networkSet } from '../../events/settings.ts';
import { LATENESS_MS } from './detector.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { aliasTable, learnedNames } from './alias-learning.ts';
import type { DaySummary } from './day-summary.ts';
import { DaySummarisers, mergeSummaries } from './day-summary.ts';
import type { LearnedEgress } from './egress-learning.ts';
import { changedEgress, EgressLearner, learnedEgress, tenantFacts } from './egress-learning.ts';
import { retentionOf } from './timeline.ts';
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

function keyed(user: string, overrides: Parameters<typeof sighting>[0]): KeyedObservation {
  return { user, person: { email: user }, observation: sighting(overrides) };
}

function summariesOf(all: readonly KeyedObservation[]): readonly DaySummary[] {
  const days = new DaySummarisers();
  for (const one of all) days.add(one);
  return days.summaries();
}

function learn(all: readonly Visit[], overrides: Parameters<typeof sighting>[0] = {}): readonly LearnedEgress[] {
  const seen = all.map(({ user, day }) => keyed(user, { time: day * DAY, place: PLACE, ...overrides }));
  return learnedEgress(summariesOf(seen), NO_ALIASES);
}

describe('learned egress', () => {
  test.each([
    [5, 3, true],
    [4, 3, false],
    [5, 2, false],
    [4, 30, false],
    [30, 2, false],
  ])('%i people on each of %i days · learned: %s', (people, days, learned) => {
    expect(learn(visits(people, days))).toHaveLength(learned ? 1 : 0);
  });

  test('once learned · holds from a day and the lateness after the day that decided, not a millisecond before', () => {
    const learned = learn(visits(6, 5));
    const from = 3 * DAY + LATENESS_MS;
    expect(learned).toMatchObject([{ prefix: PLACE.prefix, effectiveFrom: from }]);
    const { egress } = tenantFacts(() => DEFAULT_SETTINGS, learned);
    expect(egress(PLACE, from - 1)).toBeUndefined();
    expect(egress(PLACE, from)).toContain(PLACE.prefix);
  });

  test('failures and answering phones · teach nothing', () => {
    expect(learn(visits(9, 9), { outcome: 'failure' })).toEqual([]);
    expect(learn(visits(9, 9), { facts: ['responder'] })).toEqual([]);
  });

  test('listed networks · count at once, and `notEgress` revokes what was learned', () => {
    const learned = learn(visits(6, 5));
    const listed = { ...DEFAULT_SETTINGS, egress: networkSet([PLACE.prefix]) };
    const revoked = { ...DEFAULT_SETTINGS, notEgress: networkSet([PLACE.prefix]) };
    expect(tenantFacts(() => listed, []).egress(PLACE, 0)).toContain('settings');
    expect(tenantFacts(() => revoked, learned).egress(PLACE, 90 * DAY)).toBeUndefined();
  });

  test('any order of arrival · teaches the same', () => {
    const all = visits(6, 4).map((visit, index) => ({ ...visit, ip: `198.51.100.${String(index % 7)}` }));
    const seen = all.map(({ user, day, ip }, index) => {
      const asOrganization = `Operator of ${ip}, ${String(index % 3)}`;
      return keyed(user, { time: day * DAY, place: { ...PLACE, ip, asOrganization } });
    });
    const taught = (order: typeof seen): unknown => summariesOf(order);
    fc.assert(
      fc.property(fc.shuffledSubarray(seen, { minLength: seen.length }), fc.nat(seen.length), (order, cut) => {
        expect(taught(order)).toEqual(taught(seen));
        expect(merged([order.slice(0, cut), order.slice(cut)].map(summariesOf))).toEqual(taught(seen));
      }),
      { numRuns: 50 },
    );
  });

  test('a person with two listed addresses · is one person', () => {
    const all = visits(6, 5).map(({ user, day }) => keyed(user, { time: day * DAY, place: PLACE }));
    const aliases = [{ user: 'u0', ids: ['address:u1', 'address:u2'] }];
    const summaries = summariesOf(all);
    const table = aliasTable(learnedNames(summaries), [
      { effectiveFrom: 0, settings: { ...DEFAULT_SETTINGS, aliases } },
    ]);
    expect(learnedEgress(summaries, NO_ALIASES)).toHaveLength(1);
    expect(learnedEgress(summaries, table)).toEqual([]);
  });

  test('days out of order · are refused by the learner that takes them one by one', () => {
    const [first, second] = summariesOf([0, 1].map((day) => keyed('u', { time: day * DAY, place: PLACE })));
    const learner = new EgressLearner(NO_ALIASES);
    learner.add(second!);
    expect(() => {
      learner.add(first!);
    }).toThrow(RangeError);
  });

  test('a table that learned more · names the networks it changed and how far back their users concern it', () => {
    const [before, after] = [learn(visits(6, 2)), learn(visits(6, 5))];
    const from = 3 * DAY + LATENESS_MS;
    const change = { prefix: PLACE.prefix, from, seenSince: from - retentionOf('mark') };
    expect(changedEgress(before, after)).toEqual([change]);
    expect(changedEgress(after, before)).toEqual([change]);
    expect(changedEgress(after, JSON.parse(JSON.stringify(after)) as typeof after)).toEqual([]);
  });

  test('an organisation of 10,000 · a day is about two megabytes of JSON', () => {
    const people = Array.from({ length: 10_000 }, (_, index) => ({
      user: `firstname.lastname${String(index)}@example.com`,
      person: { id: `00u${String(index).padStart(17, '0')}`, email: `firstname.lastname${String(index)}@example.com` },
      home: `10.${String(index >> 8)}.${String(index & 255)}.0/24`,
    }));
    const days = new DaySummarisers();
    for (const { user, person, home } of people) {
      for (const prefix of [home, PLACE.prefix]) {
        const place = { ...PLACE, prefix, ip: prefix.replace('0/24', '7') };
        days.add({ user, person, observation: sighting({ time: 9 * DAY, place }) });
      }
    }
    const bytes = JSON.stringify(days.summaries()).length;
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytes).toBeLessThan(3_000_000);
  });
});

function merged(parts: readonly (readonly DaySummary[])[]): readonly DaySummary[] {
  const byDay = new Map<number, DaySummary[]>();
  for (const part of parts.flat()) byDay.set(part.day, [...(byDay.get(part.day) ?? []), part]);
  return [...byDay].sort(([a], [b]) => a - b).map(([, day]) => mergeSummaries(day));
}
