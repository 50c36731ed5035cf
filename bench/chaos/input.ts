import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import type { ProviderName, RawRecord } from '../../simulator/organisation/record.ts';

const DAY = 86_400_000;
/** A Monday: the same records whenever it runs. */
const START = Date.UTC(2025, 8, 29);
const DAYS = 21;
/** Records of one person and day, about. */
const RECORDS_EACH = 26.7;
/** After everything else, so that nothing waits for time any more: more than a dead source may hold it up. */
const QUIET_DAYS = 6;
const TAIL_PEOPLE = 6;
/** All scenarios have somebody to play them. */
const FEWEST_PEOPLE = 30;
const NEWLINE = 0x0a;

export const PROVIDERS: readonly ProviderName[] = ['okta', 'entra', 'google'];
export const TENANT = 'acme';

export interface Flow {
  /** In order of arrival; the days after, in which nothing happens but that time goes on. */
  readonly records: readonly RawRecord[];
  readonly tail: readonly RawRecord[];
  readonly settings: string;
}

/** Some weeks of the organisation with every attack and look-alike in it, about as many records as wanted. */
export function flowOf(seed: string, wanted: number, days = DAYS): Flow {
  const people = Math.max(FEWEST_PEOPLE, Math.round(wanted / days / RECORDS_EACH));
  const traits = { tenant: TENANT, egress: 'vpn', offices: ['lis', 'mad'] } as const;
  const organisation = generateOrganisation({ ...traits, seed, people, days, start: START });
  const start = START + (days + QUIET_DAYS) * DAY;
  const later = { seed: `${seed}/later`, people: TAIL_PEOPLE, days: 1, start, attacks: false };
  const tail = generateOrganisation({ ...traits, ...later }).records;
  const { tenant, people: members } = organisation;
  const privileged = members.filter((person) => person.privileged).map((person) => person.email);
  const [office] = tenant.offices;
  return {
    records: inOrderOfArrival(organisation.records),
    tail: inOrderOfArrival(tail),
    settings: [
      `timeZone: ${office?.city.timeZone ?? 'UTC'}`,
      'egress:',
      `  - ${tenant.gateway.spot(0).ip}`,
      'privileged:',
      ...privileged.map((address) => `  - ${address}`),
      '',
    ].join('\n'),
  };
}

export function inOrderOfArrival(records: readonly RawRecord[]): readonly RawRecord[] {
  return [...records].sort((a, b) => a.arrivesAt - b.arrivesAt);
}

export function linesOf(records: readonly RawRecord[]): Buffer {
  return Buffer.from(records.map(({ raw }) => `${JSON.stringify(raw)}\n`).join(''));
}

/** Log files as a shipper leaves them, one folder a provider, of which more and more is there. */
export class GrowingLogs {
  readonly folder: string;
  readonly #contents = new Map<string, { readonly bytes: Buffer; written: number }>();

  constructor(folder: string, records: readonly RawRecord[]) {
    this.folder = folder;
    for (const provider of PROVIDERS) mkdirSync(join(folder, provider), { recursive: true });
    for (const [name, own] of byFile(records))
      this.#contents.set(join(folder, name), { bytes: linesOf(own), written: 0 });
  }

  /** Lets the files grow to that share of their bytes, wherever in a line that is, or to the end of that line. */
  growTo(share: number, lines: 'cut' | 'whole' = 'cut'): void {
    for (const [file, content] of this.#contents) {
      const { length } = content.bytes;
      const cut = Math.floor(length * share);
      const end = share >= 1 ? length : lines === 'cut' ? cut : content.bytes.indexOf(NEWLINE, cut) + 1;
      if (end <= content.written) continue;
      appendFileSync(file, content.bytes.subarray(content.written, end));
      content.written = end;
    }
  }

  /** Records of later, appended whole. */
  append(records: readonly RawRecord[]): void {
    for (const [name, own] of byFile(records)) appendFileSync(join(this.folder, name), linesOf(own));
  }
}

function byFile(records: readonly RawRecord[]): ReadonlyMap<string, readonly RawRecord[]> {
  const files = new Map<string, RawRecord[]>();
  for (const record of records) {
    const name = join(record.source, `${record.stream}.ndjson`);
    const own = files.get(name);
    if (own === undefined) files.set(name, [record]);
    else own.push(record);
  }
  return files;
}
