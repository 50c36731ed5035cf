import fc from 'fast-check';
import { alertRecord, ACME, NOON } from '../../test/support/alert-record.ts';
import { openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import { isoTime } from '../../events/iso-time.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Exception } from './exception.ts';
import { covers, exceptionFor } from './exception.ts';
import { settleExceptions } from './settle-exceptions.ts';
import { createException, createExceptionLookup, previewException, revokeException } from './exceptions.ts';

const DAY = 86_400_000;
const NOW = NOON + DAY;
const GROUPS = new Map([['travellers', new Set(['alice@example.com'])]]);

const EXCEPTION: Exception = {
  id: 'b',
  owner: 'jane',
  reason: 'a trip',
  scope: { kind: 'user', user: 'alice@example.com' },
  detector: 'impossible-travel',
  from: isoTime(NOON - DAY),
  expires: isoTime(NOON + DAY),
  created: isoTime(NOW),
  created_by: 'jane',
};

function alertWith(change: Partial<Alert> = {}): Alert {
  const { alert } = alertRecord({ id: 'a' });
  if (alert === undefined) throw new Error('the test’s alert has a document');
  return { ...alert, source: { ip: '203.0.113.9', as: { number: 64500 } }, ...change };
}

describe('exceptionFor', () => {
  test.each<[string, Partial<Exception>, boolean]>([
    ['its user', {}, true],
    ['another user', { scope: { kind: 'user', user: 'bob@example.com' } }, false],
    ['everybody', { scope: { kind: 'tenant' } }, true],
    ['their group', { scope: { kind: 'group', group: 'travellers' } }, true],
    ['a group nobody knows', { scope: { kind: 'group', group: 'nobody' } }, false],
    ['another detector', { detector: 'sms-mfa-use' }, false],
    ['its rule', { rule: 'impossible_travel' }, true],
    ['another rule', { rule: 'else' }, false],
    ['its network', { network: '203.0.113.0/24' }, true],
    ['its operator', { network: 'AS64500' }, true],
    ['another network', { network: '198.51.100.0/24' }, false],
    ['from the very moment', { from: isoTime(NOON) }, true],
    ['until the very moment', { expires: isoTime(NOON) }, false],
    ['revoked', { revoked: { at: isoTime(NOW), by: 'jane' } }, false],
  ])('%s · %j · %s', (_, change, isCovered) => {
    expect(exceptionFor(alertWith(), [{ ...EXCEPTION, ...change }], GROUPS) !== undefined).toBe(isCovered);
  });

  test('an alert without an address · no network covers it', () => {
    const { alert } = alertRecord({ id: 'a' });
    expect(exceptionFor(alert!, [{ ...EXCEPTION, network: '0.0.0.0/0' }], GROUPS)).toBeUndefined();
  });

  test('several that cover it · the same one in any order', () => {
    const all = ['c', 'a', 'b', 'd'].map((id) => ({ ...EXCEPTION, id }));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
        const least = some.map(({ id }) => id).sort()[0];
        expect(exceptionFor(alertWith(), some, GROUPS)?.id).toBe(least);
      }),
    );
  });
});

