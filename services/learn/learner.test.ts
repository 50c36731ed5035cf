import { tenantId } from '../../events/identity.ts';
import { okta } from '../../events/okta/index.ts';
import { testContext } from '../../test/support/context.ts';
import { oktaRecord } from '../../test/support/okta-record.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline } from '../../test/support/pipeline.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import { ofTenant, SYSTEM } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { GROUPS } from '../records/groups.ts';
import type { RebuildRequest } from '../records/index.ts';
import { decodeJson, encodeJson, TOPICS } from '../records/index.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import { IMPORT_KIND } from '../ingest/imports/import-job.ts';
import { importJob } from '../ingest/imports/register-import.ts';
import { createTables, currentVersion, readTables } from '../tenants/load-tables.ts';
import { registerTenant } from '../tenants/registry.ts';
import { saveSettings } from '../tenants/save-tables.ts';
import { TENANT_KINDS } from '../tenants/tenant-documents.ts';
import { caughtUp, drained } from './barrier.ts';
import { DIRTY_KIND, DirtyDays } from './dirty-days.ts';
import { Learner } from './learner.ts';

const ACME = tenantId('acme');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 2);
const NOW = Date.UTC(2026, 10, 21);

const PASSING = [
  [GROUPS.normalise, TOPICS.raw],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.rebuild, TOPICS.rebuilds],
  [GROUPS.indexEvents, TOPICS.events],
  [GROUPS.learn, TOPICS.events],
  [GROUPS.correlate, TOPICS.alerts],
  [GROUPS.indexAlerts, TOPICS.alerts],
  [GROUPS.indexIncidents, TOPICS.incidents],
] as const;

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await openTestPipeline(2, () => NOW);
  await registerTenant(pipeline.store, ACME);
  for (const [group, topic] of PASSING) await pipeline.pass(group, topic);
});
afterEach(() => pipeline.close());

/** A sign-in as the Store and the log have it. */
function signIn(user: number, time: number, address = `u${String(user)}@example.com`) {
  const record = oktaRecord('user.session.start', {
    uuid: `${String(user)}-${String(time)}`,
    published: new Date(time).toISOString(),
    actor: { id: `id${String(user)}`, type: 'User', alternateId: address, displayName: 'U' },
    target: [],
  });
  const normalised = okta.normalise(record, testContext());
  if (!normalised.ok) throw new Error(normalised.reason.message);
  return normalised.value;
}

/** Five people in one office on each of `days` days. */
function office(days: number) {
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: 5 }, (_, user) => signIn(user, START + day * DAY + user * HOUR)).flat(),
  ).flat();
}

async function add(dirty: DirtyDays, events: ReturnType<typeof signIn>): Promise<void> {
  await pipeline.store.events.put(ofTenant(ACME), events);
  const records = events.map((event) => ({ key: `acme|okta|${event.event.id}`, value: encodeJson(event) }));
  await dirty.mark(records.map((record) => ({ ...record, offset: 0n, time: NOW })));
}

function learner(dirty: DirtyDays, log: EventLog = pipeline.log, store: Store = pipeline.store): Learner {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
  return new Learner({ log, store, partitions: 2, pause }, dirty, () => NOW);
}

async function requests(): Promise<readonly RebuildRequest[]> {
  const records = await pipeline.records(TOPICS.rebuilds);
  return records.map(({ value }) => decodeJson<RebuildRequest>(value ?? new Uint8Array()));
}

async function dirtyDays(): Promise<readonly string[]> {
  const { items } = await pipeline.store.documents.list(ofTenant(ACME), DIRTY_KIND, { order: 'asc' });
  return items.map(({ id }) => id);
}

async function tables() {
  return readTables(pipeline.store, ACME, await currentVersion(pipeline.store, ACME));
}

describe('learning', () => {
  test('days that are not over yet · teach nothing', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, office(2));
    await learner(dirty).step();
    expect(await dirtyDays()).toEqual(['2026-11-02', '2026-11-03']);
    expect(await currentVersion(pipeline.store, ACME)).toBe(0);
  });

  test('the third day of an office has closed · it is egress from then on, and whoever was there is judged anew', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, [...office(3), ...signIn(9, START + 4 * DAY + 3 * HOUR)]);
    await learner(dirty).step();
    expect(await dirtyDays()).toEqual(['2026-11-06']);
    expect((await tables()).learned.egress).toMatchObject([
      { prefix: '198.51.100.0/24', effectiveFrom: START + 3 * DAY + 26 * HOUR },
    ]);
    const asked = new Set((await requests()).map(({ user, cause }) => `${cause} ${user}`));
    expect(asked).toEqual(new Set([0, 1, 2, 3, 4, 9].map((user) => `learned u${String(user)}@example.com`)));
  });

  test('a late event of a closed day · makes it dirty again and is learned', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, [...office(3), ...signIn(9, START + 4 * DAY + 3 * HOUR)]);
    const one = learner(dirty);
    await one.step();
    const before = await currentVersion(pipeline.store, ACME);
    await add(dirty, signIn(7, START + HOUR));
    expect(await dirtyDays()).toContain('2026-11-02');
    await one.step();
    expect(await currentVersion(pipeline.store, ACME)).toBe(before + 1);
    expect((await tables()).learned.names.map(({ id }) => id)).toContain('id7');
  });

  test('an event that comes while its day is summarised · leaves the day dirty', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, signIn(1, START));
    const [mark] = await dirty.of(ACME);
    await add(dirty, signIn(2, START + HOUR));
    if (mark === undefined) throw new Error('no mark');
    await dirty.clear(ACME, mark);
    expect(await dirtyDays()).toEqual(['2026-11-02']);
  });

  test('somebody renamed · both keys are asked for', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, [...signIn(1, START, 'old@example.com'), ...signIn(1, START + 3 * DAY, 'new@example.com')]);
    await add(dirty, signIn(9, START + 6 * DAY));
    await learner(dirty).step();
    expect(new Set((await requests()).map(({ user }) => user))).toEqual(
      new Set(['old@example.com', 'new@example.com']),
    );
  });

  test('settings that name one person under two addresses · their network is no longer five people’s', async () => {
    const dirty = new DirtyDays(pipeline.store);
    await add(dirty, [...office(3), ...signIn(9, START + 4 * DAY + 3 * HOUR)]);
    const one = learner(dirty);
    await one.step();
    const text = { aliases: [{ user: 'u0@example.com', ids: ['okta:id1', 'address:u1@example.com'] }] };
    await saveSettings(pipeline.store, ACME, { text, effectiveFrom: 0, by: 'ann', at: NOW }, []);
    await one.step();
    expect((await tables()).learned.egress).toEqual([]);
    const asked = (await requests()).filter(({ cause }) => cause === 'settings').map(({ user }) => user);
    expect(asked).toEqual(expect.arrayContaining(['u0@example.com', 'u1@example.com']));
  });
});

