import { observe } from '../../events/observe.ts';
import type { Observation } from '../../events/observation.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import type { RebuildRequest } from '../records/index.ts';
import type { TenantTables } from '../tenants/tables.ts';

export type Key = Pick<RebuildRequest, 'tenant' | 'user'>;

/** What the Store knows of a key, in order of (time, id), under the aliases of now. */
export async function* observationsOf(
  store: Store,
  { tenant, user }: Key,
  { aliases }: TenantTables,
): AsyncGenerator<readonly Observation[]> {
  const people = aliases.tokensOf(user);
  for await (const events of store.events.each(ofTenant(tenant), { people })) {
    yield events
      .flatMap((event) => observe(event, aliases))
      .filter((keyed) => keyed.user === user)
      .map(({ observation }) => observation);
  }
}

/** Ids of a key's alerts that are active and rest on nothing older than `since` (ms since 1970). */
export async function activeAlertsOf(store: Store, { tenant, user }: Key, since: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.alerts.search(
      ofTenant(tenant),
      { user, detection: 'active' },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    for (const { id, value } of page.items) if (Date.parse(value.mfa.alert.first_event) >= since) ids.push(id);
    after = page.next;
  } while (after !== undefined);
  return ids;
}

const PAGE = 1_000;
