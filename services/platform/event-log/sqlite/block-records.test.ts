import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Moved, openDatabase } from '../../sqlite/index.ts';
import type { OutgoingRecord } from '../event-log.ts';
import { packValues, unpackValues } from '../packed-records.ts';
import { LogCore } from './log-core.ts';
import { MIGRATIONS } from './schema.ts';
import { openSqliteLog } from './sqlite-log.ts';

const SLOT = 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfaw-blocks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function publish(core: LogCore, sizes: readonly number[], first: number): void {
  const records = sizes.map((size, index) => ({ key: `k${String(first + index)}`, value: new Uint8Array(size) }));
  const slots = Int32Array.from(records, () => SLOT);
  core.commit({ ...packValues(records), slots, time: first, calls: [{ records: records.length }] });
}

function read(core: LogCore, from: number, to: number, records: number, bytes: number) {
  const page = core.read(SLOT, { from, to }, { records, bytes });
  const { offsets, next, ...values } = page instanceof Moved ? page.value : page;
  return { keys: unpackValues(values).map(({ key }) => key), offsets: [...offsets], next };
}

test('blocks · any publishes, trims and pages · each record from the start on comes once, in order, in pages of their size', () => {
  const batch = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 12 });
  const step = fc.oneof(batch, fc.integer({ min: 0, max: 40 }));
  const limits = fc.record({ records: fc.integer({ min: 1, max: 9 }), bytes: fc.integer({ min: 1, max: 300_000 }) });
  let run = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), limits, (steps, { records, bytes }) => {
      const core = new LogCore({ file: join(folder, `${String(run++)}.db`) });
      core.createTopics([{ name: 'in', partitions: 1, cleanup: 'delete' }]);
      let [start, end] = [0, 0];
      for (const given of steps) {
        if (typeof given === 'number') {
          while (core.trim(SLOT, given));
          start = Math.max(start, Math.min(given, end));
        } else {
          publish(core, given, end);
          end += given.length;
        }
      }
      const seen: number[] = [];
      for (let at = 0; at < end;) {
        const page = read(core, at, end, records, bytes);
        expect(page.offsets.length).toBeLessThanOrEqual(records);
        expect(page.keys).toEqual(page.offsets.map((offset) => `k${String(offset)}`));
        expect(page.next).toBeGreaterThan(at);
        seen.push(...page.offsets);
        at = page.next;
      }
      expect(seen).toEqual(Array.from({ length: end - start }, (_, index) => start + index));
      expect(core.starts({ name: 'in', partitions: 1, cleanup: 'delete', firstSlot: SLOT })).toEqual([start]);
      core.close();
    }),
    { numRuns: 40 },
  );
});

test('a log of the version before blocks · opened · what it holds and what comes is read in order, and goes', async () => {
  const file = join(folder, 'log.db');
  const old = openDatabase({ file, migrations: MIGRATIONS.slice(0, 1) });
  old.exec(`
    INSERT INTO topics VALUES ('in', 1, 'delete', NULL, 0);
    INSERT INTO slots VALUES (0, 2);
    CREATE TABLE records_0 ("offset" INTEGER PRIMARY KEY, time INTEGER NOT NULL, key TEXT NOT NULL, value BLOB);
    INSERT INTO records_0 VALUES (0, 1, 'a', x'01'), (1, 1, 'b', NULL);
  `);
  old.close();
  const log = await openSqliteLog({ file, now: Date.now, threads: false });
  const keys = async (): Promise<string[]> => {
    const found: OutgoingRecord[] = [];
    for await (const page of log.replay('in', 0)) found.push(...page);
    return found.map(({ key }) => key);
  };
  await log.publish('in', [
    { key: 'c', value: new Uint8Array(1) },
    { key: 'd', value: null },
  ]);
  expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
  await log.trim('in', 0, 1n);
  expect(await keys()).toEqual(['b', 'c', 'd']);
  await log.trim('in', 0, 3n);
  expect(await keys()).toEqual(['d']);
  expect(await log.startOffsets('in')).toEqual([3n]);
  await log.close();
});
