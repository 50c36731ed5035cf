import fc from 'fast-check';
import { sighting } from './test-driver.ts';
import type { Entry, Timeline } from './timeline.ts';
import { findById, firstFrom, insert, refreshDuplicates, take } from './timeline.ts';

const entry = (time: number, id: string): Entry => ({
  observation: sighting({ time, id }),
  anchors: 0,
  hidden: false,
  removed: false,
});
const twin = (dataset: string, time: number): Entry => ({
  ...entry(time, `${dataset}-${String(time)}`),
  observation: sighting({
    time,
    source: 'google_workspace',
    dataset: `google_workspace.${dataset}`,
    action: '2sv_disable',
  }),
});

describe('timeline', () => {
  test('entries inserted in any order · lie in order of time, then id', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.constantFrom('a', 'b', 'c', 'd'))), (keys) => {
        const timeline: Timeline = [];
        for (const [time, id] of keys) insert(timeline, entry(time, id));
        const sorted = [...keys].sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
        expect(timeline.map(({ observation }) => [observation.time, observation.id])).toEqual(sorted);
      }),
    );
  });

  test('the first entry from a time · is the first of several at that time', () => {
    const timeline: Timeline = [];
    for (const time of [1, 3, 3, 5]) insert(timeline, entry(time, `t${String(time)}`));
    expect([0, 1, 2, 3, 4, 5, 6].map((time) => firstFrom(timeline, time))).toEqual([0, 0, 1, 1, 3, 3, 4]);
  });

  test('an id · is found, and not once taken out', () => {
    const timeline: Timeline = [];
    const one = entry(1, 'one');
    insert(timeline, one);
    expect(findById(timeline, 'one')).toBe(one);
    expect(findById(timeline, 'two')).toBeUndefined();
    take(timeline, one);
    take(timeline, one);
    expect(timeline).toEqual([]);
  });

  test.each([
    [0, true],
    [2_000, true],
    [2_001, false],
    [-2_000, true],
    [-2_001, false],
  ])('a row of user_accounts %i ms after its login row · hidden: %s', (gap, hidden) => {
    const [login, account] = [twin('login', 10_000), twin('user_accounts', 10_000 + gap)];
    const timeline: Timeline = [];
    for (const one of [login, account]) insert(timeline, one);
    refreshDuplicates(timeline, login.observation.time);
    expect([login.hidden, account.hidden]).toEqual([false, hidden]);
  });
});
