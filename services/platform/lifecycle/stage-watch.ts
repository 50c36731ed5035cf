import type { Logger } from 'pino';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { StageStatus } from '../stage.ts';

export interface StageWatchOptions {
  readonly status: () => Readonly<Record<string, StageStatus>>;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly everyMs?: number;
}

const EVERY_MS = 5_000;

/** Tells the log when a stage waits for a disk or database, and when it goes on: nothing else fails on a full disk, so nothing else would. */
export class StageWatch {
  readonly #options: StageWatchOptions;
  readonly #timer: NodeJS.Timeout;
  /** At the last look: a short wait is not worth a line. */
  #waited: ReadonlySet<string> = new Set();
  readonly #told = new Set<string>();

  constructor(options: StageWatchOptions) {
    this.#options = options;
    createGauge(options);
    this.#timer = setInterval(() => {
      this.look();
    }, options.everyMs ?? EVERY_MS).unref();
  }

  look(): void {
    const stages = this.#options.status();
    const before = this.#waited;
    const waiting = Object.entries(stages).filter(([, { state }]) => state === 'waiting');
    this.#waited = new Set(waiting.map(([stage]) => stage));
    for (const [stage, { detail }] of waiting) if (before.has(stage)) this.#tellWait(stage, detail);
    // In the middle of an attempt a stage looks as if it ran.
    for (const stage of this.#told) if (!this.#waited.has(stage) && !before.has(stage)) this.#tellEnd(stage);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tellWait(stage: string, reason: string | undefined): void {
    if (this.#told.has(stage)) return;
    this.#told.add(stage);
    this.#options.logger.warn({ stage, reason }, 'a stage waits; nothing is lost, it tries again by itself');
  }

  #tellEnd(stage: string): void {
    this.#told.delete(stage);
    this.#options.logger.info({ stage }, 'the stage goes on');
  }
}

function createGauge({ status, metrics }: StageWatchOptions): void {
  const gauge = new Gauge({
    name: 'mfawatch_stage_waiting',
    help: '1 while a stage waits for the log or the Store, which cannot work now',
    labelNames: ['stage'],
    registers: [metrics],
    collect: () => {
      for (const [stage, { state }] of Object.entries(status())) gauge.set({ stage }, state === 'waiting' ? 1 : 0);
    },
  });
}
