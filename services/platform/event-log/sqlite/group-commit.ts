import { LogUnavailableError } from '../event-log.ts';
import { Moved } from '../../sqlite/index.ts';
import type { Remote } from '../../sqlite/index.ts';
import type { CommitOutcome, CommitRequest, CommitResult, LogCore } from './log-core.ts';
import { buffersOf, packValues } from '../packed-records.ts';
import type { Keyed } from '../packed-records.ts';
import type { Fence } from './positions.ts';

export interface SlotRecord extends Keyed {
  readonly slot: number;
}

interface Call {
  readonly records: readonly SlotRecord[];
  readonly bytes: number;
  readonly fence: Fence | undefined;
  readonly settle: (outcome: CommitOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Bounds how long one transaction takes and what its parameters weigh. */
const TRANSACTION_BYTES = 8 * 1024 * 1024;

/**
 * Puts all calls that wait into one SQL transaction, so that they share one sync of the disk: the next transaction gathers while
 * the disk is busy with the one before.
 */
export class GroupCommit {
  readonly #core: Remote<LogCore>;
  readonly #now: () => number;
  readonly #onCommit: (ends: CommitResult['ends']) => void;
  #queue: Call[] = [];
  #running: Promise<void> | undefined;

  constructor(core: Remote<LogCore>, now: () => number, onCommit: (ends: CommitResult['ends']) => void) {
    this.#core = core;
    this.#now = now;
    this.#onCommit = onCommit;
  }

  /**
   * Resolves once the outcome is durable: `fenced` and `full` mean that nothing of this call was written.
   * @throws LogUnavailableError
   */
  submit(records: readonly SlotRecord[], fence?: Fence): Promise<CommitOutcome> {
    const bytes = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    const outcome = new Promise<CommitOutcome>((settle, fail) => {
      this.#queue.push({ records, bytes, fence, settle, fail });
    });
    this.#running ??= this.#run();
    return outcome;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whoever publishes in the same turn of the loop comes along.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#commit(this.#take());
    this.#running = undefined;
  }

  #take(): readonly Call[] {
    let bytes = 0;
    const over = this.#queue.findIndex((call, index) => (bytes += call.bytes) > TRANSACTION_BYTES && index > 0);
    return this.#queue.splice(0, over > 0 ? over : this.#queue.length);
  }

  async #commit(calls: readonly Call[]): Promise<void> {
    try {
      const { outcomes, ends } = await this.#core.commit(requestOf(calls, this.#now()));
      this.#onCommit(ends);
      calls.forEach(({ settle, fail }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) fail(new LogUnavailableError('the log gave no answer'));
        else settle(outcome);
      });
    } catch (error) {
      for (const { fail } of calls) fail(error);
    }
  }
}

function requestOf(calls: readonly Call[], time: number): Moved<CommitRequest> {
  const records = calls.flatMap((call) => call.records);
  const values = packValues(records);
  const slots = Int32Array.from(records, ({ slot }) => slot);
  const request: CommitRequest = {
    ...values,
    time,
    slots,
    calls: calls.map(({ records: { length }, fence }) => ({ records: length, ...(fence !== undefined && { fence }) })),
  };
  return new Moved(request, [...buffersOf(values), slots.buffer]);
}
