import { tenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import { okta } from '../../events/okta/index.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { testContext } from '../../test/support/context.ts';
import { ALICE, BOB, oktaRecord } from '../../test/support/okta-record.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline, until } from '../../test/support/pipeline.ts';
import { toEveryPartition } from '../ingest/to-every-partition.ts';
import type { DeadLetterRecord, ObservationData, ObservationRecord, RawData } from '../records/index.ts';
import { decodeJson, decodeRaw, encodeRaw, TOPICS } from '../records/index.ts';
import { assemble, createTables } from '../tenants/load-tables.ts';
import { saveSettings } from '../tenants/save-tables.ts';
import { NOTHING_LEARNED } from '../tenants/tenant-documents.ts';
import { normaliseRecord } from './normalise-record.ts';
import { createNormaliseStage } from './normalise-stage.ts';

const ACME = tenantId('acme');
const NOW = Date.UTC(2026, 10, 21);
const { locate } = testContext();
const deps = { providers: [okta], locateOf: () => locate };
const PUSH = { ...BOB, id: '00u9' };

function rawData(record: string, more: Partial<RawData> = {}): RawData {
  return { kind: 'data', tenant: ACME, stream: 'okta-logs', fetched: NOW, record, ...more };
}

function text(uuid: string, more: Parameters<typeof oktaRecord>[1] = {}): string {
  return JSON.stringify(oktaRecord('user.session.start', { uuid, ...more }));
}

describe('normalise a record', () => {
  const poison: Provider = {
    ...okta,
    normalise: () => {
      throw new TypeError('cannot read this');
    },
  };
  const cases: readonly (readonly [string, string, Partial<RawData>, readonly Provider[], string])[] = [
    ['no JSON', '{"uuid":', {}, [okta], 'broken_json'],
    ['no object', '[1]', {}, [okta], 'not_an_object'],
    ['nobody’s record', '{"a":1}', {}, [okta], 'unknown_shape'],
    ['another provider’s than was said', text('1'), { source: 'entra' }, [okta], 'wrong_provider'],
    ['refused by its normaliser', text('1', { published: 'yesterday' }), {}, [okta], 'bad_field'],
    ['a normaliser that falls over', text('1'), {}, [poison], 'normaliser_failed'],
  ];
  test.each(cases)('%s · is refused with the reason', (_, record, more, providers, code) => {
    const normalised = normaliseRecord(rawData(record, more), NO_ALIASES, { ...deps, providers });
    expect(normalised).toMatchObject({ ok: false, reason: { code } });
  });
});

describe('normalise stage', () => {
  let pipeline: TestPipeline;
  beforeEach(async () => {
    pipeline = await openTestPipeline(2, () => NOW);
  });
  afterEach(() => pipeline.close());

  async function publish(...records: readonly RawData[]): Promise<void> {
    await pipeline.log.publish(
      TOPICS.raw,
      records.map((raw, index) => ({ key: `acme|${String(index)}`, value: encodeRaw(raw), partition: 0 })),
    );
  }

  async function start(): Promise<void> {
    await pipeline.run(
      createNormaliseStage({ ...pipeline.context, ...deps, loadTables: createTables(pipeline.store) }),
    );
  }

  async function observations(): Promise<readonly ObservationRecord[]> {
    const records = await pipeline.records(TOPICS.observations);
    return records.map(({ value }) => decodeJson<ObservationRecord>(value ?? new Uint8Array()));
  }

  async function letters(): Promise<readonly DeadLetterRecord[]> {
    const records = await pipeline.records(TOPICS.deadLetters);
    return records.map(({ value }) => decodeJson<DeadLetterRecord>(value ?? new Uint8Array()));
  }

  test('a reset by an administrator · one event, an observation of both people, each by their own key', async () => {
    const reset = oktaRecord('user.mfa.factor.reset_all', { actor: ALICE, target: [PUSH] });
    await publish(rawData(JSON.stringify(reset), { history: true }));
    await start();
    await until(async () => (await observations()).length === 2);
    const data = (await observations()) as readonly ObservationData[];
    expect(data.map(({ user, history }) => [user, history]).sort()).toEqual([
      ['alice@example.com', true],
      ['bob@example.com', true],
    ]);
    const keys = (await pipeline.records(TOPICS.observations)).map(({ key }) => key);
    expect([...keys].sort()).toEqual(['acme|alice@example.com', 'acme|bob@example.com']);
    const [event] = await pipeline.records(TOPICS.events);
    expect(event?.key).toBe('acme|okta|11111111-2222-3333-4444-555555555555');
  });

  test('a record that cannot be normalised · goes whole to the dead letters, its neighbours go on', async () => {
    const bad = rawData('{"uuid":', { origin: 'okta.json:3' });
    await publish(rawData(text('1')), bad, rawData(text('2')));
    await start();
    await until(async () => (await pipeline.records(TOPICS.events)).length === 2);
    const [letter] = await letters();
    expect(letter).toMatchObject({
      stage: 'normalise',
      tenant: 'acme',
      origin: 'okta.json:3',
      reason: { code: 'broken_json' },
    });
    expect(letter?.replay.kind).toBe('raw');
    if (letter?.replay.kind === 'raw') expect(decodeRaw(Buffer.from(letter.replay.value, 'base64'))).toEqual(bad);
  });

  test('bytes that are no raw record · dead letter of the key’s tenant', async () => {
    await pipeline.log.publish(TOPICS.raw, [{ key: 'acme|1', value: Buffer.from('\u0000{') }]);
    await publish(rawData(text('1')));
    await start();
    await until(async () => (await pipeline.records(TOPICS.events)).length === 1);
    expect(await letters()).toMatchObject([{ tenant: 'acme', reason: { code: 'corrupt_record' } }]);
  });

  test('ticks and markers · reach every observation partition, named by where they came from, behind what came before', async () => {
    await publish(rawData(text('1')));
    const tick = { kind: 'tick', tenant: ACME, stream: 's', frontier: 5, streams: ['s'] } as const;
    await toEveryPartition(pipeline.log, 2, { ...tick, frontier: 4 });
    await toEveryPartition(pipeline.log, 2, tick);
    await toEveryPartition(pipeline.log, 2, { kind: 'release', tenant: ACME, job: 'j' });
    await start();
    await until(async () => (await observations()).filter(({ kind }) => kind === 'release').length === 4);
    for (const partition of [0, 1]) {
      const found: ObservationRecord[] = [];
      for await (const batch of pipeline.log.replay(TOPICS.observations, partition))
        found.push(...batch.map(({ value }) => decodeJson<ObservationRecord>(value ?? new Uint8Array())));
      const ticks = found.filter((record) => record.kind === 'tick');
      expect(new Set(ticks.map(({ rawPartition }) => rawPartition))).toEqual(new Set([0, 1]));
      expect(Math.max(...ticks.map(({ frontier }) => frontier))).toBe(5);
      const first = found.findIndex(({ kind }) => kind !== 'observation');
      expect(found.slice(first).every(({ kind }) => kind !== 'observation')).toBe(true);
    }
  });

  test('a tables marker · what comes behind it is keyed by the new aliases', async () => {
    await publish(rawData(text('1')));
    await start();
    await until(async () => (await observations()).length === 1);
    const aliases = [{ user: 'boss@example.com', ids: ['okta:00u1alice'] }];
    const settings = { text: { aliases }, effectiveFrom: 0, by: 'test', at: NOW };
    const { version } = await saveSettings(pipeline.store, ACME, settings, []);
    await toEveryPartition(pipeline.log, 2, { kind: 'tables', tenant: ACME, version });
    await publish(rawData(text('2')));
    await until(async () => (await observations()).filter(({ kind }) => kind === 'observation').length === 2);
    const data = (await observations()).filter((record) => record.kind === 'observation');
    expect(data.map(({ user, observation }) => [observation.eventId, user]).sort()).toEqual([
      ['1', 'alice@example.com'],
      ['2', 'boss@example.com'],
    ]);
  });
});

test('tables of nothing · normalise under the address of the record', () => {
  const { aliases } = assemble(ACME, 0, [], NOTHING_LEARNED);
  const normalised = normaliseRecord(rawData(text('1')), aliases, deps);
  expect(normalised.ok && normalised.events[0]?.keyed[0]?.user).toBe('alice@example.com');
});
