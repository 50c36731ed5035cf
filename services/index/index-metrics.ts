import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { ItemOutcome } from '../platform/store/store.ts';

export type IndexKind = 'events' | 'alerts' | 'incidents' | 'user_risks' | 'dead_letters';

/** What indexing measures; every label is bounded. */
export interface IndexMetrics {
  settled(kind: IndexKind, status: Exclude<ItemOutcome['status'], 'retry'>, count?: number): void;
  retried(kind: IndexKind, count: number): void;
  deadLetter(stage: string, code: string): void;
  moved(users: number): void;
  /** From the fetch of an event until it could be found. */
  latency(ms: number): void;
}

export function createIndexMetrics(registry: Registry): IndexMetrics {
  const registers = [registry];
  const items = new Counter({
    name: 'mfawatch_index_items_total',
    help: 'Items put into the Store, by what became of them',
    labelNames: ['kind', 'status'],
    registers,
  });
  const retries = new Counter({
    name: 'mfawatch_index_retries_total',
    help: 'Items the Store refused for now, to be tried again',
    labelNames: ['kind'],
    registers,
  });
  const letters = new Counter({
    name: 'mfawatch_dead_letters_total',
    help: 'Dead letters taken in',
    labelNames: ['stage', 'code'],
    registers,
  });
  const moved = new Counter({
    name: 'mfawatch_index_moved_users_total',
    help: 'Users to rebuild because a revision of an event names other people',
    registers,
  });
  const latency = new Histogram({
    name: 'mfawatch_fetched_to_searchable_seconds',
    help: 'From the fetch of an event until it could be found',
    buckets: [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 30, 60, 300, 3600],
    registers,
  });
  return {
    settled: (kind, status, count = 1) => {
      items.inc({ kind, status }, count);
    },
    retried: (kind, count) => {
      retries.inc({ kind }, count);
    },
    deadLetter: (stage, code) => {
      letters.inc({ stage, code });
    },
    moved: (users) => {
      moved.inc(users);
    },
    latency: (ms) => {
      latency.observe(Math.max(0, ms) / 1_000);
    },
  };
}
