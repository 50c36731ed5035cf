import { once } from 'node:events';
import { getPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TenantId } from '../../events/identity.ts';
import { tenantId } from '../../events/identity.ts';
import { toEveryPartition } from '../../services/ingest/to-every-partition.ts';
import type { NormaliseDeps } from '../../services/normalise/normalise-record.ts';
import { createNormaliseStage } from '../../services/normalise/normalise-stage.ts';
import { packageRoot } from '../../services/platform/package-root.ts';
import type { PlaceFiles } from '../../services/platform/place-files.ts';
import { openPlaces } from '../../services/platform/place-files.ts';
import { PROVIDERS } from '../../services/platform/providers.ts';
import { workerFile } from '../../services/platform/sqlite/thread-host.ts';
import { encodeRaw, GROUPS, TOPICS } from '../../services/records/index.ts';
import { createTables } from '../../services/tenants/load-tables.ts';
import { saveSettings } from '../../services/tenants/save-tables.ts';
import { oktaRecord } from '../support/okta-record.ts';
import { openTestPipeline, until } from '../support/pipeline.ts';

const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData).then(({ letOthersGoFirst }) => {
    letOthersGoFirst();
    parentPort.postMessage(require('node:os').getPriority());
  });
`;

test('letOthersGoFirst · in a thread · on Linux lowers that thread alone, elsewhere nothing', async () => {
  const before = getPriority();
  const source = pathToFileURL(join(packageRoot, 'services', 'platform', 'let-others-go-first.ts')).href;
  const module = workerFile(source, 'let-others-go-first');
  const worker = new Worker(THREAD, { eval: true, workerData: pathToFileURL(module).href });
  const [own] = (await once(worker, 'message')) as [number];
  expect(own).toBe(process.platform === 'linux' ? Math.max(10, before) : before);
  expect(getPriority()).toBe(before);
});

const ACME = tenantId('acme');
const NOW = Date.UTC(2026, 10, 21);

type Way = NormaliseDeps | { readonly placeFiles: ReadonlyMap<TenantId, PlaceFiles> };

/** What becomes of two records, one that is none, ticks, and new aliases between them. */
async function normalised(way: Way): Promise<readonly unknown[]> {
  const pipeline = await openTestPipeline(2, () => NOW);
  const { log, store, context } = pipeline;
  const publish = (id: string, record: string): Promise<void> => {
    const value = encodeRaw({ kind: 'data', tenant: ACME, stream: 's', fetched: NOW, record });
    return log.publish(TOPICS.raw, [{ key: `acme|${id}`, value, partition: 0 }]);
  };
  const signIn = (uuid: string): string => JSON.stringify(oktaRecord('user.session.start', { uuid }));
  try {
    await publish('1', signIn('1'));
    await publish('2', '{"uuid":');
    const aliases = [{ user: 'boss@example.com', ids: ['okta:00u1alice'] }];
    const tick = { kind: 'tick', tenant: ACME, stream: 's', frontier: 5, streams: ['s'] } as const;
    const stage = createNormaliseStage({ ...context, ...way, loadTables: createTables(store) });
    await stage.start();
    const caughtUp = async (): Promise<boolean> => {
      const read = await log.committed(GROUPS.normalise, TOPICS.raw);
      return (await log.endOffsets(TOPICS.raw)).every((end, partition) => (read[partition] ?? 0n) >= end);
    };
    await until(caughtUp);
    const { version } = await saveSettings(
      store,
      ACME,
      { text: { aliases }, effectiveFrom: 0, by: 'test', at: NOW },
      [],
    );
    await toEveryPartition(log, 2, { kind: 'tables', tenant: ACME, version });
    await publish('3', signIn('3'));
    await toEveryPartition(log, 2, tick);
    await until(caughtUp);
    await stage.stop();
    const topics = [TOPICS.events, TOPICS.observations, TOPICS.deadLetters];
    const records = await Promise.all(topics.map((topic) => pipeline.records(topic)));
    return records.map((each) => each.map(({ key, value }) => `${key} ${Buffer.from(value ?? []).toString()}`).sort());
  } finally {
    await pipeline.close();
  }
}

test('normalise · in a thread of its own · says what it says in this one', async () => {
  const inline = await normalised({ providers: PROVIDERS, locateOf: openPlaces(new Map()) });
  expect(inline.map((records) => (records as unknown[]).length)).toEqual([2, expect.any(Number), 1]);
  expect(JSON.stringify(inline)).toContain('boss@example.com');
  expect(await normalised({ placeFiles: new Map() })).toEqual(inline);
});
