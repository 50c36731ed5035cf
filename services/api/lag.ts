import type { EventLog } from '../platform/event-log/event-log.ts';
import { GROUPS, TOPICS } from '../records/index.ts';

/** Which group reads which topic: what a lag is measured on. */
const READERS = [
  [GROUPS.normalise, TOPICS.raw],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.rebuild, TOPICS.rebuilds],
  [GROUPS.learn, TOPICS.events],
  [GROUPS.correlate, TOPICS.alerts],
  [GROUPS.notify, TOPICS.incidents],
  [GROUPS.indexEvents, TOPICS.events],
  [GROUPS.indexAlerts, TOPICS.alerts],
  [GROUPS.indexIncidents, TOPICS.incidents],
  [GROUPS.indexDeadLetters, TOPICS.deadLetters],
] as const;

export interface Lag {
  readonly group: string;
  readonly topic: string;
  /** Records it has yet to read. */
  readonly records: number;
}

export function readLags(log: EventLog): Promise<readonly Lag[]> {
  return Promise.all(
    READERS.map(async ([group, topic]) => {
      const [committed, ends] = await Promise.all([log.committed(group, topic), log.endOffsets(topic)]);
      const left = ends.reduce((sum, end, partition) => sum + (end - (committed[partition] ?? 0n)), 0n);
      return { group, topic, records: Number(left) };
    }),
  );
}
