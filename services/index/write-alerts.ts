import type { Batch } from '../platform/event-log/event-log.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import { ofTenant, ofTenants } from '../platform/store/scope.ts';
import type { ItemOutcome } from '../platform/store/store.ts';
import type { AlertRecord } from '../records/index.ts';
import { decodeJson } from '../records/index.ts';
import type { IndexDeps, WriteBatch } from './index-run.ts';
import { entriesOf } from './log-entry.ts';
import { publishRefusals } from './refusals.ts';
import { settleItems } from './settle-items.ts';

/** `mfa.alerts` → Store, each with the exception that hides it. */
export const writeAlerts: WriteBatch = async (deps, batch, run) => {
  const { store, metrics } = deps;
  const entries = entriesOf(batch, (bytes) => decodeJson<AlertRecord>(bytes));
  const alerts = entries.map(({ item }) => item);
  const scope = ofTenants(alerts.map(({ tenant }) => tenant));
  const put = (items: readonly AlertRecord[]): Promise<readonly ItemOutcome[]> => store.alerts.merge(scope, items);
  const outcomes = await settleItems({ kind: 'alerts', items: alerts, put, patience: run.patience, batch, metrics });
  const settlements = entries.map(({ item: { tenant }, record }, index) => ({
    tenant,
    record,
    outcome: outcomes[index] as ItemOutcome,
  }));
  await publishRefusals(deps, batch, run, settlements);
  const taken = alerts.filter((_, index) => outcomes[index]?.status !== 'poison');
  await applyExceptions(deps, batch, run, taken);
  await run.commit();
};

/**
 * Asked after the merge: an exception made meanwhile is either seen here, or its maker finds the alert. An alert is asked for again when it
 * comes again, because a crash may have come between the two.
 */
async function applyExceptions(
  deps: IndexDeps,
  batch: Batch,
  { patience }: Run,
  alerts: readonly AlertRecord[],
): Promise<void> {
  const newest = new Map(alerts.map((record) => [record.id, record]));
  await Promise.all([...newest.values()].map((record) => patience.until(() => applyException(deps, record), batch)));
}

async function applyException({ store, exceptionOf }: IndexDeps, { tenant, id }: AlertRecord): Promise<void> {
  const scope = ofTenant(tenant);
  const stored = await store.alerts.get(scope, id);
  if (stored === undefined) return;
  const exception = await exceptionOf(tenant, stored.value);
  if (exception === stored.value.mfa.alert.exception) return;
  await store.alerts.except(scope, id, exception ?? null);
}
