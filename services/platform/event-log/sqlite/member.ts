import type { Assignment, ConsumeOptions, Consumer } from '../event-log.ts';
import { Feed } from './feed.ts';
import type { FeedSource } from './feed.ts';
import type { Topic } from './log-core.ts';

export interface MemberOptions {
  readonly topics: readonly Topic[];
  readonly consume: ConsumeOptions;
  readonly sourceOf: (slot: number) => FeedSource;
  readonly commit: (assignment: Assignment, next: bigint) => Promise<void>;
  /** Leaves the group; the partitions go to others. */
  readonly leave: (member: Member) => Promise<void>;
}

/** One consumer: a feed for each partition it owns. Partitions go on side by side, so their commits share a sync of the disk. */
export class Member implements Consumer {
  readonly topics: readonly Topic[];
  readonly stopped: Promise<void>;
  readonly #options: MemberOptions;
  readonly #feeds = new Map<number, Feed>();
  /** Of each slot ever owned: settles when the latest feed is done. */
  readonly #done = new Map<number, Promise<void>>();
  readonly #paused = new Set<string>();
  #settle: (result: Promise<void>) => void = () => undefined;
  #ending: Promise<void> | undefined;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.topics = options.topics;
    this.stopped = new Promise((resolve) => (this.#settle = resolve));
  }

  gain(topic: Topic, slot: number): void {
    if (this.#ending !== undefined) return;
    const { consume, sourceOf } = this.#options;
    const partition = { group: consume.group, topic: topic.name, partition: slot - topic.firstSlot };
    const after = this.#done.get(slot) ?? Promise.resolve();
    const feed = new Feed({ partition, source: sourceOf(slot), consume, after }, this.#paused.has(topic.name));
    this.#feeds.set(slot, feed);
    this.#done.set(
      slot,
      feed.run().catch((error: unknown) => {
        void this.#end(Promise.reject(error as Error));
      }),
    );
  }

  lose(slot: number): void {
    this.#feeds.get(slot)?.lose();
    this.#feeds.delete(slot);
  }

  commit(assignment: Assignment, next: bigint): Promise<void> {
    return this.#options.commit(assignment, next);
  }

  pause(topics: readonly string[]): void {
    for (const topic of topics) this.#paused.add(topic);
    this.#pauseFeeds();
  }

  resume(topics: readonly string[]): void {
    for (const topic of topics) this.#paused.delete(topic);
    this.#pauseFeeds();
  }

  async stop(): Promise<void> {
    await this.#end(Promise.resolve());
  }

  #pauseFeeds(): void {
    for (const { name, firstSlot, partitions } of this.topics) {
      for (let slot = firstSlot; slot < firstSlot + partitions; slot++) {
        this.#feeds.get(slot)?.pause(this.#paused.has(name));
      }
    }
  }

  /** The first reason to end is the one told. Never rejects: `stopped` says what went wrong. */
  #end(result: Promise<void>): Promise<void> {
    // Settles `stopped` in the end; until then nobody has asked for it.
    result.catch(() => undefined);
    this.#ending ??= this.#finish(result);
    return this.#ending;
  }

  async #finish(result: Promise<void>): Promise<void> {
    // A feed that fails ends the others from within its own turn.
    await Promise.resolve();
    for (const feed of this.#feeds.values()) feed.end();
    await Promise.all(this.#done.values());
    try {
      await this.#options.leave(this);
      this.#settle(result);
    } catch (error) {
      this.#settle(result.then(() => Promise.reject(error as Error)));
    }
  }
}
