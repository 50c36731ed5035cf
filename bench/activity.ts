import { openOrganisation } from '../simulator/organisation/generate.ts';

/** Real-looking raw records of a small organisation, as lines of JSON in order of time. */
export interface Activity {
  readonly lines: readonly Buffer[];
  readonly bytes: number;
  readonly people: number;
  readonly workdays: number;
}

const START = Date.UTC(2026, 9, 5);

/** Ordinary life from a Monday on, with three attacks in it. Generated outside any timing; at most five days, for offices rest at weekends. */
export function simulatedActivity(people: number, workdays: number): Activity {
  const organisation = openOrganisation({
    seed: 'bench',
    tenant: 'bench',
    people,
    days: workdays,
    start: START,
    attacks: ['cookie-jar-residential', 'travel-cross-provider', 'sms-okta'],
  });
  const lines: Buffer[] = [];
  let bytes = 0;
  for (const batch of organisation.batches()) {
    for (const { raw } of batch) {
      const line = Buffer.from(JSON.stringify(raw));
      lines.push(line);
      bytes += line.length;
    }
  }
  return { lines, bytes, people: organisation.people.length, workdays };
}
