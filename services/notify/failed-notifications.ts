import type { TenantId } from '../../events/identity.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import type { Notification } from './notification.ts';
import { KINDS } from './notification.ts';

/** What was given up after 72 hours; the next news of the same incident tries again. */
export async function failedNotifications(store: Store, tenant: TenantId): Promise<readonly Notification[]> {
  const scope = ofTenant(tenant);
  const failed = await listAll(store, scope, KINDS.failed);
  const found = await Promise.all(
    failed.map(({ id }) => store.documents.get<Notification>(scope, KINDS.notification, id)),
  );
  return found.flatMap((one) => (one === undefined ? [] : [one.value]));
}
