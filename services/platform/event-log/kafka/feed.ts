import { FencedError, LogUnavailableError } from '../event-log.ts';
import type { Assignment, Batch, ConsumeOptions, LogRecord } from '../event-log.ts';
import type { FeedBeginning, PartitionFeed } from '../owned-partitions.ts';
import { Signal } from '../signal.ts';
import type { Page } from './page.ts';

/** What a feed needs of its member, for its own partition. */
export interface FeedSource {
  /** Makes this member the owner; the position of the group. */
  claim(): Promise<bigint>;
  /** Waits for records; an empty page with the same position once there will be none. */
  next(from: bigint): Promise<Page>;
  /** Gives up waiting in `next`. */
  forget(): void;
  /** What was last committed. */
  committed(): bigint | undefined;
  /** Moves the position over what holds no records. */
  skipTo(next: bigint): Promise<void>;
  isAlive(): boolean;
}

export interface FeedOptions extends FeedBeginning {
  readonly partition: { readonly group: string; readonly topic: string; readonly partition: number };
  /** Of the group; several claims within one are told apart below. */
  readonly generation: number;
  readonly source: FeedSource;
  readonly consume: ConsumeOptions;
  readonly onOwned: (assignment: Assignment) => void;
}

const DEFAULT_MAX_RECORDS = 500;
/** Bounds what one partition holds in memory beside a fetch on its way. */
const AHEAD_BATCHES = 4;
const CLAIM_AGAIN_MS = 500;
/** How soon the position follows over markers that came alone. */
const SKIP_AFTER_MS = 50;
const CLAIMS_BITS = 16n;

/** One partition as long as one member owns it: claims it, reads ahead, hands over batch after batch, tells the member when it is gone. */
export class Feed implements PartitionFeed {
  readonly #options: FeedOptions;
  readonly #signal = new Signal();
  readonly #records: LogRecord[] = [];
  #position = 0n;
  #given: bigint | undefined;
  #lost = false;
  #ending = false;
  #fenced = false;
  #claims = 0n;
  #paused: boolean;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#paused = options.paused;
  }

  end(): void {
    this.#ending = true;
    this.#options.source.forget();
    this.#signal.notify();
  }

  lose(): void {
    this.#lost = true;
    this.end();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#signal.notify();
  }

  /** A former owner's mark: whatever is in hand no longer counts, and a member that still owns the partition begins anew. */
  fence(): void {
    this.#fenced = true;
    this.#options.source.forget();
    this.#signal.notify();
  }

  async run(): Promise<void> {
    await this.#options.after;
    while (!this.#ending) await this.#own();
  }

  async #own(): Promise<void> {
    this.#fenced = false;
    const position = await this.#claim();
    if (position === undefined) return;
    this.#records.length = 0;
    this.#position = position;
    this.#given = position;
    const { consume, partition, generation, onOwned } = this.#options;
    const assignment = { ...partition, generation: (BigInt(generation) << CLAIMS_BITS) + this.#claims++ };
    onOwned(assignment);
    const reading = this.#read();
    // Met below; a handler may fail first.
    reading.catch(() => undefined);
    try {
      await consume.onAssigned?.(assignment);
      await this.#deliver(assignment);
      await reading;
    } catch (error) {
      // What a former owner has in hand is refused: nothing went wrong.
      if (!(error instanceof FencedError && this.#isGone())) throw error;
    } finally {
      this.#fenced = true;
      this.#options.source.forget();
      this.#signal.notify();
      await reading.catch(() => undefined);
      consume.onLost?.(assignment);
    }
  }

  async #claim(): Promise<bigint | undefined> {
    while (!this.#ending) {
      // Whoever was paused for longer than a session must not take what is somebody else's by now.
      if (!this.#options.source.isAlive()) {
        await this.#signal.wait(CLAIM_AGAIN_MS);
        continue;
      }
      try {
        const position = await this.#options.source.claim();
        return this.#ending ? undefined : position;
      } catch (error) {
        if (!(error instanceof LogUnavailableError)) throw error;
        await this.#signal.wait(CLAIM_AGAIN_MS);
      }
    }
    return undefined;
  }

  /** Reads ahead of the handler, no further than a few batches. */
  async #read(): Promise<void> {
    const { source, consume } = this.#options;
    const enough = (consume.maxRecords ?? DEFAULT_MAX_RECORDS) * AHEAD_BATCHES;
    while (!this.#isDone()) {
      if (this.#paused || this.#records.length >= enough) {
        await this.#signal.wait();
        continue;
      }
      const { records, next } = await source.next(this.#position);
      for (const record of records) this.#records.push(record);
      this.#position = next;
      this.#signal.notify();
    }
  }

  async #deliver(assignment: Assignment): Promise<void> {
    for (
      let batch = await this.#nextBatch(assignment);
      batch !== undefined;
      batch = await this.#nextBatch(assignment)
    ) {
      this.#given = batch.next;
      this.#signal.notify();
      await this.#options.consume.onBatch(batch);
    }
  }

  /** Undefined when the feed ends while it waits. */
  async #nextBatch(assignment: Assignment): Promise<Batch | undefined> {
    const { maxRecords = DEFAULT_MAX_RECORDS, lingerMs = 0 } = this.#options.consume;
    while (!this.#isDone() && (this.#paused || this.#records.length === 0)) await this.#idle();
    await this.#signal.until(() => this.#isDone() || this.#records.length >= maxRecords, lingerMs);
    if (this.#isDone()) return undefined;
    if (this.#paused) return this.#nextBatch(assignment);
    const records = this.#records.splice(0, maxRecords);
    const next = this.#records.length === 0 ? this.#position : (records.at(-1)?.offset ?? -1n) + 1n;
    return this.#batch(assignment, records, next);
  }

  /** Where everything handed over is committed and only markers or aborted records follow, the group's position moves behind them. */
  async #idle(): Promise<void> {
    const { source } = this.#options;
    const behind = (): boolean =>
      this.#records.length === 0 &&
      source.committed() === this.#given &&
      this.#given !== undefined &&
      this.#position > this.#given;
    await this.#signal.wait(behind() ? SKIP_AFTER_MS : undefined);
    if (!behind() || this.#isDone() || this.#paused) return;
    const next = this.#position;
    await source.skipTo(next);
    if (source.committed() === next) this.#given = next;
  }

  #batch(assignment: Assignment, records: readonly LogRecord[], next: bigint): Batch {
    return {
      assignment,
      records,
      next,
      isCurrent: () => this.#isCurrent(),
      // The member beats by itself, however long its handlers take.
      keepAlive: () => Promise.resolve(),
    };
  }

  /** Once a handler has been told that it is not, the batch counts as dropped: it comes again even if the member turns out to live. */
  #isCurrent(): boolean {
    if (!this.#isGone() && !this.#options.source.isAlive()) this.fence();
    return !this.#isGone();
  }

  #isGone(): boolean {
    return this.#lost || this.#fenced;
  }

  #isDone(): boolean {
    return this.#ending || this.#fenced;
  }
}
