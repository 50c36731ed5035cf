import { oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { ACME } from '../../test/support/alert-record.ts';
import { openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { retain } from './retention.ts';

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
