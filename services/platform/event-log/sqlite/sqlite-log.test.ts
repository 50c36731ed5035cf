import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogUnavailableError } from '../event-log.ts';
import type { Batch, OutgoingRecord } from '../event-log.ts';
import { openSqliteLog } from './sqlite-log.ts';
import type { SqliteLog, SqliteLogOptions } from './sqlite-log.ts';

const MINUTE = 60_000;
const TOPICS = [
  { name: 'in', partitions: 1, cleanup: 'delete', retentionMs: MINUTE },
  { name: 'out', partitions: 1, cleanup: 'delete' },
  { name: 'state', partitions: 1, cleanup: 'compact' },
] as const;

let folder: string;
let now: number;
let log: SqliteLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfaw-sqlite-log-'));
  now = 1_700_000_000_000;
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: Partial<SqliteLogOptions> = {}): Promise<void> {
  log = await openSqliteLog({ file: join(folder, 'log.db'), now: () => now, threads: false, ...options });
  await log.ensureTopics(TOPICS);
}

function records(count: number, bytes = 1_500): OutgoingRecord[] {
  return Array.from({ length: count }, (_, index) => ({ key: String(index), value: new Uint8Array(bytes) }));
}

/** Reads `in` under a group and hands on the batches. */
async function read(group: string, onBatch: (batch: Batch) => Promise<void>): Promise<void> {
  const consumer = await log.consume({ group, topics: ['in'], onBatch });
  void consumer.stopped;
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds() && turn < 5_000; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(holds()).toBe(true);
}

describe('retention', () => {
  test('records older than the topic keeps them · every group has read them · go; others stay', async () => {
    await open();
    await log.publish('in', records(5_000, 10));
    await log.publish('out', records(10, 10));
    now += MINUTE + 1;
    await log.publish('in', records(3, 10));
    await log.retain();
    expect(await log.startOffsets('in')).toEqual([5_000n]);
    expect(await log.startOffsets('out')).toEqual([0n]);
  });

  test('old records · a group has yet to read them · stay until it has', async () => {
    await open();
    await log.publish('in', records(10, 10));
    let batch: Batch | undefined;
    await read('g', (given) => Promise.resolve(void (batch = given)));
    await until(() => batch !== undefined);
    now += 2 * MINUTE;
    await log.retain();
    expect(await log.startOffsets('in')).toEqual([0n]);
    await log.transact(batch!.assignment, [], 4n);
    await log.retain();
    expect(await log.startOffsets('in')).toEqual([4n]);
  });

  test('clock jumped back · a young record lies before an old one · both stay', async () => {
    await open();
    await log.publish('in', records(1, 10));
    now -= 5 * MINUTE;
    await log.publish('in', records(1, 10));
    now += 5 * MINUTE + 1;
    await log.retain();
    expect(await log.startOffsets('in')).toEqual([0n]);
  });

  test('deleted key of a compacted topic · a day later · leaves nothing behind', async () => {
    await open();
    await log.publish('state', [{ key: 'a', value: new Uint8Array(1) }]);
    await log.publish('state', [{ key: 'a', value: null }]);
    expect(await log.startOffsets('state')).toEqual([1n]);
    now += 25 * 60 * MINUTE;
    await log.retain();
    expect(await log.startOffsets('state')).toEqual([2n]);
  });
});

describe('size bound', () => {
  const maxBytes = 2_000_000;

  /** Publishes until the log refuses; returns how much it took. */
  async function fill(topic: string): Promise<number> {
    for (let count = 0; ; count += 50) {
      try {
        await log.publish(topic, records(50));
      } catch (error) {
        expect(error).toBeInstanceOf(LogUnavailableError);
        return count;
      }
    }
  }

  test('reached · publish is refused, transact still moves records on, reading makes room again', async () => {
    await open({ maxBytes });
    let released = false;
    let handled = 0;
    await read('g', async ({ assignment, records: taken, next, isCurrent }) => {
      while (!released && isCurrent()) await new Promise((resolve) => setTimeout(resolve, 1));
      await log.transact(assignment, [{ topic: 'out', records: records(1) }], next);
      handled += taken.length;
    });
    const count = await fill('in');
    expect(count).toBeGreaterThan(500);
    await log.retain();
    await expect(log.publish('in', records(1))).rejects.toThrow(/size it may have/);
    released = true;
    await until(() => handled === count);
    await log.retain();
    await log.publish('in', records(50));
    expect(statSync(join(folder, 'log.db')).size).toBeLessThanOrEqual(maxBytes * 1.25);
  });

  test('beyond the reserve · transact is refused whole, later works without a restart', async () => {
    await open({ maxBytes });
    let batch: Batch | undefined;
    await log.publish('in', records(400));
    await read('g', (given) => Promise.resolve(void (batch = given)));
    await until(() => batch !== undefined);
    const { assignment, next } = batch!;
    const tooMuch = log.transact(assignment, [{ topic: 'out', records: records(5_000) }], next);
    await expect(tooMuch).rejects.toThrow(LogUnavailableError);
    expect(await log.committed('g', 'in')).toEqual([0n]);
    expect(await log.endOffsets('out')).toEqual([0n]);
    await log.transact(assignment, [{ topic: 'out', records: records(5) }], next);
    expect(await log.endOffsets('out')).toEqual([5n]);
  });

  test('no group reads · reached · what nobody has read is not thrown away', async () => {
    await open({ maxBytes });
    await fill('in');
    await log.retain();
    expect(await log.startOffsets('in')).toEqual([0n]);
  });
});

test('openSqliteLog · file that is no database · says which and what to do', async () => {
  await open();
  const file = join(folder, 'other.db');
  writeFileSync(file, 'no database '.repeat(1_000));
  await expect(openSqliteLog({ file, now: Date.now, threads: false })).rejects.toMatchObject({
    code: 'MFAW_DATABASE_DAMAGED',
    message: expect.stringContaining('other.db') as string,
  });
});

test('replay · large records · come in pages of bounded size', async () => {
  await open();
  await log.publish('in', records(20, 900 * 1024));
  const sizes: number[] = [];
  for await (const page of log.replay('in', 0)) sizes.push(page.length);
  expect(sizes).toEqual([4, 4, 4, 4, 4]);
});
