import type { Assignment, Batch, Consumer, EventLog } from '../event-log/event-log.ts';
import { FencedError } from '../event-log/event-log.ts';
import type { Stage, StageStatus } from '../stage.ts';
import { Patience, StoppedError } from './patience.ts';

/** What one consumer of a stage does with its batches. */
export interface Handler {
  readonly group: string;
  readonly topic: string;
  readonly maxRecords?: number;
  readonly lingerMs?: number;
  /** Restores what batches of this partition need. */
  readonly onAssigned?: (assignment: Assignment, patience: Patience) => Promise<void>;
  readonly onLost?: (assignment: Assignment) => void;
  /** Finishes the batch: by `commit`, or by a transaction of its own. */
  readonly handle: (batch: Batch, run: Run) => Promise<void>;
}

export interface Run {
  readonly patience: Patience;
  /** Moves the group's position behind the batch. */
  readonly commit: () => Promise<void>;
}

export interface ConsumerStageOptions {
  readonly name: string;
  readonly log: EventLog;
  readonly handlers: readonly Handler[];
  readonly figures: () => Readonly<Record<string, number>>;
}

/** The group says within this time what is whose; a member that got nothing by then has nothing to restore: it stands by. */
const JOIN_MS = 30_000;

/** A stage of nothing but consumers: it waits while the log or the Store is away, drops what it no longer owns, and stops with any other error. */
export class ConsumerStage implements Stage {
  readonly name: string;
  readonly stopped: Promise<void>;
  readonly #log: EventLog;
  readonly #handlers: readonly Handler[];
  readonly #figures: ConsumerStageOptions['figures'];
  readonly #patience = new Patience();
  #consumers: readonly Consumer[] = [];
  #restoring = 0;
  /** Until a partition is here, or none will come: `performance.now()`. */
  #joiningUntil: number;
  #state: 'starting' | 'running' | 'stopped' = 'starting';
  #end: (stopped: Promise<void>) => void = () => undefined;

  constructor({ name, log, handlers, figures }: ConsumerStageOptions) {
    this.name = name;
    this.#log = log;
    this.#handlers = handlers;
    this.#figures = figures;
    const isStateful = handlers.some(({ onAssigned }) => onAssigned !== undefined);
    this.#joiningUntil = isStateful ? performance.now() + JOIN_MS : -Infinity;
    this.stopped = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    this.stopped.catch(() => undefined);
  }

  async start(): Promise<void> {
    const joined = await Promise.allSettled(this.#handlers.map((handler) => this.#consume(handler)));
    this.#consumers = joined.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    const ended = Promise.all(this.#consumers.map(({ stopped }) => stopped));
    const failure = joined.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) {
      ended.catch(() => undefined);
      await this.stop();
      throw failure.reason;
    }
    this.#state = 'running';
    this.#end(ended.then(() => undefined));
  }

  async stop(): Promise<void> {
    this.#patience.end();
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
    this.#state = 'stopped';
  }

  status(): StageStatus {
    const figures = this.#figures();
    const reason = this.#patience.reason;
    if (this.#state === 'running' && reason !== undefined) return { state: 'waiting', detail: reason, figures };
    if (this.#state === 'running' && this.#restoring > 0)
      return { state: 'starting', detail: `restoring ${String(this.#restoring)} partitions`, figures };
    if (this.#state === 'running' && performance.now() < this.#joiningUntil)
      return { state: 'starting', detail: 'waiting for its partitions', figures };
    return { state: this.#state, figures };
  }

  #consume(handler: Handler): Promise<Consumer> {
    const { group, topic, maxRecords, lingerMs, onLost } = handler;
    const consuming: Promise<Consumer> = this.#log.consume({
      group,
      topics: [topic],
      ...(maxRecords === undefined ? {} : { maxRecords }),
      ...(lingerMs === undefined ? {} : { lingerMs }),
      ...(onLost === undefined ? {} : { onLost }),
      onAssigned: (assignment) => this.#restore(handler, assignment),
      onBatch: (batch) => {
        const patience = this.#patience;
        const commit = async (): Promise<void> => {
          const consumer = await consuming;
          await patience.until(() => consumer.commit(batch.assignment, batch.next), batch);
        };
        return unlessLeft(handler.handle(batch, { patience, commit }));
      },
    });
    return consuming;
  }

  async #restore({ onAssigned }: Handler, assignment: Assignment): Promise<void> {
    if (onAssigned === undefined) return;
    this.#joiningUntil = -Infinity;
    this.#restoring += 1;
    try {
      await unlessLeft(onAssigned(assignment, this.#patience));
    } finally {
      this.#restoring -= 1;
    }
  }
}

/** What was fenced or stopped has not been committed: its next owner gets it again. */
async function unlessLeft(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof FencedError) && !(error instanceof StoppedError)) throw error;
  }
}
