import { Registry } from 'prom-client';
import type { Detector } from '../../detectors/kit/detector.ts';
import { twoPlaces } from '../../detectors/kit/test-detector.ts';
import { tenantId } from '../../events/identity.ts';
import type { JsonObject } from '../../events/event.ts';
import { okta } from '../../events/okta/index.ts';
import { testContext } from '../../test/support/context.ts';
import { oktaRecord } from '../../test/support/okta-record.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline, until } from '../../test/support/pipeline.ts';
import { createDetectStage } from '../detect/detect-stage.ts';
import { createIndexStage } from '../index/index-stage.ts';
import { createNormaliseStage } from '../normalise/normalise-stage.ts';
import type { StageContext } from '../platform/stage.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store, StoredAlert } from '../platform/store/store.ts';
import { StoreUnavailableError } from '../platform/store/store.ts';
import type { ObservationRecord, RawRecord, RebuildRequest } from '../records/index.ts';
import { decodeJson, encodeJson, encodeRaw, GROUPS, TOPICS, userKey } from '../records/index.ts';
import { createTables } from '../tenants/load-tables.ts';
import { noteHorizon } from './horizon.ts';
import { createRebuildStage } from './rebuild-stage.ts';

const ACME = tenantId('acme');
const SCOPE = ofTenant(ACME);
const ALICE = 'alice@example.com';
const NOON = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const DETECTORS = [twoPlaces as unknown as Detector];

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await openTestPipeline();
});
afterEach(() => pipeline.close());

function stages(store: Store = pipeline.store) {
  const context: StageContext = { ...pipeline.context, metrics: new Registry() };
  const loadTables = createTables(pipeline.store);
  const { locate } = testContext();
  return {
    normalise: createNormaliseStage({ ...context, providers: [okta], locateOf: () => locate, loadTables }),
    index: createIndexStage({ ...context, loadTables, exceptionOf: () => Promise.resolve(undefined) }),
    detect: createDetectStage({ ...context, detectors: DETECTORS, loadTables }),
    rebuild: createRebuildStage({ ...context, store, loadTables }),
  };
}

async function runAll(store?: Store): Promise<void> {
  const { normalise, detect, index, rebuild } = stages(store);
  await pipeline.run(normalise, detect, index, rebuild);
}

function signIn(uuid: string, time: number, ip: string): JsonObject {
  const client = { ...(oktaRecord('user.session.start')['client'] as JsonObject), ipAddress: ip };
  return oktaRecord('user.session.start', { uuid, published: new Date(time).toISOString(), client });
}

/** Alice within five minutes in two places. */
function pair(time: number): readonly JsonObject[] {
  return [
    signIn(`${String(time)}-oslo`, time, '192.0.2.1'),
    signIn(`${String(time)}-london`, time + 300_000, '198.51.100.1'),
  ];
}

async function fetched(records: readonly JsonObject[], history?: true): Promise<void> {
  const stream = history === true ? 'import:job' : 'okta';
  for (const record of records) {
    const raw: RawRecord = { kind: 'data', tenant: ACME, stream, fetched: NOON, record: JSON.stringify(record) };
    const value = encodeRaw(history === true ? { ...raw, history } : raw);
    await pipeline.log.publish(TOPICS.raw, [{ key: `acme|${String(record['uuid'])}`, value }]);
  }
}

async function toEveryRawPartition(record: RawRecord): Promise<void> {
  const value = encodeRaw(record);
  await pipeline.log.publish(
    TOPICS.raw,
    [0, 1].map((partition) => ({ key: 'acme|', value, partition })),
  );
}

function tick(frontier: number): Promise<void> {
  return toEveryRawPartition({ kind: 'tick', tenant: ACME, stream: 'okta', streams: ['okta'], frontier });
}

async function ask(cause: RebuildRequest['cause']): Promise<void> {
  const request: RebuildRequest = { tenant: ACME, user: ALICE, cause };
  await pipeline.log.publish(TOPICS.rebuilds, [{ key: userKey(ACME, ALICE), value: encodeJson(request) }]);
}

async function alerts(): Promise<readonly StoredAlert[]> {
  const { items } = await pipeline.store.alerts.search(SCOPE, {});
  return items.map(({ value }) => value);
}

async function observed(kind: ObservationRecord['kind']): Promise<readonly ObservationRecord[]> {
  const records = await pipeline.records(TOPICS.observations);
  return records
    .flatMap(({ value }) => (value === null ? [] : [decodeJson<ObservationRecord>(value)]))
    .filter((record) => record.kind === kind);
}

