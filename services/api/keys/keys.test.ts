import { openTestPlatform } from '../../../test/support/platform.ts';
import type { TestPlatform } from '../../../test/support/platform.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import { FailureBudget } from './failure-budget.ts';
import { createKey, findKey, listKeys, revokeKey } from './key-store.ts';
import { beginSession, createSignInLink, endSession, findSession, IDLE_MS, useSignInLink } from './sessions.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 30);
const HOUR = 3_600_000;

let platform: TestPlatform;
beforeEach(async () => (platform = await openTestPlatform()));
afterEach(() => platform.close());

const newKey = (more: object = {}): ReturnType<typeof createKey> =>
  createKey(platform.store, { name: 'jane', role: 'analyst', tenants: 'all', ...more }, NOW);

describe('keys', () => {
  test('a new key · found by its text; the secret is nowhere in the store', async () => {
    const { key, text } = await newKey();
    expect(await findKey(platform.store, ` ${text}\n`, NOW)).toMatchObject({ id: key.id, name: 'jane' });
    const kept = JSON.stringify(await platform.store.documents.list(SYSTEM, 'api-key'));
    expect(kept).not.toContain(text.split('_').slice(2).join('_'));
  });

  test.each([
    ['another secret', (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`],
    ['another id', (text: string) => text.replace(/^mfaw_./, (start) => `mfaw_${start.endsWith('0') ? '1' : '0'}`)],
    ['no key at all', () => 'hello'],
    ['nothing', () => ''],
  ])('%s · not found', async (_, change) => {
    const { text } = await newKey();
    expect(await findKey(platform.store, change(text), NOW)).toBeUndefined();
  });

  test('expired, revoked · no longer found, still listed', async () => {
    const { text } = await newKey({ expires: NOW + HOUR });
    expect(await findKey(platform.store, text, NOW + HOUR - 1)).toBeDefined();
    expect(await findKey(platform.store, text, NOW + HOUR)).toBeUndefined();
    const other = await newKey();
    await revokeKey(platform.store, other.key.id, NOW);
    await revokeKey(platform.store, other.key.id, NOW + 1);
    expect(await findKey(platform.store, other.text, NOW)).toBeUndefined();
    expect(await listKeys(platform.store)).toHaveLength(2);
    await expect(revokeKey(platform.store, 'nobody', NOW)).rejects.toMatchObject({ code: 'MFAW_NOT_FOUND' });
  });

  test('last use · to the hour, written once an hour', async () => {
    const { text } = await newKey();
    const version = async (): Promise<string | undefined> =>
      (await platform.store.documents.list(SYSTEM, 'api-key')).items[0]?.version;
    expect((await findKey(platform.store, text, NOW))?.last_used).toBe('2026-11-20T12:00:00.000Z');
    const first = await version();
    await findKey(platform.store, text, NOW + 60_000);
    expect(await version()).toBe(first);
    expect((await findKey(platform.store, text, NOW + HOUR))?.last_used).toBe('2026-11-20T13:00:00.000Z');
  });
});

describe('sessions', () => {
  test('a session · lasts while it is used, ends after eight idle hours, a week, or its key', async () => {
    const { key } = await newKey();
    const token = await beginSession(platform.store, key, NOW);
    const half = IDLE_MS / 2;
    for (let at = NOW; at < NOW + 7 * 24 * HOUR; at += half)
      expect((await findSession(platform.store, token, at))?.key.id).toBe(key.id);
    expect(await findSession(platform.store, token, NOW + 7 * 24 * HOUR)).toBeUndefined();
    const idle = await beginSession(platform.store, key, NOW);
    expect(await findSession(platform.store, idle, NOW + IDLE_MS)).toBeUndefined();
    const revoked = await beginSession(platform.store, key, NOW);
    await revokeKey(platform.store, key.id, NOW);
    expect(await findSession(platform.store, revoked, NOW + 1)).toBeUndefined();
  });

  test('signed out, or never in · no session', async () => {
    const { key } = await newKey();
    const token = await beginSession(platform.store, key, NOW);
    await endSession(platform.store, token);
    expect(await findSession(platform.store, token, NOW)).toBeUndefined();
    expect(await findSession(platform.store, 'x', NOW)).toBeUndefined();
  });

  test('signing in · clears away what is over', async () => {
    const { key } = await newKey();
    for (let count = 0; count < 5; count += 1) await beginSession(platform.store, key, NOW);
    await beginSession(platform.store, key, NOW + IDLE_MS);
    expect((await platform.store.documents.list(SYSTEM, 'api-session')).items).toHaveLength(1);
  });
});

describe('sign-in links', () => {
  test('a link · works once, within ten minutes', async () => {
    const { key } = await newKey();
    const link = await createSignInLink(platform.store, key, NOW);
    expect((await useSignInLink(platform.store, link, NOW))?.id).toBe(key.id);
    expect(await useSignInLink(platform.store, link, NOW)).toBeUndefined();
    const late = await createSignInLink(platform.store, key, NOW);
    expect(await useSignInLink(platform.store, late, NOW + 600_000)).toBeUndefined();
  });

  test('used twice at once · one gets in', async () => {
    const { key } = await newKey();
    const link = await createSignInLink(platform.store, key, NOW);
    const used = await Promise.all([1, 2, 3].map(() => useSignInLink(platform.store, link, NOW)));
    expect(used.filter((found) => found !== undefined)).toHaveLength(1);
  });
});

describe('FailureBudget', () => {
  test('twenty wrong keys · then one each six seconds; others are not concerned', () => {
    let now = 0;
    const budget = new FailureBudget(() => now);
    for (let count = 0; count < 20; count += 1) budget.failed('a');
    expect([budget.waitSeconds('a'), budget.waitSeconds('b')]).toEqual([6, 0]);
    now = 6_000;
    expect(budget.waitSeconds('a')).toBe(0);
    budget.failed('a');
    expect(budget.waitSeconds('a')).toBe(6);
  });

  test('more addresses than it remembers · the quietest is forgotten', () => {
    const budget = new FailureBudget(() => 0);
    for (let count = 0; count < 20; count += 1) budget.failed('first');
    for (let count = 0; count < 10_000; count += 1) budget.failed(String(count));
    expect(budget.waitSeconds('first')).toBe(0);
  });
});
