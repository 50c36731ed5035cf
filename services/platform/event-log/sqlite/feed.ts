import { FencedError, LogUnavailableError } from '../event-log.ts';
import type { Assignment, Batch, ConsumeOptions } from '../event-log.ts';
import type { Page } from './reader.ts';
import type { FeedBeginning, PartitionFeed } from '../owned-partitions.ts';
import { Signal } from '../signal.ts';

/** What a feed needs of the log, for its own slot. */
export interface FeedSource {
  claim(): Promise<{ readonly generation: bigint; readonly next: number }>;
  /** Offset of the next record that will be there. */
  end(): number;
  read(from: number, records: number): Promise<Page>;
  /** Calls back after each commit to the slot; returns how to stop that. */
  onArrival(wake: () => void): () => void;
}

export interface FeedOptions extends FeedBeginning {
  readonly partition: { readonly group: string; readonly topic: string; readonly partition: number };
  readonly source: FeedSource;
  readonly consume: ConsumeOptions;
}

const DEFAULT_MAX_RECORDS = 500;
const CLAIM_AGAIN_MS = 500;

/** One partition as long as one member owns it: claims it, hands over batch after batch, tells the member when it is gone. */
export class Feed implements PartitionFeed {
  readonly #options: FeedOptions;
  readonly #signal = new Signal();
  #lost = false;
  #ending = false;
  #paused: boolean;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#paused = options.paused;
  }

  end(): void {
    this.#ending = true;
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

  async run(): Promise<void> {
    await this.#options.after;
    const claimed = await this.#claim();
    if (claimed === undefined) return;
    const { consume, partition, source } = this.#options;
    const assignment: Assignment = { ...partition, generation: claimed.generation };
    const stopListening = source.onArrival(() => this.#signal.notify());
    try {
      await consume.onAssigned?.(assignment);
      await this.#deliver(assignment, claimed.next);
    } catch (error) {
      // What a former owner has in hand is refused: nothing went wrong.
      if (!(this.#lost && error instanceof FencedError)) throw error;
    } finally {
      stopListening();
      consume.onLost?.(assignment);
    }
  }

  /** A full disk cannot note the new owner: it waits for room like any other writer. */
  async #claim(): Promise<{ readonly generation: bigint; readonly next: number } | undefined> {
    while (!this.#ending) {
      try {
        const claimed = await this.#options.source.claim();
        return this.#ending ? undefined : claimed;
      } catch (error) {
        if (!(error instanceof LogUnavailableError)) throw error;
        await this.#signal.wait(CLAIM_AGAIN_MS);
      }
    }
    return undefined;
  }

  async #deliver(assignment: Assignment, from: number): Promise<void> {
    const { onBatch } = this.#options.consume;
    let ahead: Promise<Page> | undefined;
    for (let at = from; ;) {
      const page: Page | undefined = await (ahead ?? this.#nextPage(at));
      await this.#whilePaused();
      if (page === undefined || this.#ending) return;
      at = page.next;
      ahead = this.#readAhead(at);
      if (page.records.length > 0) await onBatch(this.#batch(assignment, page));
    }
  }

  /** Undefined when the feed ends while it waits. */
  async #nextPage(from: number): Promise<Page | undefined> {
    const { source, consume } = this.#options;
    const { maxRecords = DEFAULT_MAX_RECORDS, lingerMs = 0 } = consume;
    await this.#signal.until(() => this.#ending || source.end() > from);
    await this.#signal.until(() => this.#ending || source.end() - from >= maxRecords, lingerMs);
    return this.#ending ? undefined : source.read(from, maxRecords);
  }

  #readAhead(from: number): Promise<Page> | undefined {
    const { source, consume } = this.#options;
    const { maxRecords = DEFAULT_MAX_RECORDS, lingerMs = 0 } = consume;
    const enough = lingerMs > 0 ? maxRecords : 1;
    if (source.end() - from < enough) return undefined;
    const page = source.read(from, maxRecords);
    // Met when it is awaited; of no interest if the batch in hand fails first.
    page.catch(() => undefined);
    return page;
  }

  #whilePaused(): Promise<void> {
    return this.#signal.until(() => !this.#paused || this.#ending);
  }

  #batch(assignment: Assignment, { records }: Page): Batch {
    const last = records.at(-1)?.offset ?? -1n;
    return {
      assignment,
      records,
      next: last + 1n,
      isCurrent: () => !this.#lost,
      // One process: nobody takes a partition from a member that is slow.
      keepAlive: () => Promise.resolve(),
    };
  }
}
