import { openOrganisation } from '../simulator/organisation/generate.ts';

/** Real-looking raw records of a small organisation, as lines of JSON in order of time. */
export interface Activity {
  readonly lines: readonly Buffer[];
  readonly bytes: number;
  readonly people: number;
}

const START = Date.UTC(2026, 9, 5);

/** Generated outside any timing. */
export function simulatedActivity(people: number, days: number, atMost: number): Activity {
  const organisation = openOrganisation({
    seed: 'bench',
    tenant: 'bench',
    people,
    days,
    start: START,
    attacks: ['cookie-jar'],
  });
  const lines: Buffer[] = [];
  let bytes = 0;
  for (const batch of organisation.batches()) {
    for (const { raw } of batch) {
      if (lines.length >= atMost) break;
      const line = Buffer.from(JSON.stringify(raw));
      lines.push(line);
      bytes += line.length;
    }
  }
  return { lines, bytes, people: organisation.people.length };
}
