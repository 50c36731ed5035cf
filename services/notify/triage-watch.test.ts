import { isoTime } from '../../events/iso-time.ts';
import { ACME, alertRecord } from '../../test/support/alert-record.ts';
import { incident, NOON } from '../../test/support/incident.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { openTestPlatform } from '../../test/support/platform.ts';
import { createException, revokeException } from '../exceptions/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { exceptedInStore } from './excepted.ts';
import { blank } from './intake.ts';
import { KINDS, notificationId } from './notification.ts';
import type { Notification } from './notification.ts';
import { TriageWatch } from './triage-watch.ts';

const SCOPE = ofTenant(ACME);
const DAY_MS = 86_400_000;

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

test('an exception · hides an incident that is open at a receiver · it is looked at once, before any further news; and again when it is revoked', async () => {
  const { store } = platform;
  const record = alertRecord({ id: '202611-alert1' });
  const shown = incident({
    tenant: ACME,
    user: record.user,
    alerts: [{ ...incident().alerts[0]!, id: record.id, detector: record.alert!.mfa.alert.detector }],
  });
  await store.alerts.merge(SCOPE, [record]);
  await store.incidents.put(SCOPE, [{ kind: 'incident', sequence: 1, incident: shown }]);
  const known: Notification = {
    ...blank(ACME, 'ops', { kind: 'incident', sequence: 1, incident: shown }, NOON),
    status: 'open',
    told: { state: 'open', revision: 1, severity: 'high' },
  };
  await store.documents.put(SCOPE, KINDS.notification, notificationId(shown.id, 'ops'), known, 'new');
  const watch = new TriageWatch(store, ['ops'], exceptedInStore(store));
  expect(await watch.look(ACME, NOON)).toEqual([]);
  const time = Date.parse(record.alert!['@timestamp']);
  const deps = { store, groupsOf: () => Promise.resolve(new Map()) };
  await createException(deps, ACME, {
    id: 'vpn',
    owner: 'kim',
    reason: 'known',
    scope: { kind: 'tenant' },
    detector: record.alert!.mfa.alert.detector,
    from: isoTime(time - DAY_MS),
    expires: isoTime(time + DAY_MS),
    created: isoTime(NOON + 1),
    created_by: 'kim',
  });
  expect((await watch.look(ACME, NOON + 5_000)).map(({ id }) => id)).toEqual([notificationId(shown.id, 'ops')]);
  expect(await watch.look(ACME, NOON + 10_000)).toEqual([]);
  const id = notificationId(shown.id, 'ops');
  const resolved: Notification = { ...known, status: 'resolved', told: { ...known.told!, state: 'resolved' } };
  await store.documents.put(SCOPE, KINDS.notification, id, resolved, 'any');
  expect(await watch.look(ACME, NOON + 15_000)).toEqual([]);
  await revokeException(deps, ACME, 'vpn', { name: 'kim', at: NOON + 20_000 });
  expect((await watch.look(ACME, NOON + 25_000)).map((wanted) => wanted.id)).toEqual([id]);
  expect(await watch.look(ACME, NOON + 30_000)).toEqual([]);
});
