import type { TenantId } from '../../events/identity.ts';
import { toEveryPartition } from '../ingest/to-every-partition.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store, Stored } from '../platform/store/store.ts';
import { GROUPS } from '../records/groups.ts';
import type { RebuildRequest } from '../records/index.ts';
import { encodeJson, TOPICS, userKey } from '../records/index.ts';
import { readTables } from '../tenants/load-tables.ts';
import type { TablesChange } from '../tenants/tenant-documents.ts';
import { TENANT_KINDS } from '../tenants/tenant-documents.ts';
import { drained } from './barrier.ts';
import type { Leg } from './barrier.ts';
import { concernedUsers } from './concerned-users.ts';

export interface AnnounceContext {
  readonly log: EventLog;
  readonly store: Store;
  /** Of every topic. */
  readonly partitions: number;
  /** Waits for so long, saying for what; rejecting gives up. */
  readonly pause: (ms: number, waitingFor: string) => Promise<void>;
}

/** What must have passed before a key is rebuilt under a new version: nothing judged under the old one may come after. */
const ADOPTION: readonly Leg[] = [
  [GROUPS.normalise, TOPICS.raw],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.indexEvents, TOPICS.events],
  [GROUPS.indexAlerts, TOPICS.alerts],
];

/** Changes of a tenant whose consequences have not been drawn, oldest first. */
export async function pendingChanges(store: Store, tenant: TenantId): Promise<readonly Stored<TablesChange>[]> {
  return listAll<TablesChange>(store, ofTenant(tenant), TENANT_KINDS.change);
}

/**
 * Tells the stages of a new version, waits until all of them have adopted it, and asks for a rebuild of everybody it concerns. Until the change is
 * concluded all of it may be done again.
 */
export async function announceChange(
  context: AnnounceContext,
  tenant: TenantId,
  { value: change }: Stored<TablesChange>,
): Promise<void> {
  const { log, partitions, pause } = context;
  await toEveryPartition(log, partitions, { kind: 'tables', tenant, version: change.version });
  await drained(log, ADOPTION, pause);
  await requestRebuilds(context, tenant, change);
}

/** Everything the change set off is on the log. */
export async function concludeChange(store: Store, tenant: TenantId, { id }: Stored<TablesChange>): Promise<void> {
  await store.documents.delete(ofTenant(tenant), TENANT_KINDS.change, id);
}

async function requestRebuilds({ log, store }: AnnounceContext, tenant: TenantId, change: TablesChange): Promise<void> {
  const before = await readTables(store, tenant, change.version - 1);
  const after = await readTables(store, tenant, change.version);
  for await (const users of concernedUsers(store, before, after, change.concern)) {
    const records = users.map((user) => {
      const request: RebuildRequest = { tenant, user, cause: change.cause };
      return { key: userKey(tenant, user), value: encodeJson(request) };
    });
    if (records.length > 0) await log.publish(TOPICS.rebuilds, records);
  }
}
