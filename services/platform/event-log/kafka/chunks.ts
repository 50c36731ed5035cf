import type { OutgoingRecord } from '../event-log.ts';

export interface Placed {
  readonly topic: string;
  readonly partition: number;
  readonly record: OutgoingRecord;
}

/** One request per chunk, of which each partition gets one record batch: a batch is what a broker's limit is about. */
export type Chunk = readonly Placed[];

/** Of the batch's header, and at most of each record's (KIP-98). */
const BATCH_OVERHEAD = 61;
const RECORD_OVERHEAD = 32;

export function bytesOf({ key, value }: OutgoingRecord): number {
  return Buffer.byteLength(key) + (value?.length ?? 0) + RECORD_OVERHEAD;
}

/**
 * Cuts records into chunks no partition of which has more than `limit` bytes before compression; a record that is larger by itself
 * stands alone, for the broker to judge. Order within a partition stays.
 */
export function chunksOf(placed: readonly Placed[], limit: number): readonly Chunk[] {
  const chunks: Placed[][] = [];
  const last = new Map<string, { chunk: number; bytes: number }>();
  for (const one of placed) {
    const key = `${one.topic}/${String(one.partition)}`;
    const bytes = bytesOf(one.record);
    const at = last.get(key) ?? { chunk: 0, bytes: BATCH_OVERHEAD };
    const fits = at.bytes === BATCH_OVERHEAD || at.bytes + bytes <= limit;
    const now = fits
      ? { chunk: at.chunk, bytes: at.bytes + bytes }
      : { chunk: at.chunk + 1, bytes: BATCH_OVERHEAD + bytes };
    last.set(key, now);
    (chunks[now.chunk] ??= []).push(one);
  }
  return chunks;
}
