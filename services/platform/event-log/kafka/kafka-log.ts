import type Cluster from 'kafkajs/src/cluster/index.js';
import type { Logger } from 'pino';
import { FencedError } from '../event-log.ts';
import type {
  Assignment,
  ConsumeOptions,
  Consumer,
  EventLog,
  LogRecord,
  OutgoingRecord,
  ReplayRange,
  TopicRecords,
  TopicSpec,
} from '../event-log.ts';
import { partitionOf } from '../partition-of.ts';
import type { Placed } from './chunks.ts';
import { Connection, READ_UNCOMMITTED } from './connection.ts';
import type { KafkaAddress } from './connection.ts';
import { isFenced } from './errors.ts';
import { Fetcher } from './fetcher.ts';
import { KafkaConsumer } from './kafka-consumer.ts';
import { Offsets } from './offsets.ts';
import { Ownerships } from './ownerships.ts';
import { Publisher } from './publisher.ts';
import { replay, replayNewest } from './replay.ts';
import type { Range } from './replay.ts';
import { BATCH_BYTES, Topics } from './topics.ts';
import { OwnershipGoneError, Transactor } from './transactions.ts';

export interface KafkaLogOptions extends KafkaAddress {
  /** Before every topic, group and transactional id (default none). */
  readonly prefix?: string;
  /** ms since 1970: what retention goes by. */
  readonly now: () => number;
  /** Where kafkajs's messages go (default nowhere). */
  readonly logger?: Logger;
  /** After how long without a heartbeat a member's partitions go to others, ms (default 30,000; brokers want 6,000 to 1,800,000) … */
  readonly sessionMs?: number;
  /** … and how often it beats, which is also how soon it notices that others came or went, ms (default 1,000). */
  readonly heartbeatMs?: number;
}

export interface KafkaLog extends EventLog {
  /** Deletes what has had its time and was read by every group; the log does so by itself every few minutes. */
  retain(): Promise<void>;
}

const RETAIN_EVERY_MS = 300_000;

