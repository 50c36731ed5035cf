import type { Logger } from 'pino';
import type { Alert } from '../../detectors/kit/alert.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Batch, EventLog } from '../platform/event-log/event-log.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import type { Store } from '../platform/store/store.ts';
import type { LoadTables } from '../tenants/tables.ts';
import type { IndexMetrics } from './index-metrics.ts';

/** Id of the exception that hides an alert. Must know every exception that was put on record before the call, within seconds. */
export type ExceptionOf = (tenant: TenantId, alert: Alert) => Promise<string | undefined>;

/** What the four writers share. */
export interface IndexDeps {
  readonly log: EventLog;
  readonly store: Store;
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: IndexMetrics;
  readonly loadTables: LoadTables;
  readonly exceptionOf: ExceptionOf;
}

/** Brings one batch to rest in the Store and commits it. */
export type WriteBatch = (deps: IndexDeps, batch: Batch, run: Run) => Promise<void>;