/** Every call of the log and the Store's documents, counted; the one with the given number fails before or after its work. */
function killer(at: number, after: boolean): { log: EventLog; store: Store; calls: () => number } {
  let calls = 0;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (whole, name) => {
        const method: unknown = Reflect.get(whole, name);
        if (typeof method !== 'function' || name === 'committed' || name === 'endOffsets') {
          return typeof method === 'function' ? (method.bind(whole) as unknown) : method;
        }
        return async (...parameters: unknown[]) => {
          const dies = ++calls === at;
          if (dies && !after) throw new Error('killed');
          const result: unknown = await (method as (...all: unknown[]) => Promise<unknown>).apply(whole, parameters);
          if (dies) throw new Error('killed');
          return result;
        };
      },
    });
  const documents = guard(pipeline.store.documents);
  const store = new Proxy(pipeline.store, {
    get: (whole, name: keyof Store) => (name === 'documents' ? documents : whole[name]),
  });
  return { log: guard(pipeline.log), store, calls: () => calls };
}

describe('killed at any call', () => {
  test.each([false, true])(
    'learning, settings and an import · end as if nothing had happened (after its work: %s)',
    async (after) => {
      for (let at = 1; ; at++) {
        await pipeline.close();
        pipeline = await openTestPipeline(2, () => NOW);
        await registerTenant(pipeline.store, ACME);
        for (const [group, topic] of PASSING) await pipeline.pass(group, topic);
        await add(new DirtyDays(pipeline.store), [...office(3), ...signIn(9, START + 4 * DAY + 3 * HOUR)]);
        const settings = { text: { timeZone: 'Europe/Oslo' }, effectiveFrom: 0, by: 'ann', at: NOW };
        await saveSettings(pipeline.store, ACME, settings, []);
        const job: ImportJob = { id: 'job', tenant: ACME, state: 'learning', files: [], registered: 1 };
        await pipeline.store.documents.put(SYSTEM, IMPORT_KIND, 'job', job, 'new');
        const { log, store, calls } = killer(at, after);
        const outcome = await learner(new DirtyDays(store), log, store)
          .step()
          .then(
            () => 'done',
            () => 'killed',
          );
        await learner(new DirtyDays(pipeline.store)).step();
        expect((await importJob(pipeline.store, 'job'))?.state).toBe('done');
        expect((await tables()).learned.egress).toHaveLength(1);
        const pending = await pipeline.store.documents.list(ofTenant(ACME), TENANT_KINDS.change);
        expect(pending.items).toEqual([]);
        expect(await dirtyDays()).toEqual([]);
        const asked = await requests();
        for (const cause of ['settings', 'learned']) {
          expect(new Set(asked.filter((request) => request.cause === cause).map(({ user }) => user)).size).toBe(6);
        }
        expect((await createTables(pipeline.store)(ACME)).settingsAt(0).timeZone).toBe('Europe/Oslo');
        if (outcome === 'done') {
          expect(calls()).toBeGreaterThan(20);
          return;
        }
      }
    },
  );
});

describe('barrier', () => {
  test('a group behind, then level · is waited for, by name', async () => {
    await pipeline.log.publish(TOPICS.state, [{ key: 'a', value: encodeJson(1), partition: 1 }]);
    const ends = await pipeline.log.endOffsets(TOPICS.state);
    expect(await caughtUp(pipeline.log, 'nobody', TOPICS.state, ends)).toBe(false);
    const waited: string[] = [];
    await drained(pipeline.log, [['somebody', TOPICS.state]], async (ms, group) => {
      if (waited.length === 0) await pipeline.pass('somebody', TOPICS.state);
      waited.push(group);
      await new Promise((resolve) => setTimeout(resolve, ms));
    });
    expect(new Set(waited)).toEqual(new Set(['somebody']));
    expect(await caughtUp(pipeline.log, 'somebody', TOPICS.state, ends)).toBe(true);
  });
});
