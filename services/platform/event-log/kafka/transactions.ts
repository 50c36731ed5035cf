import type { Kafka, Producer, RetryOptions, Transaction } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { chunksOf } from './chunks.ts';
import type { Placed } from './chunks.ts';
import { isFenced } from './errors.ts';
import { namedPartitioner, send } from './outgoing.ts';

/** A position of a group with the note that was committed beside it. */
export interface Position {
  /** -1 where the group never committed. */
  readonly offset: bigint;
  readonly note: string | null;
}

export interface TransactorOptions {
  readonly kafka: Kafka;
  readonly transactionalId: string;
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly batchBytes: number;
  readonly readPosition: () => Promise<Position>;
}

/** The broker writes a transaction's markers after it has answered; until then the next one is refused and tried again. */
const RETRY: RetryOptions = { initialRetryTime: 5, multiplier: 1.5, factor: 0.2, maxRetryTime: 2_000, retries: 16 };
/** kafkajs does not repeat the request that ends a transaction; longer outages are the caller's to wait for. */
const ATTEMPTS = 3;
/** Longer than a batch takes, shorter than readers want to wait for what a dead writer left open. */
const TRANSACTION_TIMEOUT_MS = 30_000;

/**
 * The transactions of one partition's owner. `claim` raises the epoch of the transactional id: what a former owner left open is ended, what it sends
 * from then on is refused, and only then is the position final.
 */
export class Transactor {
  readonly #options: TransactorOptions;
  #producer: Producer | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** The note of a transaction nobody knows the end of. */
  #doubt: { readonly next: bigint; readonly note: string } | undefined;
  #closed = false;

  constructor(options: TransactorOptions) {
    this.#options = options;
  }

  /** Where the group goes on. */
  async claim(): Promise<Position> {
    await this.#discard();
    const { kafka, transactionalId } = this.#options;
    const producer = kafka.producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: TRANSACTION_TIMEOUT_MS,
      allowAutoTopicCreation: false,
      createPartitioner: namedPartitioner,
      retry: RETRY,
    });
    this.#producer = producer;
    await producer.connect();
    // kafkajs asks for its epoch with the first transaction.
    await (await producer.transaction()).abort();
    return this.#options.readPosition();
  }

  /**
   * Publishes and commits in one step; the note says afterwards whether it happened. One after another. Whoever tries the same again after
   * an outage is told that it had happened, if it had.
   * @param confirm asks the group whether this still is the owner: only then may it raise the epoch
   */
  transact(placed: readonly Placed[], next: bigint, confirm: () => Promise<boolean>): Promise<string> {
    const turn = this.#turn.then(() => this.#transact(placed, next, confirm));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#discard();
  }

  async #transact(placed: readonly Placed[], next: bigint, confirm: () => Promise<boolean>): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#settle(next, confirm)) ?? (await this.#once(placed, next));
      } catch (error) {
        if (attempt === ATTEMPTS || isFenced(error) || error instanceof OwnershipGoneError) throw error;
      }
    }
  }

  async #once(placed: readonly Placed[], next: bigint): Promise<string> {
    const note = randomUUID();
    let transaction: Transaction | undefined;
    try {
      transaction = await this.#begin();
      await this.#send(transaction, placed, next, note);
      this.#doubt = { next, note };
      await transaction.commit();
      this.#doubt = undefined;
      return note;
    } catch (error) {
      await this.#giveUp(transaction);
      throw error;
    }
  }

  /** After a failure: begins anew, and tells the note of the transaction in doubt where it had happened and was the same. */
  async #settle(next: bigint, confirm: () => Promise<boolean>): Promise<string | undefined> {
    if (this.#producer !== undefined) return undefined;
    if (this.#closed || !(await confirm())) throw new OwnershipGoneError();
    const { note } = await this.claim();
    const doubt = this.#doubt;
    this.#doubt = undefined;
    return note !== null && doubt?.note === note && doubt.next === next ? note : undefined;
  }

  #begin(): Promise<Transaction> {
    if (this.#producer === undefined) throw new OwnershipGoneError();
    return this.#producer.transaction();
  }

  async #send(transaction: Transaction, placed: readonly Placed[], next: bigint, note: string): Promise<void> {
    const { group, topic, partition, batchBytes } = this.#options;
    for (const chunk of chunksOf(placed, batchBytes)) await send(transaction, chunk);
    const position = { partition, offset: String(next), metadata: note };
    await transaction.sendOffsets({ consumerGroupId: group, topics: [{ topic, partitions: [position] }] });
  }

  /** The producer's state is unknown: the next transaction begins with another. */
  async #giveUp(transaction: Transaction | undefined): Promise<void> {
    if (transaction?.isActive() === true) await transaction.abort().catch(() => undefined);
    await this.#discard();
  }

  async #discard(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

/** The partition has gone while a transaction waited; callers learn it as a FencedError. */
export class OwnershipGoneError extends Error {
  override readonly name = 'OwnershipGoneError';
  readonly code = 'MFAW_OWNERSHIP_GONE';
}
