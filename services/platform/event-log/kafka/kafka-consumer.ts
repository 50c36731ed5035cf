import type Cluster from 'kafkajs/src/cluster/index.js';
import type { Assignment, ConsumeOptions, Consumer } from '../event-log.ts';
import { FencedError, LogUnavailableError } from '../event-log.ts';
import { OwnedPartitions } from '../owned-partitions.ts';
import { isFenced } from './errors.ts';
import { Feed } from './feed.ts';
import type { FeedSource } from './feed.ts';
import { Fetcher } from './fetcher.ts';
import type { FetcherOptions } from './fetcher.ts';
import { Membership } from './membership.ts';
import type { Ownership, Ownerships } from './ownerships.ts';

export interface KafkaConsumerOptions {
  readonly cluster: Cluster;
  readonly consume: ConsumeOptions;
  /** Name of a topic, or of the group, on the cluster. */
  readonly named: (name: string) => string;
  readonly partitions: number;
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  readonly ownerships: Ownerships;
  readonly oldest: FetcherOptions['oldest'];
  readonly translate: (error: unknown) => unknown;
  readonly onStopped: () => void;
}

/** One member of a group: a feed for each partition it owns, side by side. */
export class KafkaConsumer implements Consumer {
  readonly #options: KafkaConsumerOptions;
  readonly #membership: Membership;
  readonly #fetcher: Fetcher;
  /** By `topic/partition`. */
  readonly #partitions = new OwnedPartitions<string>(() => this.#leave());

  constructor(options: KafkaConsumerOptions) {
    this.#options = options;
    const { cluster, consume, named, oldest, translate } = options;
    this.#fetcher = new Fetcher({ cluster, oldest, translate });
    this.#membership = new Membership({
      ...options,
      group: named(consume.group),
      topics: consume.topics.map(named),
      onOwned: (owned, kept, generation) => this.#own(owned, kept, generation),
      fatal: translate,
    });
    this.#membership.run().catch((error: unknown) => void this.#partitions.fail(translate(error)));
  }

  get stopped(): Promise<void> {
    return this.#partitions.stopped;
  }

  async commit(assignment: Assignment, next: bigint): Promise<void> {
    const ownership = this.#options.ownerships.demand(assignment);
    try {
      await this.#membership.commit(this.#options.named(assignment.topic), assignment.partition, next);
    } catch (error) {
      if (!isFenced(error)) throw this.#options.translate(error);
      ownership.fence();
      throw new FencedError(assignment);
    }
    ownership.committed = next;
  }

  pause(topics: readonly string[]): void {
    this.#partitions.pause(topics);
  }

  resume(topics: readonly string[]): void {
    this.#partitions.resume(topics);
  }

  stop(): Promise<void> {
    return this.#partitions.stop();
  }

  #own(owned: readonly number[], kept: ReadonlySet<number>, generation: number): void {
    if (this.#partitions.isEnding) return;
    const { topics } = this.#options.consume;
    const wanted = new Map(
      topics.flatMap((topic) => owned.map((partition) => [`${topic}/${String(partition)}`, { topic, partition }])),
    );
    for (const key of this.#partitions.keys) {
      const still = wanted.get(key);
      if (still !== undefined && kept.has(still.partition)) wanted.delete(key);
      else this.#partitions.lose(key);
    }
    for (const [key, { topic, partition }] of wanted) this.#gain(key, topic, partition, generation);
  }

  #gain(key: string, topic: string, partition: number, generation: number): void {
    const { consume, ownerships } = this.#options;
    const ownership = ownerships.create(
      consume.group,
      topic,
      partition,
      () => feed.fence(),
      () => this.#membership.confirm(),
    );
    const feed = new Feed({
      partition: { group: consume.group, topic, partition },
      generation,
      source: this.#source(topic, partition, ownership),
      consume,
      ...this.#partitions.beginning(key, topic),
      onOwned: (assignment) => ownerships.hold(assignment, ownership),
    });
    this.#partitions.gain(key, topic, feed, () => ownerships.release(ownership));
  }

  #source(topic: string, partition: number, ownership: Ownership): FeedSource {
    const { named, translate } = this.#options;
    return {
      claim: async () => {
        try {
          const { offset } = await ownership.transactor.claim();
          // Noted, so that `trim` knows of the group before it has read anything.
          if (offset < 0n) await this.#membership.commit(named(topic), partition, 0n);
          ownership.committed = offset < 0n ? 0n : offset;
          return ownership.committed;
        } catch (error) {
          // Somebody claims at the same time: the group will say whose it is.
          if (isFenced(error)) throw new LogUnavailableError('the group is changing', { cause: error });
          throw translate(error);
        }
      },
      next: (from) => this.#fetcher.next(named(topic), partition, from),
      forget: () => this.#fetcher.forget(named(topic), partition),
      committed: () => ownership.committed,
      skipTo: async (next) => {
        try {
          await this.#membership.commit(named(topic), partition, next);
          ownership.committed = next;
        } catch {
          // Nothing depends on it: the next batch or the next idle moment moves the position.
        }
      },
      isAlive: () => this.#membership.isAlive(),
    };
  }

  async #leave(): Promise<void> {
    await this.#membership.leave();
    this.#fetcher.close();
    await this.#options.cluster.disconnect().catch(() => undefined);
    this.#options.onStopped();
  }
}
