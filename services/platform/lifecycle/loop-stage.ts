import { setTimeout as delay } from 'node:timers/promises';
import type { Stage, StageStatus } from '../stage.ts';
import { abortForMany } from './abort.ts';
import { Patience, StoppedError } from './patience.ts';

/** What a loop is given for as long as it runs. */
export interface LoopRun {
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** @throws StoppedError as soon as the stage stops */
  readonly pause: (ms: number) => Promise<void>;
}

export interface LoopStageOptions {
  readonly name: string;
  /** All of them at once; each until it returns, falls over or is told to end. */
  readonly loops: readonly ((run: LoopRun) => Promise<void>)[];
  readonly describe: () => Pick<StageStatus, 'detail' | 'figures'>;
}

/** A stage that looks after something outside again and again. What a loop throws stops all of them and surfaces through `stopped`. */
export class LoopStage implements Stage {
  readonly name: string;
  readonly stopped: Promise<void>;
  readonly #options: LoopStageOptions;
  readonly #abort = abortForMany();
  readonly #patience = new Patience();
  #state: 'starting' | 'running' | 'stopped' = 'starting';
  #begin: () => void = () => undefined;

  constructor(options: LoopStageOptions) {
    this.name = options.name;
    this.#options = options;
    const begun = new Promise<void>((resolve) => {
      this.#begin = resolve;
    });
    this.stopped = begun.then(() => this.#runAll());
    this.stopped.catch(() => undefined);
  }

  start(): Promise<void> {
    this.#begin();
    return Promise.resolve();
  }

  /** Lets the step in hand finish. Never rejects: a fault is told by `stopped` alone. */
  async stop(): Promise<void> {
    this.#end();
    this.#begin();
    await this.stopped.catch(() => undefined);
  }

  status(): StageStatus {
    const described = this.#options.describe();
    const reason = this.#patience.reason;
    if (this.#state === 'running' && reason !== undefined) return { ...described, state: 'waiting', detail: reason };
    return { ...described, state: this.#state };
  }

  async #runAll(): Promise<void> {
    const { signal } = this.#abort;
    if (!signal.aborted) this.#state = 'running';
    const pause = (ms: number): Promise<void> => this.#pause(ms);
    const run: LoopRun = { signal, patience: this.#patience, pause };
    const loops = signal.aborted ? [] : this.#options.loops.map((loop) => this.#guard(loop(run)));
    const outcomes = await Promise.allSettled(loops);
    this.#state = 'stopped';
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  async #guard(loop: Promise<void>): Promise<void> {
    try {
      await loop;
    } catch (error) {
      if (error instanceof StoppedError) return;
      this.#end();
      throw error;
    }
  }

  async #pause(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.#abort.signal });
    } catch {
      throw new StoppedError();
    }
  }

  #end(): void {
    this.#abort.abort();
    this.#patience.end();
  }
}
