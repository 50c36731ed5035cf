import type { TenantId } from '../../events/identity.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { DocumentWrite, Store, Stored } from '../platform/store/store.ts';
import type { Delivery, Notification } from './notification.ts';
import { KINDS } from './notification.ts';

const PAGE = 500;

/**
 * Deletes what channels knew of incidents that ended before `before` (ms since 1970), and the lines of the ledger that are older. What still waits
 * to be sent stays. Should such an incident change once more, it is too old to be told of. Repeating it changes nothing.
 * @returns how many documents went
 */
export async function forgetNotifications(store: Store, tenant: TenantId, before: number): Promise<number> {
  const notifications = await forget<Notification>(store, tenant, KINDS.notification, (notification, id) =>
    isOver(notification, before)
      ? [KINDS.notification, KINDS.failed].map((kind) => ({ kind, id, value: null, expected: 'any' }))
      : [],
  );
  const deliveries = await forget<Delivery>(store, tenant, KINDS.delivery, ({ status, at }, id, version) =>
    status !== 'prepared' && at < before ? [{ kind: KINDS.delivery, id, value: null, expected: version }] : [],
  );
  return notifications + deliveries;
}

function isOver({ status, prepared, subject }: Notification, before: number): boolean {
  if (status === 'pending' || prepared !== undefined) return false;
  return (subject.kind === 'incident' ? Date.parse(subject.incident.last_event) : subject.since) < before;
}

/** Goes through all documents of a kind, a page in memory at a time. */
async function forget<T>(
  store: Store,
  tenant: TenantId,
  kind: string,
  removals: (value: T, id: string, version: string) => readonly DocumentWrite[],
): Promise<number> {
  const scope = ofTenant(tenant);
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.documents.list<T>(scope, kind, after === undefined ? OPTIONS : { ...OPTIONS, after });
    for (const { id, value, version } of page.items as readonly Stored<T>[]) {
      const writes = removals(value, id, version);
      if (writes.length === 0) continue;
      await store.documents.putAll(scope, writes);
      count += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return count;
}

const OPTIONS = { limit: PAGE, order: 'asc' } as const;
