import type { TenantId } from '../../events/identity.ts';
import type { Batch } from '../platform/event-log/event-log.ts';
import { groupBy } from '../platform/group-by.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import { ofTenant, ofTenants } from '../platform/store/scope.ts';
import type { DocumentWrite, ItemOutcome, Store } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { IncidentMessage, IncidentRecord, UserRisk, UserRiskRecord } from '../records/index.ts';
import { decodeJson } from '../records/index.ts';
import type { IndexDeps, WriteBatch } from './index-run.ts';
import { entriesOf } from './log-entry.ts';
import type { LogEntry } from './log-entry.ts';
import { publishRefusals } from './refusals.ts';
import { settleItems } from './settle-items.ts';

/** Kind of the documents that say how much a user's alerts weigh together; their id is the canonical user. */
export const USER_RISK_KIND = 'user-risk';

export interface StoredUserRisk extends UserRisk {
  readonly sequence: number;
}

/** `mfa.incidents` → Store: incidents, and the risk of each user as a document. */
export const writeIncidents: WriteBatch = async (deps, batch, run) => {
  const entries = entriesOf(batch, (bytes) => decodeJson<IncidentMessage>(bytes));
  await putIncidents(deps, batch, run, entries.filter(isIncident));
  await putRisks(deps, batch, run, entries.map(({ item }) => item).filter(isRisk));
  await run.commit();
};

function isIncident(entry: LogEntry<IncidentMessage>): entry is LogEntry<IncidentRecord> {
  return entry.item.kind === 'incident';
}

function isRisk(message: IncidentMessage): message is UserRiskRecord {
  return message.kind === 'user_risk';
}

async function putIncidents(
  deps: IndexDeps,
  batch: Batch,
  run: Run,
  entries: readonly LogEntry<IncidentRecord>[],
): Promise<void> {
  const { store, metrics } = deps;
  const items = entries.map(({ item }) => item);
  const scope = ofTenants(items.map(({ incident }) => incident.tenant));
  const put = (some: readonly IncidentRecord[]): Promise<readonly ItemOutcome[]> => store.incidents.put(scope, some);
  const outcomes = await settleItems({ kind: 'incidents', items, put, patience: run.patience, batch, metrics });
  const settlements = entries.map(({ item, record }, index) => ({
    tenant: item.incident.tenant,
    record,
    outcome: outcomes[index] as ItemOutcome,
  }));
  await publishRefusals(deps, batch, run, settlements);
}

async function putRisks(
  { store, metrics }: IndexDeps,
  batch: Batch,
  { patience }: Run,
  records: readonly UserRiskRecord[],
): Promise<void> {
  for (const [tenant, own] of groupBy(records, ({ risk }) => risk.tenant)) {
    const updated = await patience.until(() => putRisksOf(store, tenant, own), batch);
    metrics.settled('user_risks', 'updated', updated);
    metrics.settled('user_risks', 'duplicate', own.length - updated);
  }
}

/** The highest sequence of a user wins, whoever else writes it meanwhile. */
async function putRisksOf(store: Store, tenant: TenantId, records: readonly UserRiskRecord[]): Promise<number> {
  const newest = new Map<string, UserRiskRecord>();
  for (const record of records) {
    if (record.sequence >= (newest.get(record.risk.user)?.sequence ?? -1)) newest.set(record.risk.user, record);
  }
  for (;;) {
    const read = await Promise.all([...newest.values()].map((record) => riskWrite(store, tenant, record)));
    const writes = read.filter((write) => write !== undefined);
    try {
      if (writes.length > 0) await store.documents.putAll(ofTenant(tenant), writes);
      return writes.length;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

async function riskWrite(
  store: Store,
  tenant: TenantId,
  { risk, sequence }: UserRiskRecord,
): Promise<DocumentWrite | undefined> {
  const known = await store.documents.get<StoredUserRisk>(ofTenant(tenant), USER_RISK_KIND, risk.user);
  if (known !== undefined && known.value.sequence >= sequence) return undefined;
  const value: StoredUserRisk = { ...risk, sequence };
  return { kind: USER_RISK_KIND, id: risk.user, value, expected: known?.version ?? 'new' };
}
