import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { EventLog } from './event-log/event-log.ts';
import type { Store } from './store/store.ts';

/** One service of the pipeline: a loop around pure functions, started and stopped by the supervisor. */
export interface Stage {
  readonly name: string;
  /** Resolves once it works or, where it must restore first, has begun to. */
  start(): Promise<void>;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
  /** Rejects with what made it stop by itself: the supervisor then ends the process rather than skip a record. */
  readonly stopped: Promise<void>;
  /** What an operator wants to know; cheap. */
  status(): StageStatus;
}

export interface StageStatus {
  /** `starting` while state is restored. */
  readonly state: 'starting' | 'running' | 'waiting' | 'stopped';
  /** Why it waits or what it does, in a few words: `restored 120,000 of 1,000,000 keys`, `the log is full: retrying`. */
  readonly detail?: string;
  readonly figures?: Readonly<Record<string, number>>;
}

/** What every stage is given. Time, log, store and telemetry come from outside so that tests and the demo can choose. */
export interface StageContext {
  readonly log: EventLog;
  readonly store: Store;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly partitions: number;
}
