import type { Detector } from '../../detectors/kit/detector.ts';
import { twoPlaces } from '../../detectors/kit/test-detector.ts';
import { PLACES, sighting } from '../../detectors/kit/test-driver.ts';
import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { caughtUp, everything, openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { FencedError, LogUnavailableError } from '../platform/event-log/event-log.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import type { AlertRecord, DeadLetterRecord, ObservationRecord, RebuildRequest } from '../records/index.ts';
import { encodeJson, GROUPS, TOPICS, userKey } from '../records/index.ts';
import type { LoadTables, TenantTables } from '../tenants/tables.ts';
import { createDetectStage } from './detect-stage.ts';

const ACME = tenantId('acme');
const ALICE = 'alice@example.com';
const DETECTOR: Detector = twoPlaces as unknown as Detector;
const DAY = 86_400_000;

const oslo = sighting({ eventId: 'oslo', place: PLACES.oslo });
const london = sighting({ eventId: 'london', minutes: 5, place: PLACES.london });

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

function tablesOf(version: number, withinMinutes = 30): TenantTables {
  const settings = { ...DEFAULT_SETTINGS, detectors: { [DETECTOR.id]: { withinMinutes } } };
  return {
    tenant: ACME,
    version,
    settingsAt: () => settings,
    facts: { egress: () => undefined, gateway: () => undefined },
    aliases: { userOf: () => undefined, tokensOf: () => [] },
  };
}

function live(observation: Observation, user = ALICE): ObservationRecord {
  return { kind: 'observation', tenant: ACME, user, observation };
}

async function publish(...records: readonly ObservationRecord[]): Promise<void> {
  for (const record of records) {
    const key = userKey(ACME, 'user' in record ? record.user : '');
    const outgoing = { key, value: encodeJson(record) };
    if ('user' in record) await platform.log.publish(TOPICS.observations, [outgoing]);
    else
      await platform.log.publish(
        TOPICS.observations,
        [0, 1].map((partition) => ({ ...outgoing, partition })),
      );
  }
}

interface Options extends Partial<StageContext> {
  readonly detectors?: readonly Detector[];
  readonly loadTables?: LoadTables;
}

function createStage({ detectors = [DETECTOR], loadTables, ...overrides }: Options = {}): Stage {
  const load: LoadTables = loadTables ?? (() => Promise.resolve(tablesOf(0)));
  return createDetectStage({ ...platform.context(overrides), detectors, loadTables: load });
}

/** Judges all there is, and stops. */
async function detect(options: Options = {}): Promise<void> {
  const stage = createStage(options);
  await stage.start();
  await Promise.race([fall(stage), caughtUp(platform.log, GROUPS.detect, TOPICS.observations)]);
  await stage.stop();
}

/** Never resolves. */
function fall(stage: Stage): Promise<never> {
  return stage.stopped.then(() => new Promise<never>(() => undefined));
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition();) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const alerts = (): Promise<AlertRecord[]> => everything<AlertRecord>(platform.log, TOPICS.alerts);
const letters = (): Promise<DeadLetterRecord[]> => everything<DeadLetterRecord>(platform.log, TOPICS.deadLetters);
const requests = (): Promise<RebuildRequest[]> => everything<RebuildRequest>(platform.log, TOPICS.rebuilds);

/** A log of which one call behaves differently. */
function logWith(overrides: Partial<EventLog>): EventLog {
  return new Proxy(platform.log, {
    get: (log, name) => {
      const own = overrides[name as keyof EventLog] as unknown;
      if (own !== undefined) return own;
      const value = log[name as keyof EventLog] as unknown;
      return typeof value === 'function' ? (value as () => unknown).bind(log) : value;
    },
  });
}

describe('detect', () => {
  test('two records in one batch · one alert, whose sequence is the offset of what opened it', async () => {
    await publish(live(oslo), live(london));
    await detect();
    const found = await alerts();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ tenant: ACME, user: ALICE, detection: 'active' });
    expect(found[0]?.alert?.mfa.alert.event_ids).toEqual(['oslo', 'london']);
    const records: bigint[] = [];
    for (const partition of [0, 1])
      for await (const batch of platform.log.replay(TOPICS.observations, partition))
        records.push(...batch.map(({ offset }) => offset));
    expect(BigInt(found[0]?.sequence ?? -1)).toBe(records.at(-1));
  });

  test('stopped between two records · the next one goes on from the changelog', async () => {
    await publish(live(oslo));
    await detect();
    await publish(live(london));
    await detect();
    expect(await alerts()).toHaveLength(1);
  });

  test('the log is full for a while · waits and publishes the same once', async () => {
    await publish(live(oslo), live(london));
    let refusals = 2;
    const log = logWith({
      transact: (...args) => {
        refusals -= 1;
        if (refusals >= 0) return Promise.reject(new LogUnavailableError('the log is full'));
        return platform.log.transact(...args);
      },
    });
    const stage = createStage({ log });
    await stage.start();
    await until(() => stage.status().state === 'waiting');
    expect(stage.status().detail).toBe('the log is full');
    await caughtUp(platform.log, GROUPS.detect, TOPICS.observations);
    await stage.stop();
    expect(await alerts()).toHaveLength(1);
  });

  test('fenced · publishes nothing, goes on with nothing it held, and does not fall', async () => {
    await publish(live(oslo), live(london));
    let fenced = 0;
    const log = logWith({
      transact: (assignment) => {
        fenced += 1;
        return Promise.reject(new FencedError(assignment));
      },
    });
    const stage = createStage({ log });
    await stage.start();
    await until(() => fenced === 1);
    await publish(live(sighting({ eventId: 'later', minutes: 6, place: PLACES.london })));
    await stage.stop();
    await expect(stage.stopped).resolves.toBeUndefined();
    expect(fenced).toBe(1);
    expect(await alerts()).toEqual([]);
    await detect();
    expect(await alerts()).toHaveLength(1);
  });

  test('a tables marker · adopts that version there, waiting for a Store that lags', async () => {
    let version = 0;
    const asked: number[] = [];
    const loadTables: LoadTables = () => {
      asked.push(version);
      const tables = tablesOf(version, version === 2 ? 1 : 30);
      if (asked.length === 3) version = 2;
      return Promise.resolve(tables);
    };
    await publish({ kind: 'tables', tenant: ACME, version: 2, rawPartition: 0 });
    await publish(live(oslo), live(london));
    await detect({ loadTables });
    expect(asked.at(-1)).toBe(2);
    expect(await alerts()).toEqual([]);
  });

  test('a record behind what the state can take in · asks for a rebuild, once while it is pending', async () => {
    const frontier = oslo.time;
    const tick = { kind: 'tick', tenant: ACME, stream: 'okta', streams: ['okta'], frontier } as const;
    await publish({ ...tick, rawPartition: 0 }, { ...tick, rawPartition: 1 });
    const late = [1, 2].map((day) =>
      live(sighting({ eventId: `late-${String(day)}`, time: frontier - (day + 2) * DAY })),
    );
    await publish(...late.slice(0, 1));
    await detect();
    await publish(...late.slice(1));
    await detect();
    expect(await requests()).toEqual([{ tenant: ACME, user: ALICE, cause: 'late' }]);
  });

  test('a detector that throws · told once, the others go on', async () => {
    const broken: Detector = {
      ...DETECTOR,
      id: 'broken',
      find: () => {
        throw new TypeError('no such field');
      },
    };
    await publish(live(oslo), live(london));
    const stage = createStage({ detectors: [broken, DETECTOR] });
    await stage.start();
    await caughtUp(platform.log, GROUPS.detect, TOPICS.observations);
    expect(stage.status().detail).toBe('broken failed 2 times');
    await stage.stop();
    expect(await alerts()).toHaveLength(1);
    expect((await letters()).map(({ reason, replay }) => [reason, replay])).toEqual(
      [oslo, london].map(({ id }) => [
        { code: 'detector_failed', message: 'broken: TypeError: no such field' },
        { kind: 'rebuild', user: ALICE, detector: 'broken', observation: id },
      ]),
    );
  });

  test('a damaged state · dead letter and rebuild; nothing is judged on half a memory', async () => {
    await publish(live(oslo));
    await detect();
    await platform.log.publish(TOPICS.state, [
      { key: userKey(ACME, ALICE), value: Buffer.from('damaged beyond repair') },
    ]);
    await publish(live(london), live(oslo, 'bob@example.com'));
    await detect();
    expect(await alerts()).toEqual([]);
    expect(await requests()).toEqual([{ tenant: ACME, user: ALICE, cause: 'replay' }]);
    expect(await letters()).toMatchObject([
      { reason: { code: 'corrupt_state' }, replay: { kind: 'rebuild', user: ALICE } },
    ]);
  });

  test('a tenant whose progress cannot be read · dead letter, and its keys go on', async () => {
    await publish(live(oslo));
    await detect();
    for (const partition of [0, 1])
      await platform.log.publish(TOPICS.state, [{ key: `#${ACME}`, value: Buffer.from('{'), partition }]);
    await publish(live(london));
    await detect();
    expect(await alerts()).toHaveLength(1);
    expect(await letters()).toMatchObject([{ reason: { code: 'corrupt_state' } }]);
  });
});
