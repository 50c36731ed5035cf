import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { tenantId } from '../../events/identity.ts';
import type { TestPipeline } from '../../test/support/pipeline.ts';
import { openTestPipeline, until } from '../../test/support/pipeline.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import { LogUnavailableError } from '../platform/event-log/event-log.ts';
import type { Store } from '../platform/store/store.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { GROUPS } from '../records/groups.ts';
import type { DeadLetterRecord, RawData, Tick } from '../records/index.ts';
import { decodeJson, decodeRaw, TOPICS } from '../records/index.ts';
import { filesSourceSchema } from './files/config.ts';
import { FilesSource } from './files/files-source.ts';
import { ImportError, importJob, registerImport } from './imports/register-import.ts';
import { createIngestStage } from './ingest-stage.ts';

const ACME = tenantId('acme');
let pipeline: TestPipeline;
let logs: string;

beforeEach(async () => {
  pipeline = await openTestPipeline(2);
  await pipeline.pass(GROUPS.normalise, TOPICS.raw);
  logs = join(pipeline.folder, 'okta.ndjson');
});

afterEach(() => pipeline.close());

function ingest(parts: Partial<TestPipeline['context']> = {}) {
  const config = filesSourceSchema.parse({ id: 'okta-logs', path: logs, every: '1s', source: 'okta' });
  const source = new FilesSource(ACME, { ...config, every: 10 });
  return createIngestStage({ ...pipeline.context, ...parts, sources: [source], owner: 'test' });
}

function line(id: number | string): string {
  return `${JSON.stringify({ uuid: String(id), published: '2026-11-20T10:00:00.000Z' })}\n`;
}

async function raw(): Promise<readonly RawData[]> {
  const records = await pipeline.records(TOPICS.raw);
  return records.map(({ value }) => decodeRaw(value ?? new Uint8Array())).filter((record) => record.kind === 'data');
}

async function rawIds(): Promise<string[]> {
  return (await raw()).map(({ record }) => (JSON.parse(record) as { uuid: string }).uuid);
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** A log or Store of which one call in so many fails before or after it has done its work. */
function failing<T extends object>(whole: T, methods: readonly string[], every: number): T {
  let calls = 0;
  return new Proxy(whole, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...parameters: unknown[]) => {
        const fails = methods.includes(String(name)) && ++calls % every === 0;
        if (fails && calls % (2 * every) === 0) throw new Error('killed before');
        const result: unknown = await (method as (...all: unknown[]) => Promise<unknown>).apply(target, parameters);
        if (fails) throw new Error('killed after');
        return result;
      };
    },
  });
}

/** Runs stages that are killed again and again until `done`. */
async function withKills(start: () => ReturnType<typeof ingest>, done: () => Promise<boolean>): Promise<number> {
  for (let kills = 0; ; kills++) {
    const stage = start();
    await stage.start();
    const outcome = await Promise.race([
      stage.stopped.then(
        () => 'stopped',
        () => 'killed',
      ),
      until(done).then(() => 'done'),
    ]);
    await stage.stop();
    if (outcome === 'done') return kills;
  }
}

