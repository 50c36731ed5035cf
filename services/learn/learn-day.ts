import type { TenantId } from '../../events/identity.ts';
import { NO_ALIASES, observe } from '../../events/observe.ts';
import { DAY_MS } from '../../detectors/kit/closed-days.ts';
import type { DaySummary } from '../../detectors/kit/day-summary.ts';
import { DaySummariser } from '../../detectors/kit/day-summary.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { dayId } from './dirty-days.ts';

/** Kind of the documents that are day summaries; their id is the day, `yyyy-MM-dd`. */
export const DAY_KIND = 'learn-day';

/** Summarises one UTC day from the Store's events. */
export async function learnDay(store: Store, tenant: TenantId, day: number): Promise<void> {
  const scope = ofTenant(tenant);
  const summary = await summarise(store, tenant, day);
  await store.documents.put(scope, DAY_KIND, dayId(day), summary, 'any');
}

async function summarise(store: Store, tenant: TenantId, day: number): Promise<DaySummary> {
  const summariser = new DaySummariser(day);
  for await (const events of store.events.each(ofTenant(tenant), { from: day * DAY_MS, to: (day + 1) * DAY_MS })) {
    for (const event of events) for (const keyed of observe(event, NO_ALIASES)) summariser.add(keyed);
  }
  return summariser.summary();
}

const PAGE = 20;

/** All day summaries in order of day, a few in memory at a time. */
export async function* daySummaries(store: Store, tenant: TenantId): AsyncGenerator<DaySummary> {
  let after: string | undefined;
  do {
    const page = await store.documents.list<DaySummary>(ofTenant(tenant), DAY_KIND, {
      limit: PAGE,
      order: 'asc',
      ...(after === undefined ? {} : { after }),
    });
    for (const { value } of page.items) yield value;
    after = page.next;
  } while (after !== undefined);
}
