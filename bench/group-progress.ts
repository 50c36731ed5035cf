import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../services/platform/event-log/event-log.ts';
import { GROUPS, TOPICS } from '../services/records/index.ts';

/** A group, and the topic it reads. */
export interface Reader {
  readonly group: string;
  readonly topic: string;
}

export const READERS = {
  normalise: { group: GROUPS.normalise, topic: TOPICS.raw },
  detect: { group: GROUPS.detect, topic: TOPICS.observations },
  index: { group: GROUPS.indexEvents, topic: TOPICS.events },
} satisfies Readonly<Record<string, Reader>>;

const LOOK_EVERY_MS = 50;

/** Positions of all partitions together. (Offsets count what else is on the log as well: ticks and, on Kafka, markers of transactions.) */
async function readSoFar(log: EventLog, { group, topic }: Reader): Promise<number> {
  return (await log.committed(group, topic)).reduce((sum, offset) => sum + Number(offset), 0);
}

/** From 0 to 1: how much of what is there it has yet to read. */
export async function shareLeft(log: EventLog, reader: Reader): Promise<number> {
  const [read, ends] = await Promise.all([readSoFar(log, reader), log.endOffsets(reader.topic)]);
  return 1 - read / ends.reduce((sum, end) => sum + Number(end), 0);
}

export async function untilRead(log: EventLog, reader: Reader, records: number): Promise<void> {
  while ((await readSoFar(log, reader)) < records) await sleep(LOOK_EVERY_MS);
}

/** Until it has read what is there. */
export async function untilCaughtUp(log: EventLog, { group, topic }: Reader): Promise<void> {
  for (;;) {
    const [committed, ends] = await Promise.all([log.committed(group, topic), log.endOffsets(topic)]);
    if (ends.every((end, partition) => (committed[partition] ?? 0n) >= end)) return;
    await sleep(LOOK_EVERY_MS);
  }
}
