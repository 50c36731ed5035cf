import { join } from 'node:path';
import { tenantId } from '../../events/identity.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { entra } from '../../events/entra/index.ts';
import { google } from '../../events/google/index.ts';
import { okta } from '../../events/okta/index.ts';
import { observe } from '../../events/observe.ts';
import { exportRecords } from '../../simulator/organisation/export.ts';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import { testContext } from '../../test/support/context.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline, until } from '../../test/support/pipeline.ts';
import { importJob, registerImport } from '../ingest/imports/register-import.ts';
import { createIngestStage } from '../ingest/ingest-stage.ts';
import { createIndexStage } from '../index/index-stage.ts';
import { createNormaliseStage } from '../normalise/normalise-stage.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { GROUPS } from '../records/groups.ts';
import type { ObservationRecord, RebuildRequest } from '../records/index.ts';
import { decodeJson, TOPICS } from '../records/index.ts';
import type { Collection } from '../scan/collect.ts';
import { Collector } from '../scan/collect.ts';
import { createTables, readTables, currentVersion } from '../tenants/load-tables.ts';
import { saveSettings } from '../tenants/save-tables.ts';
import { createLearnStage } from './learn-stage.ts';

const ACME = tenantId('acme');
const PROVIDERS = [okta, entra, google];
const START = Date.UTC(2026, 9, 26);
const NOW = Date.UTC(2026, 10, 21);
const { locate } = testContext();

let pipeline: TestPipeline;
let collection: Collection;

beforeAll(async () => {
  pipeline = await openTestPipeline(2, () => NOW);
  const organisation = generateOrganisation({ seed: 7, tenant: ACME, people: 30, days: 7, start: START });
  const folder = join(pipeline.folder, 'logs');
  exportRecords(folder, organisation.records);
  collection = await collect(folder);
  await startStages(pipeline);
});

afterAll(() => pipeline.close());

async function collect(folder: string): Promise<Collection> {
  const ignore = (): void => undefined;
  const collector = new Collector({
    tenant: ACME,
    fetchedAt: NOW,
    locate,
    providers: PROVIDERS,
    onDeadLetter: ignore,
    onProgress: ignore,
  });
  await collector.read({ path: folder }, false);
  return collector.finish(DEFAULT_SETTINGS);
}

/** All of it but those that judge, which only pass. */
async function startStages({ context, store, run, pass }: TestPipeline): Promise<void> {
  const loadTables = createTables(store);
  await run(
    createIngestStage({ ...context, sources: [], owner: 'test' }),
    createNormaliseStage({ ...context, loadTables: createTables(store), providers: PROVIDERS, locateOf: () => locate }),
    createIndexStage({ ...context, loadTables, exceptionOf: () => Promise.resolve(undefined) }),
    createLearnStage({ ...context, owner: 'test', everyMs: 50 }),
  );
  await pass(GROUPS.detect, TOPICS.observations);
  await pass(GROUPS.rebuild, TOPICS.rebuilds);
  await pass(GROUPS.correlate, TOPICS.alerts);
}

describe('an import, read, learned and released', () => {
  beforeAll(async () => {
    const job = await registerImport(pipeline.store, {
      tenant: ACME,
      inputs: [{ path: join(pipeline.folder, 'logs') }],
      now: NOW,
    });
    await until(async () => (await importJob(pipeline.store, job.id))?.state === 'done', 50_000);
  });

  test('the Store · after it · holds the events scan counts', async () => {
    const buckets = await pipeline.store.events.aggregate(ofTenant(ACME), {}, []);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(collection.counts.events);
    expect(await pipeline.records(TOPICS.deadLetters)).toHaveLength(collection.counts.rejected);
  });

  test('learned egress · after it · is what scan learns from the same files', async () => {
    const tables = await newestTables();
    expect(tables.learned.egress.length).toBeGreaterThan(0);
    expect(tables.learned.egress).toEqual(JSON.parse(JSON.stringify(collection.learnedEgress)));
  });

  test('users · of the events under the learned aliases · are those of scan, each with the same observations', async () => {
    const { aliases } = await newestTables();
    const byUser = new Map<string, string[]>();
    for await (const events of pipeline.store.events.each(ofTenant(ACME), {})) {
      for (const event of events) {
        for (const { user, observation } of observe(event, aliases))
          byUser.set(user, [...(byUser.get(user) ?? []), observation.id]);
      }
    }
    const expected = [...collection.byUser].map(([user, keyed]) => [
      user,
      keyed.map((one) => one.observation.id).sort(),
    ]);
    expect([...byUser].map(([user, ids]) => [user, ids.sort()]).sort()).toEqual(expected.sort());
  });

  test('the release marker · comes once from each raw partition, behind all of the import', async () => {
    for (let partition = 0; partition < 2; partition++) {
      const records: ObservationRecord[] = [];
      for await (const batch of pipeline.log.replay(TOPICS.observations, partition))
        records.push(...batch.map(({ value }) => decodeJson<ObservationRecord>(value ?? new Uint8Array())));
      const releases = records.filter((record) => record.kind === 'release');
      expect(releases.map((record) => record.rawPartition).sort()).toEqual([0, 1]);
      expect(records.findLastIndex(({ kind }) => kind === 'observation')).toBeLessThan(
        records.findLastIndex(({ kind }) => kind === 'release'),
      );
    }
  });

  test('imported observations · carry the word that they are history', async () => {
    const records = await pipeline.records(TOPICS.observations);
    const data = records.map(({ value }) => decodeJson<ObservationRecord>(value ?? new Uint8Array()));
    const observations = data.filter((record) => record.kind === 'observation');
    expect(observations.length).toBeGreaterThan(100);
    expect(observations.every(({ history }) => history === true)).toBe(true);
  });

  test('settings · saved with a time · a marker everywhere and requests for those active since, then nothing is pending', async () => {
    const before = (await pipeline.records(TOPICS.rebuilds)).length;
    const from = START + 5 * 86_400_000;
    const text = { timeZone: 'Europe/Oslo' };
    await saveSettings(pipeline.store, ACME, { text: {}, effectiveFrom: 0, by: 'test', at: NOW }, []);
    await settled();
    const all = (await pipeline.records(TOPICS.rebuilds)).length - before;
    const saved = await saveSettings(pipeline.store, ACME, { text, effectiveFrom: from, by: 'test', at: NOW }, []);
    await settled();
    const active = new Set(
      [...collection.byUser]
        .filter(([, keyed]) => keyed.some(({ observation }) => observation.time >= from))
        .map(([user]) => user),
    );
    const requests = await pipeline.records(TOPICS.rebuilds);
    const asked = requests.map(({ value }) => decodeJson<RebuildRequest>(value ?? new Uint8Array()));
    const later = asked.filter(({ cause }) => cause === 'settings').length - all;
    expect(all).toBe(collection.byUser.size);
    expect(later).toBe(active.size);
    const markers = (await pipeline.records(TOPICS.observations))
      .map(({ value }) => decodeJson<ObservationRecord>(value ?? new Uint8Array()))
      .filter((record) => record.kind === 'tables' && record.version === saved.version);
    expect(markers).toHaveLength(4);
  });
});

async function newestTables() {
  return readTables(pipeline.store, ACME, await currentVersion(pipeline.store, ACME));
}

async function settled(): Promise<void> {
  await until(async () => {
    const { items } = await pipeline.store.documents.list(ofTenant(ACME), 'tables-change');
    return items.length === 0;
  });
}
