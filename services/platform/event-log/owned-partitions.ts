/** What a consumer does with one partition as long as it owns it. */
export interface PartitionFeed {
  /** Resolves once the partition is given up; rejects with what made it give up. */
  run(): Promise<void>;
  /** Ends after the batch in hand, which still counts. */
  end(): void;
  /** Ends after the batch in hand, which no longer counts. */
  lose(): void;
  pause(paused: boolean): void;
}

interface Owned {
  readonly topic: string;
  readonly feed: PartitionFeed;
}

/** How a new feed begins. */
export interface FeedBeginning {
  /** The same consumer may own a partition twice in a row: it forgets the first time before it begins the second. */
  readonly after: Promise<unknown>;
  readonly paused: boolean;
}

/**
 * The partitions one consumer owns, under keys of the adapter's: a feed for each, side by side. The consumer stops when somebody says so or the first
 * feed fails, and only after every feed is done.
 */
export class OwnedPartitions<Key> {
  /** Resolves when the consumer was stopped; rejects with the first reason to end otherwise. */
  readonly stopped: Promise<void>;
  readonly #leave: () => Promise<void>;
  readonly #owned = new Map<Key, Owned>();
  /** Of each partition ever owned: settles when the latest feed is done. */
  readonly #done = new Map<Key, Promise<void>>();
  readonly #paused = new Set<string>();
  #settle: (result: Promise<void>) => void = () => undefined;
  #ending: Promise<void> | undefined;

  /** @param leave lets go of whatever else the consumer holds, once every feed is done */
  constructor(leave: () => Promise<void>) {
    this.#leave = leave;
    this.stopped = new Promise((resolve) => (this.#settle = resolve));
  }

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  get keys(): readonly Key[] {
    return [...this.#owned.keys()];
  }

  /** How a feed of this partition begins now. */
  beginning(key: Key, topic: string): FeedBeginning {
    return { after: this.#done.get(key) ?? Promise.resolve(), paused: this.#paused.has(topic) };
  }

  /** Lets the feed run; nothing where the consumer is ending. @param release when the feed is done, however */
  gain(key: Key, topic: string, feed: PartitionFeed, release?: () => Promise<void>): void {
    if (this.isEnding) return;
    this.#owned.set(key, { topic, feed });
    const done = feed.run().finally(release);
    this.#done.set(
      key,
      done.catch((error: unknown) => void this.fail(error)),
    );
  }

  lose(key: Key): void {
    this.#owned.get(key)?.feed.lose();
    this.#owned.delete(key);
  }

  pause(topics: readonly string[]): void {
    for (const topic of topics) this.#paused.add(topic);
    this.#pauseFeeds();
  }

  resume(topics: readonly string[]): void {
    for (const topic of topics) this.#paused.delete(topic);
    this.#pauseFeeds();
  }

  /** Ends for no other reason than that somebody wants it. Never rejects: `stopped` says what went wrong. */
  stop(): Promise<void> {
    return this.#end(Promise.resolve());
  }

  /** Ends with that as the reason, unless there was another before. */
  fail(reason: unknown): Promise<void> {
    return this.#end(Promise.reject(reason as Error));
  }

  #pauseFeeds(): void {
    for (const { topic, feed } of this.#owned.values()) feed.pause(this.#paused.has(topic));
  }

  #end(result: Promise<void>): Promise<void> {
    // Settles `stopped` in the end; until then nobody has asked for it.
    result.catch(() => undefined);
    this.#ending ??= this.#finish(result);
    return this.#ending;
  }

  async #finish(result: Promise<void>): Promise<void> {
    // A feed that fails ends the others from within its own turn.
    await Promise.resolve();
    for (const { feed } of this.#owned.values()) feed.end();
    await Promise.all(this.#done.values());
    try {
      await this.#leave();
      this.#settle(result);
    } catch (error) {
      this.#settle(result.then(() => Promise.reject(error as Error)));
    }
  }
}
