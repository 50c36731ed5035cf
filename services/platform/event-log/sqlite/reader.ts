import type { LogRecord } from '../event-log.ts';
import type { Remote } from '../../sqlite/index.ts';
import type { LogCore } from './log-core.ts';
import { unpackValues } from '../packed-records.ts';
import type { PackedPage, Range } from './slot-records.ts';

/** Bounds what one partition has in memory: this much in hand and as much read ahead. */
const PAGE_BYTES = 4 * 1024 * 1024;
const REPLAY_RECORDS = 2_000;

export interface Page {
  readonly records: readonly LogRecord[];
  /** Where to go on; beyond the last record where nothing lies between. */
  readonly next: number;
}

export async function readPage(core: Remote<LogCore>, slot: number, range: Range, records: number): Promise<Page> {
  const page = await core.read(slot, range, { records, bytes: PAGE_BYTES });
  return { records: recordsOf(page), next: page.next };
}

/** All of a range, the next page on its way while one is looked at. */
export async function* replayPages(
  core: Remote<LogCore>,
  slot: number,
  { from, to }: Range,
  keep: (record: LogRecord) => boolean,
): AsyncGenerator<readonly LogRecord[]> {
  const read = (at: number): Promise<Page> | undefined =>
    at < to ? readPage(core, slot, { from: at, to }, REPLAY_RECORDS) : undefined;
  let ahead = read(from);
  while (ahead !== undefined) {
    const { records, next } = await ahead;
    ahead = read(next);
    // Its failure is met when it is awaited, or of no interest to whoever stopped reading.
    ahead?.catch(() => undefined);
    const kept = records.filter(keep);
    if (kept.length > 0) yield kept;
  }
}

function recordsOf(page: PackedPage): readonly LogRecord[] {
  const { offsets, times } = page;
  return unpackValues(page).map(({ key, value }, index) => ({
    key,
    value,
    offset: BigInt(offsets[index] ?? 0),
    time: times[index] ?? 0,
  }));
}
