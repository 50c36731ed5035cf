import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import type { LoadTables } from '../tenants/tables.ts';
import { Normaliser } from './normaliser.ts';
import type { NormaliseDeps } from './normalise-record.ts';

export type NormaliseContext = StageContext & NormaliseDeps & { readonly loadTables: LoadTables };

const MAX_RECORDS = 1_000;
const LINGER_MS = 10;

/** `mfa.raw` → events, observations and dead letters, one `transact` for each batch. Remembers nothing that is not in the Store. */
export function createNormaliseStage(context: NormaliseContext): Stage {
  const { log } = context;
  const normaliser = new Normaliser(context);
  return new ConsumerStage({
    name: 'normalise',
    log,
    handlers: [
      {
        group: GROUPS.normalise,
        topic: TOPICS.raw,
        maxRecords: MAX_RECORDS,
        lingerMs: LINGER_MS,
        handle: async (batch, { patience }) => {
          const { partition } = batch.assignment;
          const outgoing = await patience.until(() => normaliser.normalise(batch.records, partition), batch);
          await patience.until(() => log.transact(batch.assignment, outgoing, batch.next), batch);
          normaliser.count(batch.records.length);
        },
      },
    ],
    figures: () => normaliser.figures(),
  });
}
