import { hostname } from 'node:os';
import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { LoopRun } from '../platform/lifecycle/loop-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { ConflictError } from '../platform/store/store.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import { DirtyDays } from './dirty-days.ts';
import { Learner } from './learner.ts';

export type LearnContext = StageContext & {
  /** Who this process is, for the lease; unique among processes. */
  readonly owner?: string;
  /** How often to look whether there is something to learn or announce, ms. */
  readonly everyMs?: number;
};

const LEASE = 'learn';
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const RETRY_MS = 5_000;
const EVERY_MS = 1_000;

/** Another process has taken over while this one was away for longer than its lease. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'MFAW_LEASE_LOST';
}

/** Keeps settings and learned tables in force everywhere, and imports going: one process at a time, however many there are. */
export function createLearnStage(context: LearnContext): Stage {
  const progress: Progress = { waitingFor: undefined, figures: { days: 0, versions: 0, imports: 0 } };
  return new LoopStage({
    name: 'learn',
    loops: [(run) => learnWheneverLeased(context, progress, run)],
    describe: () => {
      const { waitingFor: detail, figures } = progress;
      return detail === undefined ? { figures: { ...figures } } : { figures: { ...figures }, detail };
    },
  });
}

interface Progress {
  waitingFor: string | undefined;
  figures: Learner['figures'];
}

/** Whoever was away for longer than the lease (a stopped process, a long outage) stands back and waits for its turn. */
async function learnWheneverLeased(context: LearnContext, progress: Progress, run: LoopRun): Promise<void> {
  for (;;) {
    try {
      await learnWhileLeased(context, progress, run);
      return;
    } catch (error) {
      if (!(error instanceof LeaseLostError) && !(error instanceof ConflictError)) throw error;
      context.logger.warn({ err: error }, 'another process has begun to learn; this one waits');
      await run.pause(RETRY_MS);
    }
  }
}

async function learnWhileLeased(context: LearnContext, progress: Progress, run: LoopRun): Promise<void> {
  const lease = new HeldLease(context, run);
  while (!(await lease.acquire())) {
    progress.waitingFor = 'another process learns';
    await run.pause(RETRY_MS);
  }
  progress.waitingFor = undefined;
  const dirty = new DirtyDays(context.store);
  const marks = markingStage(context, dirty);
  await marks.start();
  try {
    await Promise.race([learnOn(context, dirty, lease, progress, run), marks.stopped]);
  } finally {
    await marks.stop();
    await lease.release();
  }
}

async function learnOn(
  { log, store, now, partitions, everyMs = EVERY_MS }: LearnContext,
  dirty: DirtyDays,
  lease: HeldLease,
  progress: Progress,
  run: LoopRun,
): Promise<void> {
  const pause = async (ms: number, waitingFor: string): Promise<void> => {
    progress.waitingFor = `waiting for ${waitingFor}`;
    await lease.renew();
    await run.pause(ms);
  };
  const learner = new Learner({ log, store, partitions, pause }, dirty, now);
  progress.figures = learner.figures;
  for (;;) {
    await lease.renew();
    await run.patience.until(() => learner.step());
    progress.waitingFor = undefined;
    await run.pause(everyMs);
  }
}

/** Marks are durable before the position moves: no event is forgotten (I1). */
function markingStage({ log }: LearnContext, dirty: DirtyDays): Stage {
  return new ConsumerStage({
    name: 'learn',
    log,
    handlers: [
      {
        group: GROUPS.learn,
        topic: TOPICS.events,
        maxRecords: 2_000,
        lingerMs: 100,
        handle: async (batch, { patience, commit }) => {
          await patience.until(() => dirty.mark(batch.records), batch);
          await commit();
        },
      },
    ],
    figures: () => ({}),
  });
}

class HeldLease {
  readonly #context: LearnContext;
  readonly #run: LoopRun;
  readonly #owner: string;
  #held: Awaited<ReturnType<StageContext['store']['leases']['acquire']>>;
  #renewed = -Infinity;

  constructor(context: LearnContext, run: LoopRun) {
    this.#context = context;
    this.#run = run;
    this.#owner = context.owner ?? `${hostname()}:${String(process.pid)}`;
  }

  async acquire(): Promise<boolean> {
    const { store, now } = this.#context;
    this.#held = await this.#run.patience.until(() => store.leases.acquire(LEASE, this.#owner, LEASE_MS, now()));
    this.#renewed = now();
    return this.#held !== undefined;
  }

  /** @throws LeaseLostError */
  async renew(): Promise<void> {
    if (this.#context.now() - this.#renewed < RENEW_MS) return;
    const before = this.#held?.token;
    if (!(await this.acquire()) || this.#held?.token !== before)
      throw new LeaseLostError('another process has begun to learn');
  }

  async release(): Promise<void> {
    if (this.#held !== undefined) await this.#context.store.leases.release(this.#held).catch(() => undefined);
  }
}
