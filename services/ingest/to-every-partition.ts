import type { EventLog } from '../platform/event-log/event-log.ts';
import type { Marker, Tick } from '../records/index.ts';
import { encodeRaw, TOPICS } from '../records/index.ts';

/** Puts a tick or marker behind everything that is durable on `mfa.raw`: one for each partition. */
export async function toEveryPartition(log: EventLog, partitions: number, record: Tick | Marker): Promise<void> {
  const value = encodeRaw(record);
  const records = Array.from({ length: partitions }, (_, partition) => ({
    key: `${record.tenant}|`,
    value,
    partition,
  }));
  await log.publish(TOPICS.raw, records);
}
