import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '../event-log/event-log.ts';
import { StoreUnavailableError } from '../store/store.ts';

/** Work that goes on until it is told to end. What it throws surfaces through `stopped`. */
export class Task {
  readonly #run: (signal: AbortSignal) => Promise<void>;
  readonly #abort = new AbortController();
  #begin: () => void = () => undefined;
  readonly stopped: Promise<void>;

  constructor(run: (signal: AbortSignal) => Promise<void>) {
    this.#run = run;
    const begun = new Promise<void>((resolve) => {
      this.#begin = resolve;
    });
    this.stopped = begun.then(() => this.#work());
    this.stopped.catch(() => undefined);
  }

  start(): void {
    this.#begin();
  }

  /** Lets the step in hand finish. Never rejects: a fault is told by `stopped` alone. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#begin();
    await this.stopped.catch(() => undefined);
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    try {
      if (!signal.aborted) await this.#run(signal);
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    }
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && error instanceof Error && error.name === 'AbortError';
}

/** Rejects with an AbortError as soon as the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}

export interface PersistOptions {
  readonly signal: AbortSignal;
  /** Told before each wait, with the reason, and with undefined once it goes on. */
  readonly onWait?: (reason: string | undefined) => void;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/** Tries the same again for as long as the log or the Store is away or full; every other error is thrown at once. */
export async function persist<T>(attempt: () => Promise<T>, { signal, onWait }: PersistOptions): Promise<T> {
  for (let wait = FIRST_WAIT_MS, waited = false; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS), waited = true) {
    try {
      const value = await attempt();
      if (waited) onWait?.(undefined);
      return value;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      onWait?.(error.message);
      await pause(wait, signal);
    }
  }
}

/** The log or the Store cannot take or give now: waiting helps. */
export function isUnavailable(error: unknown): error is LogUnavailableError | StoreUnavailableError {
  return error instanceof LogUnavailableError || error instanceof StoreUnavailableError;
}
