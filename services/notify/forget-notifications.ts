import type { TenantId } from '../../events/identity.ts';
import { forgetDocuments } from '../platform/store/forget-documents.ts';
import type { Store } from '../platform/store/store.ts';
import type { Delivery, Notification } from './notification.ts';
import { KINDS } from './notification.ts';

/**
 * Deletes what channels knew of incidents that ended before `before` (ms since 1970), and the lines of the ledger that are older. What still waits
 * to be sent stays. Should such an incident change once more, it is too old to be told of. Repeating it changes nothing.
 * @returns how many documents went
 */
export async function forgetNotifications(store: Store, tenant: TenantId, before: number): Promise<number> {
  const notifications = await forgetDocuments<Notification>(store, tenant, KINDS.notification, (notification, id) =>
    isOver(notification, before)
      ? [KINDS.notification, KINDS.failed].map((kind) => ({ kind, id, value: null, expected: 'any' }))
      : [],
  );
  const deliveries = await forgetDocuments<Delivery>(store, tenant, KINDS.delivery, ({ status, at }, id, version) =>
    status !== 'prepared' && at < before ? [{ kind: KINDS.delivery, id, value: null, expected: version }] : [],
  );
  return notifications + deliveries;
}

function isOver({ status, prepared, subject }: Notification, before: number): boolean {
  if (status === 'pending' || prepared !== undefined) return false;
  return (subject.kind === 'incident' ? Date.parse(subject.incident.last_event) : subject.since) < before;
}
