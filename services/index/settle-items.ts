import type { Batch } from '../platform/event-log/event-log.ts';
import { groupBy } from '../platform/group-by.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { ItemOutcome } from '../platform/store/store.ts';
import type { IndexKind, IndexMetrics } from './index-metrics.ts';

/** An outcome at which an item has come to rest. */
export type Settled<O extends ItemOutcome> = Exclude<O, { readonly status: 'retry' }>;

export interface SettleOptions<T, O extends ItemOutcome> {
  readonly kind: IndexKind;
  readonly items: readonly T[];
  readonly put: (items: readonly T[]) => Promise<readonly O[]>;
  readonly patience: Patience;
  readonly batch: Batch;
  readonly metrics: Pick<IndexMetrics, 'settled' | 'retried'>;
}

interface Open<T> {
  readonly index: number;
  readonly item: T;
}

/**
 * Puts the items and tries again those the Store refused for now, until each has come to rest. Outcomes in the order of the items.
 * @throws as `Patience.until` does
 */
export async function settleItems<T, O extends ItemOutcome>(options: SettleOptions<T, O>): Promise<Settled<O>[]> {
  const { kind, items, put, patience, batch, metrics } = options;
  const settled: Settled<O>[] = [];
  let open: readonly Open<T>[] = items.map((item, index) => ({ index, item }));
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const trying = open.map(({ item }) => item);
    const outcomes = await patience.until(() => put(trying), batch);
    if (outcomes.length !== open.length) throw new TypeError('the Store did not say what became of each item');
    const refused: Open<T>[] = [];
    let reason = '';
    outcomes.forEach((outcome, position) => {
      const entry = open[position] as Open<T>;
      if (outcome.status !== 'retry') settled[entry.index] = outcome as Settled<O>;
      else {
        refused.push(entry);
        reason = outcome.reason;
      }
    });
    open = refused;
    if (open.length === 0) break;
    metrics.retried(kind, open.length);
    await patience.pause(attempt, reason, batch);
  }
  for (const [status, { length }] of groupBy(settled, (outcome) => outcome.status as Settled<ItemOutcome>['status'])) {
    metrics.settled(kind, status, length);
  }
  return settled;
}
