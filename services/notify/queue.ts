import type { Wanted } from './intake.ts';

const HOUR_MS = 3_600_000;
/** Quiet hours and retries end sooner: what would wait longer was dated by a clock that has been set back since. */
const LONGEST_WAIT_MS = 25 * HOUR_MS;

/** Whether its time has come. Both in ms since 1970. */
export function isDue(due: number, now: number): boolean {
  return due <= now || due > now + LONGEST_WAIT_MS;
}

/** What one channel has to look at: what is due first come, first served, the rest by the clock. */
export class Queue {
  readonly #ready = new Map<string, Wanted>();
  readonly #later = new Map<string, Wanted>();
  readonly #busy = new Set<string>();

  get size(): number {
    return this.#ready.size + this.#later.size + this.#busy.size;
  }

  get busy(): number {
    return this.#busy.size;
  }

  /** The newest word on when an item is due replaces the older one. */
  add(wanted: Wanted, now: number): void {
    this.#ready.delete(wanted.id);
    this.#later.delete(wanted.id);
    (isDue(wanted.due, now) ? this.#ready : this.#later).set(wanted.id, wanted);
  }

  /** Like `add`, but what is known already stays as it is. */
  addMissing(wanted: Wanted, now: number): void {
    if (!this.#ready.has(wanted.id) && !this.#later.has(wanted.id) && !this.#busy.has(wanted.id)) this.add(wanted, now);
  }

  promote(now: number): void {
    for (const [id, wanted] of this.#later) {
      if (!isDue(wanted.due, now)) continue;
      this.#later.delete(id);
      this.#ready.set(id, wanted);
    }
  }

  /** The next one nobody works on; `release` it when done. */
  take(): Wanted | undefined {
    for (const [id, wanted] of this.#ready) {
      if (this.#busy.has(id)) continue;
      this.#ready.delete(id);
      this.#busy.add(id);
      return wanted;
    }
    return undefined;
  }

  release(id: string): void {
    this.#busy.delete(id);
  }
}
