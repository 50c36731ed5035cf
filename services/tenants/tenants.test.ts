import { tenantId } from '../../events/identity.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline } from '../../test/support/pipeline.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { ConflictError } from '../platform/store/store.ts';
import { createTables, currentVersion, readTables } from './load-tables.ts';
import { listTenants } from './registry.ts';
import { adoptSettings, InvalidSettingsError, saveLearned, saveSettings, settingsHistory } from './save-tables.ts';
import type { TablesChange } from './tenant-documents.ts';
import { TENANT_KINDS, versionId } from './tenant-documents.ts';

const ACME = tenantId('acme');
const GLOBEX = tenantId('globex');
const egress = (effectiveFrom: number) => ({
  prefix: '203.0.113.0/24',
  people: 6,
  days: 3,
  effectiveFrom,
});
const place = { ip: '203.0.113.7', prefix: '203.0.113.0/24', networkClass: 'unknown' } as const;

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await openTestPipeline(1, () => 1);
});
afterEach(() => pipeline.close());

function save(text: unknown, effectiveFrom = 0, more: { over?: number; tenant?: typeof ACME } = {}) {
  const { tenant = ACME, ...rest } = more;
  return saveSettings(pipeline.store, tenant, { text, effectiveFrom, by: 'ann', at: 5, ...rest }, []);
}

describe('tables', () => {
  test('before any settings · defaults and nothing learned, version 0', async () => {
    const tables = await createTables(pipeline.store)(ACME);
    expect(tables.version).toBe(0);
    expect(tables.settingsAt(1).timeZone).toBe('UTC');
    expect(tables.facts.egress(place, 1)).toBeUndefined();
  });

  test('settings of several versions · the first holds from the beginning, each other from its time', async () => {
    await save({ timeZone: 'Europe/Oslo' }, 1_000);
    await save({ timeZone: 'Asia/Tokyo' }, 2_000);
    const { settingsAt, version } = await createTables(pipeline.store)(ACME);
    expect(version).toBe(2);
    expect([0, 1_999, 2_000].map((time) => settingsAt(time).timeZone)).toEqual([
      'Europe/Oslo',
      'Europe/Oslo',
      'Asia/Tokyo',
    ]);
  });

  test('loaded again · the same object until there is a newer version', async () => {
    const load = createTables(pipeline.store);
    await save({});
    const first = await load(ACME);
    expect(await load(ACME)).toBe(first);
    expect(await load(GLOBEX)).not.toBe(first);
    await save({ timeZone: 'Europe/Oslo' });
    expect((await load(ACME)).version).toBe(2);
  });

  test('learned egress · counts from its time, and not where settings revoke it', async () => {
    await saveLearned(pipeline.store, ACME, { egress: [egress(100)], names: [] }, {});
    const learned = await createTables(pipeline.store)(ACME);
    expect(learned.facts.egress(place, 99)).toBeUndefined();
    expect(learned.facts.egress(place, 100)).toContain('203.0.113.0/24');
    await save({ notEgress: ['203.0.113.0/24'] });
    const revoked = await createTables(pipeline.store)(ACME);
    expect(revoked.facts.egress(place, 100)).toBeUndefined();
  });

  test('learned names · tie an id to its first address', async () => {
    const names = [
      { source: 'okta', id: '00u1', address: 'new@example.com', since: 5 * 86_400_000 },
      { source: 'okta', id: '00u1', address: 'old@example.com', since: 0 },
    ] as const;
    await saveLearned(pipeline.store, ACME, { egress: [], names }, {});
    const { aliases } = await createTables(pipeline.store)(ACME);
    expect(aliases.userOf('okta', '00u1', 'new@example.com', 6 * 86_400_000)).toBe('old@example.com');
    expect(aliases.tokensOf('old@example.com')).toEqual(
      expect.arrayContaining(['okta:00u1', 'address:new@example.com', 'address:old@example.com']),
    );
  });

  test('an earlier version · is put together as it was', async () => {
    await save({ timeZone: 'Europe/Oslo' });
    await saveLearned(pipeline.store, ACME, { egress: [egress(100)], names: [] }, {});
    await save({ timeZone: 'Asia/Tokyo' }, 50);
    await saveLearned(pipeline.store, ACME, { egress: [], names: [] }, {});
    const third = await readTables(pipeline.store, ACME, 3);
    expect(third.learned.egress).toHaveLength(1);
    expect(third.settingsAt(60).timeZone).toBe('Asia/Tokyo');
    const second = await readTables(pipeline.store, ACME, 2);
    expect(second.settingsAt(60).timeZone).toBe('Europe/Oslo');
    expect((await readTables(pipeline.store, ACME, 4)).learned.egress).toEqual([]);
  });
});

