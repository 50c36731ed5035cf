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
  const isDown = failures >= FAILURES_TO_OPEN;
  const wait = isDown
    ? backoff(failures - FAILURES_TO_OPEN + 1, chance, answer.retryAfterMs)
    : (answer.retryAfterMs ?? 0);
  return { failures, closedUntil: Math.max(circuit.closedUntil, now + wait) };
}

/** How many may be under way at once. */
export function width(circuit: Circuit, concurrency: number): number {
  return circuit.failures >= FAILURES_TO_OPEN ? 1 : concurrency;
}