/** Detection has read everything, the answers to what it asked for among it. */
async function settled(): Promise<void> {
  const { log } = pipeline;
  const ways = [
    [GROUPS.normalise, TOPICS.raw],
    [GROUPS.detect, TOPICS.observations],
    [GROUPS.rebuild, TOPICS.rebuilds],
    [GROUPS.detect, TOPICS.observations],
    [GROUPS.indexAlerts, TOPICS.alerts],
  ] as const;
  for (const [group, topic] of ways) {
    await until(async () => {
      const [committed, ends] = await Promise.all([log.committed(group, topic), log.endOffsets(topic)]);
      return ends.every((end, partition) => (committed[partition] ?? 0n) >= end);
    });
  }
}

describe('rebuild', () => {
  test('records that come days late · end in the alert that they would have opened in time', async () => {
    await runAll();
    await fetched(pair(NOON));
    await tick(NOON);
    await settled();
    expect(await alerts()).toHaveLength(1);
    await fetched(pair(NOON - 3 * DAY));
    await settled();
    const found = await alerts();
    expect(found.map(({ mfa }) => [mfa.alert.first_event, mfa.alert.quiet ?? false])).toEqual([
      ['2026-11-20T12:00:00.000Z', false],
      ['2026-11-17T12:00:00.000Z', false],
    ]);
  });

  test('an import · is judged at its release, and never pages', async () => {
    await runAll();
    await fetched(pair(NOON - 30 * DAY), true);
    await settled();
    expect(await alerts()).toEqual([]);
    await toEveryRawPartition({ kind: 'release', tenant: ACME, job: 'job' });
    await settled();
    expect((await alerts()).map(({ mfa }) => mfa.alert.quiet)).toEqual([true]);
  });

  test('index is behind · waits and says so, and answers only when the Store has caught up', async () => {
    const { normalise, detect, index, rebuild } = stages();
    await pipeline.run(normalise, detect, rebuild);
    await fetched(pair(NOON - 30 * DAY), true);
    await toEveryRawPartition({ kind: 'release', tenant: ACME, job: 'job' });
    await until(() => rebuild.status().detail === 'waiting for index-events');
    expect(rebuild.status().state).toBe('waiting');
    expect(await observed('rebuild_begin')).toHaveLength(1);
    expect(await observed('rebuild_end')).toEqual([]);
    await pipeline.run(index);
    await settled();
    expect(await alerts()).toHaveLength(1);
  });

  test('the Store goes away in the middle of a key · begins anew under another id', async () => {
    let failures = 1;
    const flaky: Store = {
      ...pipeline.store,
      refresh: () => pipeline.store.refresh(),
      events: {
        ...pipeline.store.events,
        each: async function* (scope, query) {
          for await (const events of pipeline.store.events.each(scope, query)) {
            yield events.slice(0, 1);
            if (failures-- > 0) throw new StoreUnavailableError('the disk is full');
            yield events.slice(1);
          }
        },
      },
    };
    await runAll(flaky);
    await fetched(pair(NOON - 30 * DAY), true);
    await toEveryRawPartition({ kind: 'release', tenant: ACME, job: 'job' });
    await settled();
    expect(await alerts()).toHaveLength(1);
    const begins = await observed('rebuild_begin');
    expect(new Set(begins.map((record) => 'id' in record && record.id)).size).toBe(2);
    expect(await observed('rebuild_end')).toHaveLength(1);
  });

  test('a damaged state · is made whole from the Store', async () => {
    const first = stages();
    await pipeline.run(first.normalise, first.detect, first.index);
    const [oslo, london] = pair(NOON) as [JsonObject, JsonObject];
    await fetched([oslo]);
    await settledWithoutRebuild();
    await first.detect.stop();
    await pipeline.log.publish(TOPICS.state, [{ key: userKey(ACME, ALICE), value: Buffer.from('damaged') }]);
    const again = stages();
    await pipeline.run(again.detect, again.rebuild);
    await fetched([london]);
    await settled();
    expect(await alerts()).toHaveLength(1);
  });

  test('events that retention deleted · retract nothing', async () => {
    await runAll();
    await fetched(pair(NOON - 30 * DAY));
    await settled();
    await noteHorizon(pipeline.store, ACME, NOON - DAY);
    await pipeline.store.retain(SCOPE, 'events', NOON - DAY);
    await ask('replay');
    await settled();
    expect((await alerts()).map(({ mfa }) => mfa.alert.detection)).toEqual(['active']);
  });

  test('an alert nothing supports any more · is retracted', async () => {
    await runAll();
    await fetched(pair(NOON));
    await settled();
    await pipeline.store.retain(SCOPE, 'events', NOON + 1);
    await ask('replay');
    await settled();
    expect((await alerts()).map(({ mfa }) => mfa.alert.detection)).toEqual(['retracted']);
  });
});

async function settledWithoutRebuild(): Promise<void> {
  const { log } = pipeline;
  await until(async () => {
    const [committed, ends] = await Promise.all([
      log.committed(GROUPS.detect, TOPICS.observations),
      log.endOffsets(TOPICS.observations),
    ]);
    return ends.some((end) => end > 0n) && ends.every((end, partition) => (committed[partition] ?? 0n) >= end);
  });
}
