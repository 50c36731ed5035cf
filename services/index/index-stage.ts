import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Handler } from '../platform/lifecycle/consumer-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { GROUPS, TOPICS } from '../records/index.ts';
import type { LoadTables } from '../tenants/tables.ts';
import { createIndexMetrics } from './index-metrics.ts';
import type { ExceptionOf, IndexDeps, WriteBatch } from './index-run.ts';
import { writeAlerts } from './write-alerts.ts';
import { writeDeadLetters } from './write-dead-letters.ts';
import { writeEvents } from './write-events.ts';
import { writeIncidents } from './write-incidents.ts';

export interface IndexOptions extends StageContext {
  readonly loadTables: LoadTables;
  readonly exceptionOf: ExceptionOf;
}

/**
 * Puts what the other stages found into the Store: events, alerts, incidents with user risk, and dead letters, each by a consumer of its own,
 * so that a flood of one holds up none of the others. A position moves when every item of the batch has come to rest.
 */
export function createIndexStage({ log, store, now, logger, metrics, loadTables, exceptionOf }: IndexOptions): Stage {
  const deps: IndexDeps = { log, store, now, logger, loadTables, exceptionOf, metrics: createIndexMetrics(metrics) };
  const written = { events: 0, alerts: 0, incidents: 0, deadLetters: 0 };
  const handler = (kind: keyof typeof written, options: Omit<Handler, 'handle'>, write: WriteBatch): Handler => ({
    ...options,
    handle: async (batch, run) => {
      await write(deps, batch, run);
      written[kind] += batch.records.length;
    },
  });
  return new ConsumerStage({
    name: 'index',
    log,
    handlers: [
      // Large batches share one sync of the disk; the linger is what they cost at a quiet hour.
      handler(
        'events',
        { group: GROUPS.indexEvents, topic: TOPICS.events, maxRecords: 2_000, lingerMs: 50 },
        writeEvents,
      ),
      handler('alerts', { group: GROUPS.indexAlerts, topic: TOPICS.alerts }, writeAlerts),
      handler('incidents', { group: GROUPS.indexIncidents, topic: TOPICS.incidents, maxRecords: 200 }, writeIncidents),
      // A letter may weigh a megabyte.
      handler(
        'deadLetters',
        { group: GROUPS.indexDeadLetters, topic: TOPICS.deadLetters, maxRecords: 50 },
        writeDeadLetters,
      ),
    ],
    figures: () => ({ ...written }),
  });
}