test('tables a change not yet announced is told from · stay, however many versions are learned meanwhile', async () => {
  const names = [{ source: 'okta', id: '00u1', address: 'old@example.com', since: 0 }] as const;
  await saveLearned(pipeline.store, ACME, { egress: [], names }, {});
  await pipeline.store.documents.delete(ofTenant(ACME), TENANT_KINDS.change, versionId(1));
  for (const from of [100, 200, 300]) {
    await saveLearned(pipeline.store, ACME, { egress: [egress(from)], names: [] }, {});
  }
  expect((await readTables(pipeline.store, ACME, 1)).learned.names).toHaveLength(1);
});

describe('saving', () => {
  test('each version · leaves a change to be announced, with whom it concerns', async () => {
    await save({}, 1_000);
    await save({ timeZone: 'Europe/Oslo' }, 2_000);
    await saveLearned(pipeline.store, ACME, { egress: [], names: [] }, { users: ['ann@example.com'] });
    const { items } = await pipeline.store.documents.list<TablesChange>(ofTenant(ACME), TENANT_KINDS.change, {
      order: 'asc',
    });
    expect(items.map(({ value }) => value)).toEqual([
      { version: 1, cause: 'settings', concern: { since: null } },
      { version: 2, cause: 'settings', concern: { since: 2_000 } },
      { version: 3, cause: 'learned', concern: { users: ['ann@example.com'] } },
    ]);
    expect(await listTenants(pipeline.store)).toEqual([ACME]);
  });

  test('many at once · all get a version of their own', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => save({ travellers: [`p${String(index)}@example.com`] })));
    expect(await currentVersion(pipeline.store, ACME)).toBe(8);
    const history = await settingsHistory(pipeline.store, ACME);
    expect(history.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(history.map(({ text }) => text.travellers[0])).size).toBe(8);
  });

  test('over a version that is no longer the newest · conflicts', async () => {
    const first = await save({}, 0, { over: 0 });
    await save({ timeZone: 'Europe/Oslo' }, 0, { over: first.version });
    await expect(save({}, 0, { over: first.version })).rejects.toThrow(ConflictError);
    await expect(save({}, 0, { over: 0 })).rejects.toThrow(ConflictError);
  });

  test('what is wrong · is named by its place, and nothing is saved', async () => {
    const detectors = await loadDetectors();
    const wrong = [
      [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ egres: [] }, 'egres'],
      [{ detectors: { 'impossible-travl': {} } }, 'impossible-travel'],
      [{ detectors: { 'impossible-travel': { maxSpeedKmh: 'fast' } } }, 'detectors.impossible-travel'],
    ] as const;
    for (const [text, named] of wrong) {
      const attempt = saveSettings(pipeline.store, ACME, { text, effectiveFrom: 0, by: 'ann', at: 5 }, detectors);
      await expect(attempt).rejects.toThrow(InvalidSettingsError);
      await expect(attempt).rejects.toThrow(named);
    }
    expect(await currentVersion(pipeline.store, ACME)).toBe(0);
  });

  test('a settings file · is taken over once, and again only when it says something else', async () => {
    const file = (text: unknown) =>
      adoptSettings(pipeline.store, ACME, { text, effectiveFrom: 10, by: 'settings file', at: 5 }, []);
    expect((await file({ timeZone: 'Europe/Oslo' }))?.version).toBe(1);
    expect(await file({ timeZone: 'Europe/Oslo' })).toBeUndefined();
    await save({ timeZone: 'Asia/Tokyo' });
    expect(await file({ timeZone: 'Europe/Oslo' })).toBeUndefined();
    expect((await file({ timeZone: 'Europe/Paris' }))?.version).toBe(3);
  });
});
