import { createRandom } from '../../simulator/organisation/random.ts';
import type { RawRecord } from '../../simulator/organisation/record.ts';
import { inOrderOfArrival } from './input.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LATE = 0.08;
const LATEST_MS = 72 * HOUR;
const TWICE = 0.05;
/** The provider that falls silent, after how many days of the log, and for how long. */
const SILENT = { source: 'google', after: 9 * DAY, length: 3 * DAY } as const;

/** The same records as they come on bad days: some up to 72 hours late, some twice, one provider silent for three days and then all at once. */
export function arriveBadly(records: readonly RawRecord[], seed: string): readonly RawRecord[] {
  const random = createRandom(seed).fork('arrival');
  const start = Math.min(...records.map(({ time }) => time));
  const silence = { from: start + SILENT.after, to: start + SILENT.after + SILENT.length };
  const moved = records.flatMap((record) => {
    const lateBy = random.chance(LATE) ? random.int(LATEST_MS) : 0;
    const arrivesAt = afterSilence(record, record.arrivesAt + lateBy, silence);
    const again = random.chance(TWICE) ? [{ ...record, arrivesAt: arrivesAt + random.int(LATEST_MS) }] : [];
    return [{ ...record, arrivesAt }, ...again];
  });
  return inOrderOfArrival(moved);
}

function afterSilence({ source }: RawRecord, arrivesAt: number, { from, to }: { from: number; to: number }): number {
  return source === SILENT.source && arrivesAt >= from && arrivesAt < to ? to : arrivesAt;
}
