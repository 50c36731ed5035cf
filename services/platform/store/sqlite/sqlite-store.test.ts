import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, found, sampleEvent } from '../../../../test/contract/store/samples.ts';
import { tenantId } from '../../../../events/identity.ts';
import { DatabaseDamagedError, openDatabase } from '../../sqlite/index.ts';
import { ofTenant } from '../scope.ts';
import { StoreUnavailableError } from '../store.ts';
import type { Store } from '../store.ts';
import { createStoreCore } from './core.ts';
import { openSqliteStore } from './sqlite-store.ts';

const tenant = tenantId('acme');
const scope = ofTenant(tenant);
const now = (): number => DAY;
let folder: string;
let file: string;
let opened: Store[];

const open = async (options: { reader?: boolean; maxBytes?: number } = {}): Promise<Store> => {
  const store = await openSqliteStore({ file, now, threads: false, ...options });
  opened.push(store);
  return store;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfaw-sqlite-store-'));
  file = join(folder, 'store.db');
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

const events = (from: number, count: number, message = 'x'.repeat(2_000)) =>
  Array.from({ length: count }, (_, index) =>
    sampleEvent(tenant, {
      id: String(from + index),
      time: DAY + from + index,
      user: `u${String(from + index)}`,
      message,
    }),
  );

describe('openSqliteStore', () => {
  test('disk full · writes are refused whole, reads go on; with room again, writes work on the same store', async () => {
    const store = await open({ maxBytes: 1_000_000 });
    await store.events.put(scope, events(0, 100));
    await expect(store.events.put(scope, events(100, 1_000))).rejects.toThrow(StoreUnavailableError);
    expect((await store.events.search(scope, {}, { limit: 1_000 })).items).toHaveLength(100);
    expect(await store.retain(scope, 'events', DAY + 90)).toBe(90);
    // Their people were numbered in what was rolled back.
    const outcomes = await store.events.put(scope, events(100, 50));
    expect(outcomes.every(({ status }) => status === 'created')).toBe(true);
    expect((await store.events.search(scope, { people: ['okta:id-u120'] })).items).toHaveLength(1);
    await store.ping();
  });

  test('damaged file · says which and what to do', async () => {
    writeFileSync(file, 'no database '.repeat(1_000));
    await expect(open()).rejects.toThrow(DatabaseDamagedError);
    await expect(open()).rejects.toThrow(/store\.db is not a database .*restore/);
  });

  test('folder that is not there · unavailable', async () => {
    file = join(folder, 'none', 'store.db');
    await expect(open()).rejects.toThrow(StoreUnavailableError);
  });

  test('reader beside the owner · sees what it writes, writes nothing', async () => {
    const owner = await open();
    const reader = await open({ reader: true });
    await owner.events.put(scope, events(0, 1));
    expect((await reader.events.search(scope, {})).items).toHaveLength(1);
    await reader.ping();
    await expect(reader.events.put(scope, events(1, 1))).rejects.toThrow(StoreUnavailableError);
  });

  test('retention · gives the disk back', async () => {
    const store = await open();
    for (let at = 0; at < 4_000; at += 1_000) await store.events.put(scope, events(at, 1_000));
    await store.retain(scope, 'events', DAY + 3_900);
    await store.close();
    opened = [];
    expect(statSync(file).size).toBeLessThan(2_000_000);
    const database = openDatabase({ file, readOnly: true });
    expect(database.prepare('SELECT count(*) FROM tokens').get()).toEqual([200]);
    database.close();
  });
});

describe('plans', () => {
  /** How SQLite goes about each statement of `work`. */
  const plansOf = (work: (core: ReturnType<typeof createStoreCore>) => unknown): readonly string[] => {
    const texts: string[] = [];
    const core = createStoreCore({ file }, (text) => texts.push(text));
    try {
      core.putEvents([], { sizes: new Int32Array(), bytes: new Uint8Array() }, DAY);
      core.mergeAlerts([found(tenant, 1)], DAY);
      texts.length = 0;
      work(core);
    } finally {
      core.close();
    }
    const database = openDatabase({ file, readOnly: true });
    const plans = texts.flatMap((text) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map((row) => String(row[3])),
    );
    database.close();
    return plans;
  };
  const scans = (plans: readonly string[]) =>
    plans.filter((plan) => /^SCAN (?!json_each|m |m$|alert_words|\(subquery|CONSTANT)/.test(plan));

  test.each<[string, (core: ReturnType<typeof createStoreCore>) => unknown]>([
    ['queue', (core) => core.pageOfAlerts([tenant], { statuses: ['open'], severities: ['high'] }, {})],
    ['queue of a user', (core) => core.pageOfAlerts([tenant], { user: 'anna' }, {})],
    ['alerts by words', (core) => core.pageOfAlerts([tenant], { text: 'berlin' }, {})],
    ['alerts by id', (core) => core.pageOfAlerts([tenant], { ids: ['a'] }, {})],
    ['counts', (core) => core.countAlerts([tenant], { statuses: ['open'] }, ['severity', 'detector'])],
    ['events', (core) => core.pageOfEvents([tenant], { from: DAY }, {})],
    ['events of a person', (core) => core.pageOfEvents([tenant], { people: ['okta:id-anna'] }, {})],
    ['events by id', (core) => core.pageOfEvents([tenant], { ids: ['a'] }, {})],
    ['aggregation', (core) => core.aggregateEvents([tenant], { from: DAY, people: ['a'] }, ['day', 'method'])],
    ['incidents', (core) => core.pageOfIncidents([tenant], { alert: 'a' }, {})],
    ['counts of incidents', (core) => core.countIncidents([tenant], { statuses: ['open'] }, ['severity'])],
    ['history', (core) => core.pageOfHistory([tenant], { subject: { kind: 'alert', id: 'a' } }, {})],
    ['documents', (core) => core.listDocuments([tenant], 'settings', { prefix: 'a' })],
  ])('%s · no table is read from end to end', (_name, work) => {
    const plans = plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    expect(scans(plans)).toEqual([]);
  });

  test('counts · read an index only', () => {
    const plans = plansOf((core) =>
      core.countAlerts([tenant], { from: DAY, excepted: false }, ['status', 'rule', 'user']),
    );
    expect(plans.join('\n')).toMatch(/USING COVERING INDEX alert_queue|COVERING INDEX alert_counts/);
  });
});
