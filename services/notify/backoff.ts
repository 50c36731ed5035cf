const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/**
 * How long to wait after the n-th failure in a row (from 1): doubling from 5 s to 15 min, half of it left to chance so that many do not
 * come back at once; never less than the receiver asked for.
 * @param chance 0 ≤ chance < 1
 */
export function backoff(failures: number, chance: number, retryAfterMs = 0): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(retryAfterMs, Math.round(ceiling / 2 + (ceiling / 2) * chance));
}
