import { setTimeout as delay } from 'node:timers/promises';
import type { Batch } from '../event-log/event-log.ts';
import { FencedError, LogUnavailableError } from '../event-log/event-log.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { abortForMany } from './abort.ts';

const FIRST_WAIT_MS = 50;
/** Short enough to notice soon that a disk has room again, and to tell a broker meanwhile that the batch is still being worked on. */
const LONGEST_WAIT_MS = 5_000;

/** Exponential, half of it by chance so that those who failed together do not come back together. `attempt` counts from 1. */
export function waitMs(attempt: number, random: number): number {
  const most = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return most / 2 + (most / 2) * random;
}

/** How a stage waits for a log or Store that cannot work now: as long as it takes, visibly, and no longer than the stage runs. */
export class Patience {
  readonly #end = abortForMany();
  #gaveUp = false;
  #waiting = new Map<symbol, string>();

  /** Why it waits, while it does. */
  get reason(): string | undefined {
    return this.#waiting.values().next().value;
  }

  /** Whoever waits, or would begin to, gives up. */
  end(): void {
    this.#end.abort();
  }

  /**
   * Tries until it works or fails for good.
   * @throws StoppedError once the stage stops and it would have to wait, and from then on always: what was left must not be overtaken.
   * @throws FencedError where the batch's partition has gone meanwhile.
   */
  async until<T>(operation: () => Promise<T>, batch?: Batch): Promise<T> {
    const wait = Symbol();
    try {
      for (let attempt = 1; ; attempt += 1) {
        if (this.#gaveUp) throw new StoppedError();
        try {
          return await operation();
        } catch (error) {
          if (!isUnavailable(error)) throw error;
          // Also while it is tried again: a client may try for half a minute before it says no.
          this.#waiting.set(wait, error.message);
          await this.#rest(attempt, batch);
        }
      }
    } finally {
      this.#waiting.delete(wait);
    }
  }

  /** @throws as `until` does */
  async pause(attempt: number, reason: string, batch?: Batch): Promise<void> {
    const wait = Symbol();
    this.#waiting.set(wait, reason);
    try {
      await this.#rest(attempt, batch);
    } finally {
      this.#waiting.delete(wait);
    }
  }

  async #rest(attempt: number, batch: Batch | undefined): Promise<void> {
    try {
      await delay(waitMs(attempt, Math.random()), undefined, { signal: this.#end.signal });
    } catch {
      this.#gaveUp = true;
      throw new StoppedError();
    }
    if (batch === undefined) return;
    if (!batch.isCurrent()) throw new FencedError(batch.assignment);
    await batch.keepAlive();
  }
}

/** The log or the Store cannot take or give now: waiting helps. */
function isUnavailable(error: unknown): error is LogUnavailableError | StoreUnavailableError {
  return error instanceof LogUnavailableError || error instanceof StoreUnavailableError;
}

/** The stage stops while something it needs is away: what is in hand comes again after the restart. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly code = 'MFAW_STOPPED';

  constructor() {
    super('stopped while waiting');
  }
}