describe('ingest · a files source', () => {
  test('records · are on the log untouched, with their source and origin; then ticks to every partition', async () => {
    writeFileSync(logs, line(1) + 'broken\n' + line(2));
    await pipeline.run(ingest());
    await until(async () => (await pipeline.records(TOPICS.raw)).length >= 4);
    const records = await raw();
    expect(records.map(({ record }) => `${record}\n`).sort()).toEqual([line(1), line(2)]);
    expect(records[0]).toMatchObject({ tenant: 'acme', source: 'okta', stream: 'okta-logs' });
    for (const partition of [0, 1]) {
      const all = [];
      for await (const batch of pipeline.log.replay(TOPICS.raw, partition)) all.push(...batch);
      const tick = decodeRaw(all.at(-1)?.value ?? new Uint8Array()) as Tick;
      expect(tick).toEqual({
        kind: 'tick',
        tenant: 'acme',
        stream: 'okta-logs',
        streams: ['okta-logs'],
        frontier: Date.UTC(2026, 10, 20, 9),
      });
    }
    const [letter] = await pipeline.records(TOPICS.deadLetters);
    expect(decodeJson<DeadLetterRecord>(letter?.value ?? new Uint8Array())).toMatchObject({
      stage: 'ingest',
      reason: { code: 'broken_json' },
      origin: `${logs}:2`,
      replay: { kind: 'raw' },
    });
  });

  test('a folder that is not there · one warning naming it, also in the status; read as soon as it is there', async () => {
    logs = join(pipeline.folder, 'later');
    const lines: string[] = [];
    const logger = createLogger('info', { write: (text) => lines.push(text) });
    const stage = ingest({ logger });
    await pipeline.run(stage);
    await until(() => stage.status().detail?.includes(`${logs}: not there yet`) === true);
    await sleep(100);
    const about = () => lines.filter((text) => text.includes('acme/okta-logs'));
    expect([about().length, about()[0]]).toEqual([1, expect.stringContaining(`${logs}: not there yet`)]);
    mkdirSync(logs);
    writeFileSync(join(logs, 'a.ndjson'), line(1));
    await until(async () => (await rawIds()).length === 1);
    await until(() => stage.status().detail === undefined);
    expect(about().slice(1)).toEqual([expect.stringContaining('can be read again')]);
  });

  test('the clock set back · time goes on with the records', async () => {
    let now = Date.UTC(2026, 10, 20, 12);
    writeFileSync(logs, line(1));
    await pipeline.run(ingest({ now: () => now }));
    const ticks = async () => {
      const records = await pipeline.records(TOPICS.raw);
      return records.map(({ value }) => decodeRaw(value ?? new Uint8Array())).filter(({ kind }) => kind === 'tick');
    };
    await until(async () => (await ticks()).length === 2);
    now -= 2 * 86_400_000;
    appendFileSync(logs, line(2).replace('T10:', 'T11:'));
    await until(async () => (await ticks()).length >= 4, 5_000);
  });

  test('killed at every third write · nothing is lost, whatever is repeated', async () => {
    writeFileSync(logs, ids(20_000).map(line).join(''));
    const start = () =>
      ingest({
        log: failing(pipeline.log, ['publish'], 3),
        store: new Proxy(pipeline.store, {
          get: (store, name: keyof Store) =>
            name === 'documents' ? failing(store.documents, ['put'], 2) : store[name],
        }),
      });
    const kills = await withKills(start, async () => new Set(await rawIds()).size === 20_000);
    expect(kills).toBeGreaterThan(0);
    appendFileSync(logs, line('last'));
    await withKills(start, async () => (await rawIds()).includes('last'));
  });

  test('the log is full for a while · waits, says so, goes on', async () => {
    writeFileSync(logs, line(1));
    let full = true;
    const log = new Proxy(pipeline.log, {
      get: (target, name: keyof EventLog) => {
        if (name === 'publish' && full) return () => Promise.reject(new LogUnavailableError('the log is full'));
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const stage = ingest({ log });
    await pipeline.run(stage);
    await until(() => stage.status().detail === 'the log is full');
    full = false;
    await until(async () => (await raw()).length === 1);
  });

  test('the folder cannot be read · the stage goes on and says why', async () => {
    logs = join(pipeline.folder, 'no', 'such', 'folder', 'file');
    const stage = ingest();
    await pipeline.run(stage);
    await until(() => stage.status().detail?.includes('ENOENT') === true);
    expect(stage.status().state).toBe('running');
  });

  test('two processes · one follows, the other waits', async () => {
    writeFileSync(logs, line(1));
    await pipeline.run(ingest());
    await until(async () => (await raw()).length === 1);
    const other = createIngestStage({
      ...pipeline.context,
      sources: [new FilesSource(ACME, filesSourceSchema.parse({ id: 'okta-logs', path: logs }))],
      owner: 'another',
    });
    await pipeline.run(other);
    await until(() => other.status().detail?.includes('another process') === true);
    expect(await raw()).toHaveLength(1);
  });

  test('a record that fits into no message · is described in a dead letter', async () => {
    const noise = Array.from({ length: 1_200_000 }, () => Math.random().toString(36)[2] ?? 'x').join('');
    writeFileSync(logs, `${JSON.stringify({ uuid: 'big', noise: noise + noise })}\n${line(1)}`);
    await pipeline.run(ingest());
    await until(async () => (await raw()).length === 1 && (await pipeline.records(TOPICS.deadLetters)).length === 1);
    const [letter] = await pipeline.records(TOPICS.deadLetters);
    expect(decodeJson<DeadLetterRecord>(letter?.value ?? new Uint8Array())).toMatchObject({
      reason: { code: 'too_large' },
      replay: { kind: 'none' },
    });
  });
});

describe('ingest · imports', () => {
  test('killed again and again · every record arrives as history, in the end the job waits for learn', async () => {
    const folder = join(pipeline.folder, 'export');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.json.gz'), gzipSync(ids(5_000).map(line).join('')));
    writeFileSync(
      join(folder, 'b.json'),
      `[${ids(2_500)
        .map((id) => line(`b${id}`))
        .join(',')}]`,
    );
    logs = join(pipeline.folder, 'none');
    const registered = await registerImport(pipeline.store, { tenant: ACME, inputs: [{ path: folder }], now: 1 });
    const start = () =>
      ingest({
        log: failing(pipeline.log, ['publish'], 3),
        store: new Proxy(pipeline.store, {
          get: (store, name: keyof Store) =>
            name === 'documents' ? failing(store.documents, ['put'], 2) : store[name],
        }),
      });
    const kills = await withKills(
      start,
      async () => (await importJob(pipeline.store, registered.id))?.state === 'learning',
    );
    expect(kills).toBeGreaterThan(1);
    expect(new Set(await rawIds()).size).toBe(7_500);
    expect((await raw()).every(({ history }) => history === true)).toBe(true);
    const job = await importJob(pipeline.store, registered.id);
    expect(job?.files.map(({ read, done }) => ({ read, done }))).toEqual([
      { read: 5_000, done: true },
      { read: 2_500, done: true },
    ]);
    // The same files again are the same job.
    const again = await registerImport(pipeline.store, { tenant: ACME, inputs: [{ path: folder }], now: 2 });
    expect(again).toEqual(job);
  });

  test('a file that changed since it was registered · the job says so, what was read is judged', async () => {
    const [good, changed] = [join(pipeline.folder, 'a.ndjson'), join(pipeline.folder, 'b.ndjson')];
    writeFileSync(good, line(1));
    writeFileSync(changed, line(2));
    logs = join(pipeline.folder, 'none');
    const inputs = [{ path: good }, { path: changed }];
    const { id } = await registerImport(pipeline.store, { tenant: ACME, inputs, now: 1 });
    appendFileSync(changed, line(3));
    await pipeline.run(ingest());
    await until(async () => (await importJob(pipeline.store, id))?.state === 'learning');
    expect((await importJob(pipeline.store, id))?.error).toBe(
      `${changed} has changed since it was registered: import it again when it is complete`,
    );
    expect(await rawIds()).toEqual(['1']);
  });

  test('a missing file · is refused when it is registered', async () => {
    const inputs = [{ path: join(pipeline.folder, 'missing') }];
    await expect(registerImport(pipeline.store, { tenant: ACME, inputs, now: 1 })).rejects.toThrow(ImportError);
  });
});
