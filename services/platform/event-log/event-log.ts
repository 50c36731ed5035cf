/**
 * The log between the stages: partitioned, durable, replayable. Two adapters (SQLite, Kafka) under one contract suite; nothing of either leaks.
 * Offsets are bigint and grow within a partition, not necessarily by one.
 */
export interface EventLog {
  /**
   * Creates what is missing. Idempotent.
   * @throws PartitionCountError where a topic exists with another number of partitions: keys would move.
   */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;

  /** Durable when it resolves, in order per partition. Either all records of one call that go to one partition are there or none. */
  publish(topic: string, records: readonly OutgoingRecord[]): Promise<void>;

  /** Joins a group. Partitions of the topics are shared among the group's members, each partition having one owner at a time. */
  consume(options: ConsumeOptions): Promise<Consumer>;

  /**
   * Publishes to any topics and commits the group's position to `next` in one atomic step: readers see all of it or nothing.
   * @throws FencedError where the assignment is no longer the current one: nothing was published.
   */
  transact(assignment: Assignment, outgoing: readonly TopicRecords[], next: bigint): Promise<void>;

  /**
   * Records of one partition from `from` (default: the oldest) up to and without `to` (default: the end when called), in batches.
   * Of a compacted topic at least the newest record of each key, without those whose newest value is null.
   */
  replay(topic: string, partition: number, range?: ReplayRange): AsyncIterable<readonly LogRecord[]>;

  /** Next offset the group will read, per partition; 0n where it never committed. */
  committed(group: string, topic: string): Promise<readonly bigint[]>;

  /** Offset the next record will get at least, per partition. */
  endOffsets(topic: string): Promise<readonly bigint[]>;

  /** Offset of the oldest record still there, per partition. */
  startOffsets(topic: string): Promise<readonly bigint[]>;

  /** Deletes records before the offset (not of compacted topics), unless a group has yet to read them. */
  trim(topic: string, partition: number, before: bigint): Promise<void>;

  close(): Promise<void>;
}

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  /** `compact`: only the newest record of each key matters; a null value deletes the key. */
  readonly cleanup: 'delete' | 'compact';
  /** Records older than this may go once every group has read them (earlier where the log reaches the size it may have); absent: never. */
  readonly retentionMs?: number;
}

export interface OutgoingRecord {
  /** Decides the partition (`partitionOf`) unless `partition` does. */
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly partition?: number;
}

export interface TopicRecords {
  readonly topic: string;
  readonly records: readonly OutgoingRecord[];
}

export interface LogRecord {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly offset: bigint;
  /** When it was published, ms since 1970. */
  readonly time: number;
}

export interface ReplayRange {
  readonly from?: bigint;
  readonly to?: bigint;
}

/** One partition owned by one member of a group for one generation. */
export interface Assignment {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** Grows with every change of ownership: what a former owner sends is refused. */
  readonly generation: bigint;
}

export interface Batch {
  readonly assignment: Assignment;
  /** In order of offset; never empty. */
  readonly records: readonly LogRecord[];
  /** One past the last record: what `commit` and `transact` want once all of it is handled. */
  readonly next: bigint;
  /** Whether the partition still belongs to this member. Ask before each side effect. */
  isCurrent(): boolean;
  /** Tells the group that a long batch is being worked on. */
  keepAlive(): Promise<void>;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Most records of a batch (default 500) … */
  readonly maxRecords?: number;
  /** … and how long to wait for more of them while there are fewer, ms (default 0). Only the adapter that can does. */
  readonly lingerMs?: number;
  /** Before the first batch of an assignment; the place to restore state. Ownership may be lost meanwhile. */
  readonly onAssigned?: (assignment: Assignment) => Promise<void>;
  /** The partition has gone to another member, or the consumer stops: forget its state. After the batch in hand, once for each `onAssigned`. */
  readonly onLost?: (assignment: Assignment) => void;
  /**
   * Handles a batch and commits what it finished, by `transact` or `Consumer.commit`; uncommitted records come again after a restart only.
   * Batches of one partition come one after another, those of several may come side by side. A rejection stops the consumer and
   * surfaces through `Consumer.stopped`; only a FencedError of a partition that has gone is no failure.
   */
  readonly onBatch: (batch: Batch) => Promise<void>;
}

export interface Consumer {
  /** @throws FencedError as `transact` does. */
  commit(assignment: Assignment, next: bigint): Promise<void>;
  /** No further batches of these topics' partitions until `resume`. */
  pause(topics: readonly string[]): void;
  resume(topics: readonly string[]): void;
  /** Resolves when the consumer has stopped by `stop`; rejects with whatever made it stop otherwise. Always observe it. */
  readonly stopped: Promise<void>;
  /** Lets the batch in hand finish, then leaves the group. */
  stop(): Promise<void>;
}

/** Something of the caller's setup contradicts what the log holds; a restart will not help. */
export class PartitionCountError extends Error {
  override readonly name = 'PartitionCountError';
  readonly code = 'MFAW_PARTITION_COUNT';

  constructor(topic: string, found: number, wanted: number) {
    super(
      `topic ${topic} has ${String(found)} partitions, the configuration says ${String(wanted)}: ` +
        `set partitions to ${String(found)}, or import the history again into an empty log with ${String(wanted)}`,
    );
  }
}

/** A topic `ensureTopics` never heard of: a fault of the caller, or a log nobody has set up yet. */
export class UnknownTopicError extends Error {
  override readonly name = 'UnknownTopicError';
  readonly code = 'MFAW_UNKNOWN_TOPIC';
}

/** The partition belongs to somebody else now: drop what is in hand. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
  readonly code = 'MFAW_FENCED';

  constructor({ group, topic, partition, generation }: Assignment) {
    super(`${group} no longer owns ${topic}/${String(partition)} (generation ${String(generation)})`);
  }
}

/** The log cannot take more now (disk full, brokers away): wait and try the same again. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
  readonly code = 'MFAW_LOG_UNAVAILABLE';
}
