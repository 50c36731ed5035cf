import type { LogRecord } from '../event-log.ts';
import type { Fetcher } from './fetcher.ts';

export interface Range {
  readonly from: bigint;
  /** Without it. */
  readonly to: bigint;
}

export interface ReplayOptions extends Range {
  readonly topic: string;
  readonly partition: number;
}

type Pages = AsyncGenerator<readonly LogRecord[]>;

/**
 * The committed records of a range, the next page on its way while one is looked at. Waits for transactions that were open at its
 * end: what they bring was published before the call.
 */
export async function* replay(fetcher: Fetcher, { topic, partition, from, to }: ReplayOptions): Pages {
  const fetch = (at: bigint): ReturnType<Fetcher['next']> | undefined =>
    at < to ? fetcher.next(topic, partition, at) : undefined;
  for (let ahead = fetch(from); ahead !== undefined;) {
    const { records, next } = await ahead;
    ahead = fetch(next);
    // Its failure is met when it is awaited, or of no interest to whoever stopped reading.
    ahead?.catch(() => undefined);
    const within = next <= to ? records : records.filter(({ offset }) => offset < to);
    if (within.length > 0) yield within;
  }
}

/**
 * Of a compacted topic: without keys whose newest value is null. The broker compacts when it likes, so a record may still be there when
 * its deletion is; reads twice, first for the deletions, because they are few and the records do not fit into memory.
 */
export async function* replayNewest(fetcher: Fetcher, options: ReplayOptions): Pages {
  const deleted = new Map<string, bigint>();
  for await (const records of replay(fetcher, options))
    for (const { key, value, offset } of records) if (value === null) deleted.set(key, offset);
  for await (const records of replay(fetcher, options)) {
    const kept = records.filter(({ key, value, offset }) => value !== null && offset > (deleted.get(key) ?? -1n));
    if (kept.length > 0) yield kept;
  }
}
