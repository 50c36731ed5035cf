import type { Answer } from './channel.ts';
import { backoff } from './backoff.ts';

const FAILURES_TO_OPEN = 3;

/** Whether a receiver is worth asking now. While it is down one item at a time tries it, so a thousand waiting ones cost nothing. */
export interface Circuit {
  readonly failures: number;
  /** Nobody before this, ms since 1970. */
  readonly closedUntil: number;
}

export const HEALTHY: Circuit = { failures: 0, closedUntil: 0 };

export function after(circuit: Circuit, answer: Answer, now: number, chance: number): Circuit {
  if (answer.outcome === 'delivered') return HEALTHY;
  const failures = circuit.failures + 1;
  const wait = isDown({ failures })
    ? backoff(failures - FAILURES_TO_OPEN + 1, chance, answer.retryAfterMs)
    : (answer.retryAfterMs ?? 0);
  return { failures, closedUntil: Math.max(circuit.closedUntil, now + wait) };
}

/** Whether the receiver counts as down: until an attempt arrives, also between two attempts. */
export function isDown({ failures }: Pick<Circuit, 'failures'>): boolean {
  return failures >= FAILURES_TO_OPEN;
}

/** How many may be under way at once. */
export function width(circuit: Circuit, concurrency: number): number {
  return isDown(circuit) ? 1 : concurrency;
}