describe('exceptions on a store', () => {
  let platform: TestPlatform;
  beforeEach(async () => {
    platform = await openTestPlatform();
    await platform.store.alerts.merge(ofTenant(ACME), [
      alertRecord({ id: '202611-open' }),
      alertRecord({ id: '202611-handled' }),
      alertRecord({ id: '202611-bob', user: 'bob@example.com' }),
      alertRecord({ id: '202608-old', first: NOON - 91 * DAY }),
    ]);
    const handled = await platform.store.alerts.get(ofTenant(ACME), '202611-handled');
    const by = { name: 'jane', at: NOW };
    await platform.store.alerts.triage(
      ofTenant(ACME),
      '202611-handled',
      handled!.version,
      { status: 'acknowledged' },
      by,
    );
  });
  afterEach(() => platform.close());

  const deps = (): Parameters<typeof createException>[0] => ({
    store: platform.store,
    groupsOf: () => Promise.resolve(GROUPS),
  });
  const hiddenBy = async (id: string): Promise<string | undefined> =>
    (await platform.store.alerts.get(ofTenant(ACME), id))?.value.mfa.alert.exception;

  test('a preview · counts 90 days whatever their triage, and changes nothing', async () => {
    const preview = await previewException(deps(), ACME, EXCEPTION, NOW);
    expect([preview.count, [...preview.ids].sort()]).toEqual([2, ['202611-handled', '202611-open']]);
    expect(await hiddenBy('202611-open')).toBeUndefined();
  });

  test.each<[string, Exception['scope']]>([
    ['everybody', { kind: 'tenant' }],
    ['one user', { kind: 'user', user: 'u1@example.com' }],
    ['a group', { kind: 'group', group: 'odd' }],
    ['a group nobody knows', { kind: 'group', group: 'nobody' }],
  ])('a preview for %s · the same count and newest hundred as looking at every alert', async (_, scope) => {
    const alerts = Array.from({ length: 400 }, (_each, index) =>
      alertRecord({
        id: `202611-x${String(index).padStart(3, '0')}`,
        user: `u${String(index % 4)}@example.com`,
        first: NOON - (index % 150) * DAY,
        detection: index % 7 === 0 ? 'retracted' : 'active',
      }),
    );
    await platform.store.alerts.merge(ofTenant(ACME), alerts);
    const groups = new Map([['odd', new Set(['u1@example.com', 'u3@example.com', 'absent@example.com'])]]);
    const context = { store: platform.store, groupsOf: () => Promise.resolve(groups) };
    const rule = { scope, detector: EXCEPTION.detector };
    const preview = await previewException(context, ACME, rule, NOW);
    const whole = { ...EXCEPTION, scope, from: isoTime(NOW - 90 * DAY), expires: isoTime(NOW + 1) };
    const { items } = await platform.store.alerts.search(ofTenant(ACME), { detection: 'active' }, { limit: 1_000 });
    const wanted = items.filter(({ value }) => covers(whole, value, groups)).map(({ id }) => id);
    expect(preview).toEqual({ count: wanted.length, ids: wanted.slice(0, 100), days: 90 });
  });

  test('made · hides the open ones it covers; revoked · shows them again', async () => {
    const { hidden } = await createException(deps(), ACME, EXCEPTION);
    expect([hidden, await hiddenBy('202611-open'), await hiddenBy('202611-handled')]).toEqual([1, 'b', undefined]);
    const revoked = await revokeException(deps(), ACME, 'b', { name: 'joe', at: NOW });
    expect([revoked.shown, revoked.stored.value.revoked?.by]).toEqual([1, 'joe']);
    expect(await hiddenBy('202611-open')).toBeUndefined();
    const again = await revokeException(deps(), ACME, 'b', { name: 'jane', at: NOW + 1 });
    expect([again.shown, again.stored.value.revoked?.by]).toEqual([0, 'joe']);
    const history = await platform.store.history.search(ofTenant(ACME), { subject: { kind: 'exception', id: 'b' } });
    expect(history.items.map(({ action }) => action).sort()).toEqual(['exception.created', 'exception.revoked']);
  });

  /** The process ends right after an exception is on record. */
  const cutShort = (): Parameters<typeof createException>[0] => ({
    ...deps(),
    changed: () => {
      throw new Error('killed');
    },
  });

  test('made, cut short before it hid anything · settled a little later, once, and the history says so', async () => {
    await expect(createException(cutShort(), ACME, EXCEPTION)).rejects.toThrow('killed');
    expect(await settleExceptions(deps(), ACME, NOW + 10_000)).toBe(0);
    expect(await hiddenBy('202611-open')).toBeUndefined();
    expect(await settleExceptions(deps(), ACME, NOW + 60_000)).toBe(1);
    expect(await hiddenBy('202611-open')).toBe('b');
    expect(await settleExceptions(deps(), ACME, NOW + 120_000)).toBe(0);
    const history = await platform.store.history.search(ofTenant(ACME), { subject: { kind: 'exception', id: 'b' } });
    expect(history.items.map(({ action, by }) => [action, by])).toEqual([
      ['exception.settled', 'mfawatch'],
      ['exception.created', 'jane'],
    ]);
  });

  test('revoked, cut short before it showed anything · settled under a clock set back too', async () => {
    await createException(deps(), ACME, EXCEPTION);
    const revoking = revokeException(cutShort(), ACME, 'b', { name: 'joe', at: NOW });
    await expect(revoking).rejects.toThrow('killed');
    expect(await hiddenBy('202611-open')).toBe('b');
    expect(await settleExceptions(deps(), ACME, NOW - DAY)).toBe(1);
    expect(await hiddenBy('202611-open')).toBeUndefined();
  });

  test('an alert indexed by somebody who had not heard of the exception · settled like the others', async () => {
    await createException(deps(), ACME, EXCEPTION);
    await platform.store.alerts.merge(ofTenant(ACME), [alertRecord({ id: '202611-meanwhile' })]);
    expect(await settleExceptions(deps(), ACME, NOW + 60_000)).toBe(1);
    expect(await hiddenBy('202611-meanwhile')).toBe('b');
  });

  test('revoked while another covers the same · the other hides it', async () => {
    await createException(deps(), ACME, EXCEPTION);
    await createException(deps(), ACME, { ...EXCEPTION, id: 'c', scope: { kind: 'tenant' } });
    const { shown } = await revokeException(deps(), ACME, 'b', { name: 'joe', at: NOW });
    expect([shown, await hiddenBy('202611-open')]).toEqual([0, 'c']);
  });

  test('revoking what there is not · NotFoundError', async () => {
    const revoking = revokeException(deps(), ACME, 'nobody', { name: 'joe', at: NOW });
    await expect(revoking).rejects.toMatchObject({ code: 'MFAW_NOT_FOUND' });
  });

  test('the lookup · reads again when told or after five seconds', async () => {
    let now = NOW;
    const { exceptionOf, forget } = createExceptionLookup(deps(), () => now);
    expect(await exceptionOf(ACME, alertWith())).toBeUndefined();
    await createException(deps(), ACME, EXCEPTION);
    expect(await exceptionOf(ACME, alertWith())).toBeUndefined();
    forget(ACME);
    expect(await exceptionOf(ACME, alertWith())).toBe('b');
    await revokeException(deps(), ACME, 'b', { name: 'joe', at: NOW });
    now += 5_001;
    expect(await exceptionOf(ACME, alertWith())).toBeUndefined();
  });
});
