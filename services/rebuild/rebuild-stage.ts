import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { GROUPS, TOPICS } from '../records/index.ts';
import type { LoadTables } from '../tenants/tables.ts';
import { Rebuilder } from './rebuilder.ts';

export interface RebuildContext extends StageContext {
  readonly loadTables: LoadTables;
}

/** Keys that share one wait for detection and index … */
const MAX_RECORDS = 1_000;
/** … so it is worth waiting a little for more of them. */
const LINGER_MS = 100;

/** `mfa.rebuilds` → the keys' truth from the Store onto `mfa.observations`. The position moves when all of it is there; repeating is harmless. */
export function createRebuildStage(context: RebuildContext): Stage {
  const rebuilder = new Rebuilder(context);
  return new ConsumerStage({
    name: 'rebuild',
    log: context.log,
    handlers: [
      {
        group: GROUPS.rebuild,
        topic: TOPICS.rebuilds,
        maxRecords: MAX_RECORDS,
        lingerMs: LINGER_MS,
        handle: async (batch, { patience, commit }) => {
          // Where the Store goes away in the middle of a key all begins anew: pieces of two readings must not mix.
          await patience.until(() => rebuilder.rebuild(batch, patience), batch);
          await commit();
        },
      },
    ],
    figures: () => rebuilder.figures(),
  });
}
