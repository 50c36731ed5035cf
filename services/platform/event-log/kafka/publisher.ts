import type { Kafka, Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { chunksOf } from './chunks.ts';
import type { Placed } from './chunks.ts';
import { namedPartitioner, send } from './outgoing.ts';

interface Waiting {
  readonly placed: readonly Placed[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface PublisherOptions {
  readonly kafka: Kafka;
  /** Most bytes of one record batch. */
  readonly batchBytes: number;
  /** Begins the transactional id of calls too large for one record batch. */
  readonly prefix: string;
}

/** Records of one request, all callers together: larger requests gain nothing. */
const GROUP_RECORDS = 10_000;

/**
 * Publishes what callers bring, many calls in one request and one request at a time: a kafkajs producer that has failed once numbers what
 * follows as what failed, and the broker would take it for a repetition and drop it. So whoever failed is replaced before anybody goes on.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #queue: Waiting[] = [];
  #producer: Producer | undefined;
  #transactional: Producer | undefined;
  #sending: Promise<void> | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** Durable when it resolves. */
  publish(placed: readonly Placed[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ placed, resolve, reject });
      this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
    });
  }

  /** What was handed over is sent first. */
  async close(): Promise<void> {
    await this.#sending;
    await Promise.all([this.#producer?.disconnect(), this.#transactional?.disconnect()]);
  }

  /** Begins in a later turn, so that callers of one turn travel together. Never rejects. */
  async #sendAll(): Promise<void> {
    await Promise.resolve();
    for (let group = this.#take(); group.length > 0; group = this.#take()) {
      try {
        await this.#send(
          group.flatMap(({ placed }) => placed),
          group.length === 1,
        );
        for (const { resolve } of group) resolve();
      } catch (error) {
        await this.#discard();
        for (const { reject } of group) reject(error);
      }
    }
  }

  /** As many whole calls as fit one record batch a partition; at least one. */
  #take(): readonly Waiting[] {
    const group: Waiting[] = [];
    let placed: readonly Placed[] = [];
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const together = [...placed, ...next.placed];
      if (
        group.length > 0 &&
        (together.length > GROUP_RECORDS || chunksOf(together, this.#options.batchBytes).length > 1)
      )
        break;
      placed = together;
      group.push(next);
      this.#queue.shift();
    }
    return group;
  }

  async #send(placed: readonly Placed[], alone: boolean): Promise<void> {
    const { batchBytes } = this.#options;
    const chunks = chunksOf(placed, batchBytes);
    const [chunk] = chunks;
    if (chunk === undefined) return;
    if (alone && chunks.length > 1) return this.#sendAtOnce(chunks);
    this.#producer ??= await this.#connect({ idempotent: true, maxInFlightRequests: 1 });
    await send(this.#producer, chunk);
  }

  /** A call of several batches a partition: readers see all of them or none. */
  async #sendAtOnce(chunks: ReturnType<typeof chunksOf>): Promise<void> {
    const { prefix } = this.#options;
    const transactionalId = `${prefix}publish.${randomUUID()}`;
    this.#transactional ??= await this.#connect({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
    const transaction = await this.#transactional.transaction();
    for (const chunk of chunks) await send(transaction, chunk);
    await transaction.commit();
  }

  async #connect(config: Parameters<Kafka['producer']>[0]): Promise<Producer> {
    const producer = this.#options.kafka.producer({
      ...config,
      createPartitioner: namedPartitioner,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    return producer;
  }

  async #discard(): Promise<void> {
    const failed = [this.#producer, this.#transactional];
    this.#producer = undefined;
    this.#transactional = undefined;
    // A failure to say goodbye changes nothing.
    await Promise.all(failed.map((producer) => producer?.disconnect().catch(() => undefined)));
  }
}
