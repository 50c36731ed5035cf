import { oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { ACME } from '../../test/support/alert-record.ts';
import { openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { retain } from './retention.ts';
import { USER_RISK_KIND } from './write-incidents.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const SCOPE = ofTenant(ACME);

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

test('retention · events older than the tenant keeps · go; the others stay, and a second run finds nothing', async () => {
  const events = [1, 9, 11].map((days) => ({
    ...oktaEvent(oktaRecord('user.session.start', { uuid: String(days) })),
    organization: { id: ACME },
    '@timestamp': new Date(NOW - days * DAY_MS).toISOString(),
  }));
  await platform.store.events.put(SCOPE, events);
  const lengths = { events: 10 * DAY_MS, alerts: 10 * DAY_MS, history: 10 * DAY_MS };
  expect(await retain(platform.store, ACME, lengths, NOW)).toMatchObject({ events: 1, alerts: 0, deadLetters: 0 });
  expect(await retain(platform.store, ACME, lengths, NOW)).toMatchObject({ events: 0 });
  expect((await platform.store.events.search(SCOPE, {})).items).toHaveLength(2);
});

test('retention · the risk of somebody long quiet · goes; of others it stays', async () => {
  const risk = (user: string, days: number) =>
    platform.store.documents.put(
      SCOPE,
      USER_RISK_KIND,
      user,
      { tenant: ACME, user, risk: 40, active_alerts: 1, last_event: new Date(NOW - days * DAY_MS).toISOString() },
      'new',
    );
  await risk('gone@acme.example', 30);
  await risk('here@acme.example', 3);
  const lengths = { events: 10 * DAY_MS, alerts: 10 * DAY_MS, history: 10 * DAY_MS };
  expect(await retain(platform.store, ACME, lengths, NOW)).toMatchObject({ userRisks: 1 });
  const left = await platform.store.documents.list(SCOPE, USER_RISK_KIND);
  expect(left.items.map(({ id }) => id)).toEqual(['here@acme.example']);
});
