import type { MfaEvent } from '../../events/event.ts';
import type { TenantId } from '../../events/identity.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { peopleOf } from '../../events/observe.ts';
import type { Batch } from '../platform/event-log/event-log.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import { ofTenants } from '../platform/store/scope.ts';
import type { EventOutcome } from '../platform/store/store.ts';
import type { RebuildRequest } from '../records/index.ts';
import { decodeJson, encodeJson, TOPICS, userKey } from '../records/index.ts';
import { concernedUsers } from './concerned-users.ts';
import type { IndexDeps, WriteBatch } from './index-run.ts';
import type { LogEntry } from './log-entry.ts';
import { entriesOf } from './log-entry.ts';
import { publishRefusals } from './refusals.ts';
import { settleItems } from './settle-items.ts';

/** `mfa.events` → Store. Where copies of an event disagree about its people, their keys are rebuilt: asked for before the position moves. */
export const writeEvents: WriteBatch = async (deps, batch, run) => {
  const { store, metrics, now } = deps;
  const entries = entriesOf(batch, (bytes) => decodeJson<MfaEvent>(bytes));
  const events = entries.map(({ item }) => item);
  const scope = ofTenants(events.map(tenantOf));
  const put = (items: readonly LogEntry<MfaEvent>[]): Promise<readonly EventOutcome[]> =>
    store.events.put(
      scope,
      items.map(({ item }) => item),
      items.map(({ bytes }) => bytes),
    );
  const outcomes = await settleItems({ kind: 'events', items: entries, put, patience: run.patience, batch, metrics });
  const stored = now();
  const settlements = entries.map(({ item, record }, index) => {
    const outcome = outcomes[index] as EventOutcome;
    if (outcome.status === 'created' || outcome.status === 'updated')
      metrics.latency(stored - timeOfIso(item.event.created));
    return { tenant: tenantOf(item), record, outcome };
  });
  await publishRefusals(deps, batch, run, settlements);
  await askForRebuilds(deps, batch, run, events, outcomes);
  await run.commit();
};

async function askForRebuilds(
  deps: IndexDeps,
  batch: Batch,
  { patience }: Run,
  events: readonly MfaEvent[],
  outcomes: readonly EventOutcome[],
): Promise<void> {
  const requests = new Map<string, RebuildRequest>();
  for (const [index, event] of events.entries()) {
    const others = outcomes[index]?.otherPeople ?? [];
    if (others.length === 0) continue;
    const tenant = tenantOf(event);
    for (const user of await patience.until(() => usersOf(deps, event, others), batch)) {
      requests.set(userKey(tenant, user), { tenant, user, cause: 'moved' });
    }
  }
  if (requests.size === 0) return;
  const records = [...requests].map(([key, request]) => ({ key, value: encodeJson(request) }));
  await patience.until(() => deps.log.publish(TOPICS.rebuilds, records), batch);
  deps.metrics.moved(requests.size);
}

/** Of both copies: one gained an event, the other lost it. */
async function usersOf(
  { loadTables }: IndexDeps,
  event: MfaEvent,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const { aliases } = await loadTables(tenantOf(event));
  const time = timeOfIso(event['@timestamp']);
  const source = event.event.module;
  return new Set([peopleOf(event), others].flatMap((tokens) => [...concernedUsers(tokens, source, time, aliases)]));
}

function tenantOf(event: MfaEvent): TenantId {
  return event.organization.id;
}
