import type { Wanted } from './intake.ts';

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
    (wanted.due <= now ? this.#ready : this.#later).set(wanted.id, wanted);
  }

  /** Like `add`, but what is known already stays as it is. */
  addMissing(wanted: Wanted, now: number): void {
    if (!this.#ready.has(wanted.id) && !this.#later.has(wanted.id) && !this.#busy.has(wanted.id)) this.add(wanted, now);
  }

  promote(now: number): void {
    for (const [id, wanted] of this.#later) {
      if (wanted.due > now) continue;
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
