import type { EventLog } from '../platform/event-log/event-log.ts';

/** How many records a group has yet to read, all partitions together. A group that never read has everything before it. */
export async function backlog(log: EventLog, group: string, topic: string): Promise<number> {
  const [starts, ends, committed] = await Promise.all([
    log.startOffsets(topic),
    log.endOffsets(topic),
    log.committed(group, topic),
  ]);
  let waiting = 0n;
  ends.forEach((end, partition) => {
    const start = starts[partition] ?? 0n;
    const next = committed[partition] ?? 0n;
    waiting += end - (next > start ? next : start);
  });
  return Number(waiting);
}
