import type { Logger } from 'pino';
import type { Stage, StageStatus } from '../stage.ts';

export interface SupervisorOptions {
  /** In the order of the data: they start from the last to the first, so that each finds its reader ready, and stop from the first. */
  readonly stages: readonly Stage[];
  readonly logger: Logger;
  /** How long all of them together may take to stop, ms. */
  readonly graceMs?: number;
}

const GRACE_MS = 30_000;

/** Starts the stages, ends them in order, and turns a stage that fell over into one fault of the whole. */
export class Supervisor {
  readonly #stages: readonly Stage[];
  readonly #logger: Logger;
  readonly #graceMs: number;
  readonly #started: Stage[] = [];
  /** Rejects with a StageFault when a stage stops by itself; never resolves. */
  readonly fault: Promise<never>;
  #fail: (fault: StageFault) => void = () => undefined;
  #stopping: Promise<void> | undefined;

  constructor({ stages, logger, graceMs = GRACE_MS }: SupervisorOptions) {
    this.#stages = stages;
    this.#logger = logger;
    this.#graceMs = graceMs;
    this.fault = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.fault.catch(() => undefined);
  }

  /** @throws whatever kept a stage from starting, after those already started have been stopped */
  async start(): Promise<void> {
    try {
      for (const stage of [...this.#stages].reverse()) {
        await stage.start();
        this.#started.unshift(stage);
        this.#watch(stage);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops every stage, each finishing what it holds. Gives up waiting after the grace time: everything durable stays so. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stopAll());
  }

  status(): Readonly<Record<string, StageStatus>> {
    return Object.fromEntries(this.#stages.map((stage) => [stage.name, stage.status()]));
  }

  async #stopAll(): Promise<void> {
    const { signal, cancel } = timeout(this.#graceMs);
    for (const stage of this.#started) {
      const outcome = await Promise.race([this.#stopOne(stage), signal]);
      if (outcome === 'late') this.#logger.warn({ stage: stage.name }, 'did not stop in time; leaving it behind');
    }
    cancel();
  }

  async #stopOne(stage: Stage): Promise<void> {
    try {
      await stage.stop();
    } catch (error) {
      this.#logger.error({ stage: stage.name, err: error }, 'failed while stopping');
    }
  }

  #watch(stage: Stage): void {
    stage.stopped.catch((error: unknown) => {
      if (this.#stopping === undefined) this.#fail(new StageFault(stage.name, error));
    });
  }
}

function timeout(ms: number): { signal: Promise<'late'>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const signal = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return {
    signal,
    cancel: () => {
      clearTimeout(timer);
    },
  };
}

/** A stage met something it must not skip: the process ends and starts again from what is durable. */
export class StageFault extends Error {
  override readonly name = 'StageFault';
  readonly code = 'MFAW_STAGE_FAULT';

  constructor(stage: string, cause: unknown) {
    super(`${stage} stopped: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
