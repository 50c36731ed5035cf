import { closeSync, openSync, writeSync } from 'node:fs';
import { openOrganisation } from '../../simulator/organisation/generate.ts';

const DAY = 86_400_000;
const DAYS = 21;
const PEOPLE = 600;

/** Raw records as a log shipper appends them: one a line, in order of time. */
export interface RecordsFile {
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
}

/** The first `most` records of three weeks of an organisation of 600 people that end before today (later ones would be refused as of the future). */
export function writeRecordsFile(path: string, most: number): RecordsFile {
  const start = Math.floor(Date.now() / DAY) * DAY - (DAYS + 1) * DAY;
  const organisation = openOrganisation({ seed: 'bench', tenant: 'bench', people: PEOPLE, days: DAYS, start });
  const file = openSync(path, 'w');
  let records = 0;
  let bytes = 0;
  try {
    for (const batch of organisation.batches()) {
      const taken = batch.slice(0, most - records);
      bytes += writeSync(file, taken.map(({ raw }) => `${JSON.stringify(raw)}\n`).join(''));
      records += taken.length;
      if (records >= most) break;
    }
  } finally {
    closeSync(file);
  }
  return { path, records, bytes };
}
