import { isoTime } from '../../events/iso-time.ts';
import { ACME, incident, NOON } from '../../test/support/incident.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { openTestPlatform } from '../../test/support/platform.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { forgetNotifications } from './forget-notifications.ts';
import { blank } from './intake.ts';
import { KINDS } from './notification.ts';
import type { Delivery, Notification } from './notification.ts';

const SCOPE = ofTenant(ACME);
const DAY_MS = 86_400_000;

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

async function notification(id: string, daysAgo: number, status: Notification['status']): Promise<void> {
  const shown = incident({ id, last_event: isoTime(NOON - daysAgo * DAY_MS) });
  const value: Notification = {
    ...blank(ACME, 'ops', { kind: 'incident', sequence: 1, incident: shown }, NOON),
    status,
  };
  await platform.store.documents.put(SCOPE, KINDS.notification, id, value, 'new');
}

async function delivery(id: string, daysAgo: number, status: Delivery['status']): Promise<void> {
  const at = NOON - daysAgo * DAY_MS;
  const value: Delivery = { notification: 'n', status, kind: 'opened', revision: 1, at };
  await platform.store.documents.put(SCOPE, KINDS.delivery, id, value, 'new');
}

test('what channels knew · is older than the tenant keeps · goes; what is newer or waits to be sent stays', async () => {
  const { store } = platform;
  await notification('old', 11, 'open');
  await notification('given-up', 11, 'failed');
  await store.documents.put(SCOPE, KINDS.failed, 'given-up', { channel: 'ops' }, 'new');
  await notification('waiting', 11, 'pending');
  await notification('new', 9, 'resolved');
  await delivery('old', 11, 'delivered');
  await delivery('under-way', 11, 'prepared');
  await delivery('new', 9, 'delivered');
  expect(await forgetNotifications(store, ACME, NOON - 10 * DAY_MS)).toBe(3);
  expect(await forgetNotifications(store, ACME, NOON - 10 * DAY_MS)).toBe(0);
  const left = async (kind: string) => (await listAll(store, SCOPE, kind)).map(({ id }) => id);
  expect(await left(KINDS.notification)).toEqual(['new', 'waiting']);
  expect(await left(KINDS.failed)).toEqual([]);
  expect(await left(KINDS.delivery)).toEqual(['new', 'under-way']);
});