/**
 * The log on a Kafka cluster (3.6 or newer).
 * @throws LogUnavailableError where no broker answers, KafkaAccessError where they refuse this client
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<KafkaLog> {
  const { brokers, clientId, ssl, sasl, logger } = options;
  const address = { brokers, clientId, ...(ssl !== undefined && { ssl }), ...(sasl !== undefined && { sasl }) };
  const connection = new Connection(address, logger);
  await connection.ask(() => connection.admin.connect());
  return new Log(connection, await connection.cluster([], READ_UNCOMMITTED), options);
}

class Log implements KafkaLog {
  readonly #connection: Connection;
  readonly #ends: Cluster;
  readonly #options: KafkaLogOptions;
  readonly #topics: Topics;
  readonly #offsets: Offsets;
  readonly #publisher: Publisher;
  readonly #ownerships: Ownerships;
  readonly #consumers = new Set<KafkaConsumer>();
  /** Replays whose end is being asked for: what is published after the call lies behind it. */
  readonly #measuring = new Set<Promise<Range>>();
  readonly #retention = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #closing: Promise<void> | undefined;
  #closed = false;

  constructor(connection: Connection, ends: Cluster, options: KafkaLogOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#topics = new Topics(connection.admin);
    this.#offsets = new Offsets(connection.admin, ends);
    this.#ends = ends;
    const { prefix = '' } = options;
    this.#publisher = new Publisher({ kafka: connection.kafka, batchBytes: BATCH_BYTES, prefix });
    this.#ownerships = new Ownerships((group, topic, partition) => this.#transactor(group, topic, partition));
    this.#timer = setInterval(() => this.#retainAside(), RETAIN_EVERY_MS).unref();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    await this.#ask(() => this.#topics.ensure(topics.map((topic) => ({ ...topic, name: this.#named(topic.name) }))));
    for (const { name, cleanup, retentionMs } of topics)
      if (cleanup === 'delete' && retentionMs !== undefined) this.#retention.set(name, retentionMs);
  }

  async publish(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const placed = await this.#place(topic, records);
    if (placed.length > 0) await this.#ask(() => this.#publisher.publish(placed));
  }

  async transact(assignment: Assignment, outgoing: readonly TopicRecords[], next: bigint): Promise<void> {
    const ownership = this.#ownerships.demand(assignment);
    const placed = (await Promise.all(outgoing.map(({ topic, records }) => this.#place(topic, records)))).flat();
    const confirm = async (): Promise<boolean> =>
      (await ownership.confirm()) && this.#ownerships.holds(assignment, ownership);
    try {
      const note = await ownership.transactor.transact(placed, next, confirm);
      const { group, topic, partition } = assignment;
      this.#offsets.expect(this.#named(group), this.#named(topic), partition, note);
      ownership.committed = next;
    } catch (error) {
      if (!isFenced(error) && !(error instanceof OwnershipGoneError)) throw this.#connection.translate(error);
      ownership.fence();
      throw new FencedError(assignment);
    }
  }

  async consume(consume: ConsumeOptions): Promise<Consumer> {
    this.#demandOpen();
    const topics = consume.topics.map((topic) => this.#named(topic));
    const counts = await this.#ask(() => Promise.all(topics.map((topic) => this.#topics.partitions(topic))));
    const cluster = await this.#connection.cluster(topics);
    this.#demandOpen();
    const { sessionMs = 30_000, heartbeatMs = 1_000 } = this.#options;
    const consumer = new KafkaConsumer({
      cluster,
      consume,
      named: (name) => this.#named(name),
      partitions: Math.max(...counts),
      sessionMs,
      heartbeatMs,
      ownerships: this.#ownerships,
      oldest: (topic, partition) => this.#oldest(topic, partition),
      translate: (error) => this.#connection.translate(error),
      onStopped: () => this.#consumers.delete(consumer),
    });
    this.#consumers.add(consumer);
    return consumer;
  }

  replay(topic: string, partition: number, range: ReplayRange = {}): AsyncIterable<readonly LogRecord[]> {
    const bounds = this.#bounds(topic, partition, range);
    this.#measuring.add(bounds);
    // Told to whoever reads; whoever publishes has nothing to do with it.
    bounds.catch(() => undefined).finally(() => this.#measuring.delete(bounds));
    return this.#replay(this.#named(topic), partition, bounds);
  }

  committed(group: string, topic: string): Promise<readonly bigint[]> {
    return this.#ask(async () => {
      const partitions = await this.#topics.partitions(this.#named(topic));
      return this.#offsets.committed(this.#named(group), this.#named(topic), partitions);
    });
  }

  endOffsets(topic: string): Promise<readonly bigint[]> {
    return this.#ask(async () => {
      const partitions = await this.#topics.partitions(this.#named(topic));
      return this.#offsets.ends(this.#named(topic), partitions);
    });
  }

  startOffsets(topic: string): Promise<readonly bigint[]> {
    return this.#ask(async () => {
      const partitions = await this.#topics.partitions(this.#named(topic));
      return this.#offsets.starts(this.#named(topic), partitions);
    });
  }

  async trim(topic: string, partition: number, before: bigint): Promise<void> {
    await this.#demandPartition(topic, partition);
    const name = this.#named(topic);
    await this.#ask(async () => {
      if (await this.#topics.isCompacted(name)) return;
      const partitions = await this.#topics.partitions(name);
      const [starts, ends, read] = await Promise.all([
        this.#offsets.starts(name, partitions),
        this.#offsets.ends(name, partitions),
        this.#offsets.slowest(name, partition, partitions),
      ]);
      const [start = 0n, end = 0n] = [starts[partition], ends[partition]];
      const offset = [before, end, read ?? end].reduce((least, one) => (one < least ? one : least));
      if (offset <= start) return;
      await this.#connection.admin.deleteTopicRecords({
        topic: name,
        partitions: [{ partition, offset: String(offset) }],
      });
    });
  }

  async retain(): Promise<void> {
    for (const [topic, retentionMs] of this.#retention) {
      const name = this.#named(topic);
      const before = this.#options.now() - retentionMs;
      const offsets = await this.#ask(async () => this.#offsets.at(name, await this.#topics.partitions(name), before));
      for (const [partition, offset] of offsets.entries()) await this.trim(topic, partition, offset);
    }
  }

  /** Consumers finish the batch in hand; what was published before is written. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    this.#closed = true;
    await this.#publisher.close();
    await Promise.all([this.#connection.admin.disconnect(), this.#ends.disconnect()]);
  }

  #retainAside(): void {
    // What stays too long does no harm; the next time may work.
    this.retain().catch((error: unknown) => this.#options.logger?.debug({ err: error }, 'old records stay for now'));
  }

  #transactor(group: string, topic: string, partition: number): Transactor {
    const [groupName, topicName] = [this.#named(group), this.#named(topic)];
    return new Transactor({
      kafka: this.#connection.kafka,
      transactionalId: `${groupName}.${topicName}.${String(partition)}`,
      group: groupName,
      topic: topicName,
      partition,
      batchBytes: BATCH_BYTES,
      readPosition: async () => {
        const positions = await this.#offsets.positions(groupName, topicName, await this.#topics.partitions(topicName));
        return positions[partition] ?? { offset: -1n, note: null };
      },
    });
  }

  async #place(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Placed[]> {
    if (this.#closed) throw closedError();
    const name = this.#named(topic);
    const partitions = await this.#ask(() => this.#topics.partitions(name));
    if (this.#measuring.size > 0) await Promise.allSettled(this.#measuring);
    return records.map((record) => {
      const { key, partition = partitionOf(key, partitions) } = record;
      demandWithin(topic, partition, partitions);
      return { topic: name, partition, record };
    });
  }

  async #bounds(topic: string, partition: number, range: ReplayRange): Promise<Range> {
    await this.#demandPartition(topic, partition);
    const [starts, ends] = await Promise.all([this.startOffsets(topic), this.endOffsets(topic)]);
    const [start = 0n, end = 0n] = [starts[partition], ends[partition]];
    const to = range.to !== undefined && range.to < end ? range.to : end;
    const from = range.from !== undefined && range.from > start ? range.from : start;
    return { from, to };
  }

  async *#replay(topic: string, partition: number, bounds: Promise<Range>): AsyncGenerator<readonly LogRecord[]> {
    const range = await bounds;
    if (range.from >= range.to) return;
    const cluster = await this.#connection.cluster([topic]);
    const fetcher = new Fetcher({
      cluster,
      oldest: (of, at) => this.#oldest(of, at),
      translate: (error) => this.#connection.translate(error),
    });
    try {
      const compacted = await this.#ask(() => this.#topics.isCompacted(topic));
      yield* (compacted ? replayNewest : replay)(fetcher, { topic, partition, ...range });
    } finally {
      fetcher.close();
      await cluster.disconnect();
    }
  }

  async #oldest(name: string, partition: number): Promise<bigint> {
    const partitions = await this.#topics.partitions(name);
    return (await this.#offsets.starts(name, partitions))[partition] ?? 0n;
  }

  async #demandPartition(topic: string, partition: number): Promise<void> {
    demandWithin(topic, partition, await this.#ask(() => this.#topics.partitions(this.#named(topic))));
  }

  #demandOpen(): void {
    if (this.#closing !== undefined) throw closedError();
  }

  #ask<T>(request: () => Promise<T>): Promise<T> {
    return this.#connection.ask(request);
  }

  #named(name: string): string {
    return `${this.#options.prefix ?? ''}${name}`;
  }
}

function demandWithin(topic: string, partition: number, partitions: number): void {
  if (Number.isInteger(partition) && partition >= 0 && partition < partitions) return;
  throw new RangeError(`topic ${topic} has partitions 0 to ${String(partitions - 1)}, not ${String(partition)}`);
}

function closedError(): Error {
  return new Error('the log was closed');
}
