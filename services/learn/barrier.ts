import type { EventLog } from '../platform/event-log/event-log.ts';

/** One reader on the way of a record: nothing before the end `topic` has now is unread by `group` once it has passed. */
export type Leg = readonly [group: string, topic: string];

/** Whether a group has read everything before these offsets, given per partition. */
export async function caughtUp(
  log: EventLog,
  group: string,
  topic: string,
  offsets: readonly bigint[],
): Promise<boolean> {
  const committed = await log.committed(group, topic);
  return offsets.every((offset, partition) => (committed[partition] ?? 0n) >= offset);
}

const LOOK_EVERY_MS = 50;

/**
 * Waits until whatever is on the log now has gone the whole way: leg by leg, the end of a topic being taken only once the stage before it has
 * passed, so that what that stage wrote is waited for too.
 * @param pause waits for so long; rejecting gives up
 */
export async function drained(
  log: EventLog,
  way: readonly Leg[],
  pause: (ms: number, waitingFor: string) => Promise<void>,
): Promise<void> {
  for (const [group, topic] of way) {
    const ends = await log.endOffsets(topic);
    while (!(await caughtUp(log, group, topic, ends))) await pause(LOOK_EVERY_MS, group);
  }
}
