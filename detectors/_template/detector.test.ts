import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observation } from '../../events/observation.ts';
import { PLACES, runInEveryWay, sighting, why } from '../kit/test-driver.ts';
import { template } from './detector.ts';

interface Fixture {
  readonly activeDays: readonly string[];
  readonly activeHours: readonly number[];
  readonly unusual: string;
  readonly usual: string;
}

const fixture = JSON.parse(readFileSync(join(__dirname, 'fixtures', 'office-hours.json'), 'utf8')) as Fixture;

const habit: readonly Observation[] = fixture.activeDays.flatMap((day) =>
  fixture.activeHours.map((hour) =>
    sighting({ at: `${day}T${String(hour).padStart(2, '0')}:00:00Z`, place: PLACES.oslo }),
  ),
);
const signIn = (at: string): Observation => sighting({ at, place: PLACES.oslo });

describe('unusual-hour', () => {
  test('a sign-in far from every hour the user keeps · is found, whatever order things arrive in', () => {
    const { active } = runInEveryWay(template, [...habit, signIn(fixture.unusual)]);
    expect(active.map(({ rule, severity, reason }) => [rule, severity, reason])).toEqual([
      [
        'unusual-hour',
        'low',
        'alice@example.com signed in at 03h UTC from Oslo, NO (Example Broadband, AS64496), an hour at which they were never active',
      ],
    ]);
  });

  test('a sign-in an hour after the usual ones · is silent', () => {
    expect(runInEveryWay(template, [...habit, signIn(fixture.usual)]).active).toEqual([]);
  });

  test('a user of whom little is known · is silent, and says why', () => {
    const [anchor] = [signIn(fixture.unusual)];
    const observations = [...habit.slice(-3), anchor];
    expect(runInEveryWay(template, observations).active).toEqual([]);
    expect(why(template, observations, anchor.id).map(({ holds }) => holds)).toEqual([false]);
  });

  test('a sign-in that failed · is none', () => {
    const failed = sighting({ at: fixture.unusual, place: PLACES.oslo, outcome: 'failure' });
    expect(runInEveryWay(template, [...habit, failed]).active).toEqual([]);
  });
});
