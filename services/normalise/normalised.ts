import type { TenantId } from '../../events/identity.ts';
import type { LogRecord, OutgoingRecord, TopicRecords } from '../platform/event-log/event-log.ts';
import type { PackedValues } from '../platform/event-log/packed-records.ts';
import { buffersOf, packValues, unpackValues } from '../platform/event-log/packed-records.ts';
import { Moved } from '../platform/sqlite/core.ts';

/** Raw records on their way to the normaliser. */
export interface RawPage extends PackedValues {
  readonly times: Float64Array<ArrayBuffer>;
}

/** What the first records of a page gave: those before one that wants tables which are not there yet, or all. */
export interface Normalised {
  readonly outgoing: PackedTopics;
  /** Why records were refused, one code a dead letter. */
  readonly refusals: readonly string[];
  /** Records gone through. */
  readonly records: number;
  /** Absent once all have been gone through. */
  readonly wanted?: TablesWish;
}

export interface TablesWish {
  readonly tenant: TenantId;
  /** Of the tables, at least. */
  readonly version: number;
}

/** Records for several topics, in order. */
export interface PackedTopics extends PackedValues {
  readonly topics: readonly { readonly topic: string; readonly records: number }[];
  /** Of each record; -1 where its key decides. */
  readonly partitions: Int32Array<ArrayBuffer>;
}

const BY_KEY = -1;

export function packRaw(records: readonly LogRecord[]): Moved<RawPage> {
  const values = packValues(records);
  const times = Float64Array.from(records, ({ time }) => time);
  return new Moved({ ...values, times }, [...buffersOf(values), times.buffer]);
}

export function packTopics(topics: readonly TopicRecords[]): PackedTopics {
  const all = topics.flatMap(({ records }) => records);
  return {
    ...packValues(all),
    topics: topics.map(({ topic, records }) => ({ topic, records: records.length })),
    partitions: Int32Array.from(all, ({ partition = BY_KEY }) => partition),
  };
}

export function unpackTopics(packed: PackedTopics): readonly TopicRecords[] {
  const { topics, partitions } = packed;
  const all = unpackValues(packed).map((keyed, index): OutgoingRecord => {
    const partition = partitions[index] ?? BY_KEY;
    return partition === BY_KEY ? keyed : { ...keyed, partition };
  });
  let at = 0;
  return topics.map(({ topic, records }) => ({ topic, records: all.slice(at, (at += records)) }));
}

export function moved(normalised: Normalised): Moved<Normalised> {
  const { outgoing } = normalised;
  return new Moved(normalised, [...buffersOf(outgoing), outgoing.partitions.buffer]);
}
