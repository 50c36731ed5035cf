import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { StageStatus } from '../platform/stage.ts';
import type { Store } from '../platform/store/store.ts';
import type { LoadTables } from '../tenants/tables.ts';

/** What the API stands on.  */
export interface ApiDeps {
  readonly store: Store;
  readonly log: EventLog;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly version: string;
  /** Every stage by name, this one included. */
  readonly stages: () => Readonly<Record<string, StageStatus>>;
  /** Tenants there are; a key for `all` sees these. */
  readonly tenants: () => Promise<readonly TenantInfo[]>;
  readonly detectors: readonly Detector[];
  readonly loadTables: LoadTables;
  /** An exception of the tenant was made or taken back: whoever holds a copy reads it again. */
  readonly exceptionsChanged: (tenant: TenantId) => void;
  /** How people reach the page; decides whether cookies want TLS. */
  readonly publicUrl?: string;
  /** Addresses whose `X-Forwarded-For` is believed (express's `trust proxy`); none where absent. */
  readonly trustProxy?: string;
}

export interface TenantInfo {
  readonly id: TenantId;
  /** For people. */
  readonly name: string;
}
