/** Wrong keys an address may send at once … */
const BURST = 20;
/** … and how long it takes to earn one more, ms. */
const REFILL_MS = 6_000;
const ADDRESSES = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * A token bucket for each address that sent wrong keys: whoever guesses, or has not noticed that their key is over, is told to stop. Bounded: of
 * too many addresses the one longest quiet is forgotten. Keys cannot be guessed anyhow; right ones are not asked for a budget.
 */
export class FailureBudget {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Seconds until the address may try again; 0 when it may now. */
  waitSeconds(address: string): number {
    const bucket = this.#buckets.get(address);
    if (bucket === undefined) return 0;
    const left = this.#left(bucket);
    return left >= 1 ? 0 : Math.ceil(((1 - left) * REFILL_MS) / 1_000);
  }

  failed(address: string): void {
    const bucket = this.#buckets.get(address);
    const left = bucket === undefined ? BURST : this.#left(bucket);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: Math.max(0, left - 1), at: this.#now() });
    const [quietest] = this.#buckets.keys();
    if (this.#buckets.size > ADDRESSES && quietest !== undefined) this.#buckets.delete(quietest);
  }

  #left({ left, at }: Bucket): number {
    return Math.min(BURST, left + Math.max(0, this.#now() - at) / REFILL_MS);
  }
}
