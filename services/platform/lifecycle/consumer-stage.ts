import type { Assignment, Batch, ConsumeOptions, Consumer, EventLog } from '../event-log/event-log.ts';
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
  #joining: readonly Promise<Consumer>[] = [];
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

  /** Where the log is away already, the stage waits for it as it would later; what no waiting will mend is told by `stopped`. */
  start(): Promise<void> {
    this.#state = 'running';
    this.#joining = this.#handlers.map((handler) => this.#consume(handler));
    const ended = this.#joining.map((joining) => unlessLeft(joining.then(({ stopped }) => stopped)));
    this.#end(Promise.all(ended).then(() => undefined));
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#patience.end();
    const joined = await Promise.allSettled(this.#joining);
    const consumers = joined.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    await Promise.all(consumers.map((consumer) => consumer.stop()));
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
    const patience = this.#patience;
    const options: ConsumeOptions = {
      group,
      topics: [topic],
      ...(maxRecords === undefined ? {} : { maxRecords }),
      ...(lingerMs === undefined ? {} : { lingerMs }),
      ...(onLost === undefined ? {} : { onLost }),
      onAssigned: (assignment) => this.#restore(handler, assignment),
      onBatch: (batch) => {
        const commit = async (): Promise<void> => {
          const consumer = await consuming;
          await patience.until(() => consumer.commit(batch.assignment, batch.next), batch);
        };
        return unlessLeft(handler.handle(batch, { patience, commit }));
      },
    };
    const consuming = patience.until(() => this.#log.consume(options));
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
