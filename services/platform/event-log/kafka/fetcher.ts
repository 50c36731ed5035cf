import type Cluster from 'kafkajs/src/cluster/index.js';
import type { FetchWish } from 'kafkajs/src/cluster/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '../event-log.ts';
import { READ_COMMITTED, refresh } from './connection.ts';
import { pageOf } from './page.ts';
import type { Page } from './page.ts';

export interface FetcherOptions {
  readonly cluster: Cluster;
  /** The oldest offset of a partition: where to go on when the wanted one is no longer there. */
  readonly oldest: (topic: string, partition: number) => Promise<bigint>;
  readonly translate: (error: unknown) => unknown;
}

interface Wish {
  readonly topic: string;
  readonly partition: number;
  from: bigint;
  readonly resolve: (page: Page) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A broker answers when one partition has something, or after this; who begins to wait meanwhile waits that long at worst. Partitions are
 * fetched ahead of their handlers, so that is rare.
 */
const LONGEST_POLL_MS = 100;
/** Several of the largest record batches: one that compaction has emptied cannot hide what follows it. */
const PARTITION_BYTES = 8 * 1024 * 1024;
const RESPONSE_BYTES = 32 * 1024 * 1024;
const AGAIN_MS = 200;

/** Reads committed records of many partitions, one request a broker at a time. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #wishes = new Map<string, Wish>();
  readonly #busy = new Set<string>();
  #closed = false;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  /** The next records of a partition, as soon as there are some, or as its markers move the position; outages are waited out. */
  next(topic: string, partition: number, from: bigint): Promise<Page> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return resolve({ records: [], next: from });
      this.#wishes.set(`${topic}/${String(partition)}`, { topic, partition, from, resolve, reject });
      this.#serve();
    });
  }

  /** Whoever waits gets an empty page. */
  close(): void {
    this.#closed = true;
    for (const { resolve, from } of this.#wishes.values()) resolve({ records: [], next: from });
    this.#wishes.clear();
  }

  /** Gives up waiting for a partition. */
  forget(topic: string, partition: number): void {
    const wish = this.#wishes.get(`${topic}/${String(partition)}`);
    this.#wishes.delete(`${topic}/${String(partition)}`);
    wish?.resolve({ records: [], next: wish.from });
  }

  #serve(): void {
    for (const nodeId of this.#byLeader().keys()) {
      if (this.#busy.has(nodeId)) continue;
      this.#busy.add(nodeId);
      // Later in this turn, so that wishes of one turn travel together.
      queueMicrotask(() => void this.#work(nodeId));
    }
  }

  /** Never rejects. */
  async #work(nodeId: string): Promise<void> {
    for (let wishes = this.#byLeader().get(nodeId); wishes !== undefined; wishes = this.#byLeader().get(nodeId)) {
      try {
        if (nodeId === NOBODY) await refresh(this.#options.cluster);
        else await this.#fetch(nodeId, wishes);
      } catch (error) {
        await this.#recover(error, wishes);
      }
      if (nodeId === NOBODY) await delay(AGAIN_MS);
    }
    this.#busy.delete(nodeId);
    this.#serve();
  }

  async #fetch(nodeId: string, wishes: readonly Wish[]): Promise<void> {
    const { cluster } = this.#options;
    await cluster.refreshMetadataIfNecessary();
    const broker = await cluster.findBroker({ nodeId });
    const { responses } = await broker.fetch({
      isolationLevel: READ_COMMITTED,
      maxWaitTime: LONGEST_POLL_MS,
      minBytes: 1,
      maxBytes: RESPONSE_BYTES,
      topics: requestOf(wishes),
    });
    for (const { topicName, partitions } of responses) {
      for (const fetched of partitions) {
        const key = `${topicName}/${String(fetched.partition)}`;
        const wish = this.#wishes.get(key);
        // Somebody may have asked anew, from elsewhere, meanwhile.
        if (wish === undefined || !wishes.includes(wish)) continue;
        const page = pageOf(fetched, wish.from);
        if (page.next === wish.from) continue;
        this.#wishes.delete(key);
        wish.resolve(page);
      }
    }
  }

  async #recover(error: unknown, wishes: readonly Wish[]): Promise<void> {
    const gone = wishes.find(({ topic, partition }) => isOutOfRange(error, topic, partition));
    try {
      if (gone !== undefined) gone.from = await this.#options.oldest(gone.topic, gone.partition);
      else await this.#fail(error, wishes);
    } catch {
      await delay(AGAIN_MS);
    }
  }

  async #fail(error: unknown, wishes: readonly Wish[]): Promise<void> {
    const translated = this.#options.translate(error);
    if (translated instanceof LogUnavailableError) {
      await delay(AGAIN_MS);
      await refresh(this.#options.cluster);
      return;
    }
    for (const { topic, partition, reject } of wishes) {
      this.#wishes.delete(`${topic}/${String(partition)}`);
      reject(translated);
    }
  }

  #byLeader(): Map<string, Wish[]> {
    const leaders = new Map<string, Wish[]>();
    for (const wish of this.#wishes.values()) {
      const leader = this.#leaderOf(wish);
      const wishes = leaders.get(leader) ?? [];
      if (wishes.length === 0) leaders.set(leader, wishes);
      wishes.push(wish);
    }
    return leaders;
  }

  #leaderOf({ topic, partition }: Wish): string {
    try {
      const [leader] = Object.keys(this.#options.cluster.findLeaderForPartitions(topic, [partition]));
      return leader === undefined || leader === '-1' ? NOBODY : leader;
    } catch {
      return NOBODY;
    }
  }
}

/** While a partition has no leader, or none is known. */
const NOBODY = 'nobody';

function requestOf(wishes: readonly Wish[]): { topic: string; partitions: FetchWish[] }[] {
  const topics = new Map<string, FetchWish[]>();
  for (const { topic, partition, from } of wishes) {
    const partitions = topics.get(topic) ?? [];
    if (partitions.length === 0) topics.set(topic, partitions);
    partitions.push({ partition, fetchOffset: String(from), maxBytes: PARTITION_BYTES });
  }
  return [...topics].map(([topic, partitions]) => ({ topic, partitions }));
}

function isOutOfRange(error: unknown, topic: string, partition: number): boolean {
  if (!(error instanceof Error) || error.name !== 'KafkaJSOffsetOutOfRange') return false;
  return 'topic' in error && error.topic === topic && 'partition' in error && error.partition === partition;
}
