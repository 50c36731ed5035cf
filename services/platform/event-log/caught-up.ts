import type { EventLog } from './event-log.ts';

/** Whether a group has read everything that lay before these offsets, one for each partition in order. */
export async function caughtUp(
  log: EventLog,
  group: string,
  topic: string,
  offsets: readonly bigint[],
): Promise<boolean> {
  const committed = await log.committed(group, topic);
  return offsets.every((offset, partition) => (committed[partition] ?? 0n) >= offset);
}
