import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import { ROOT } from '../support/build.ts';

const BUILT = join(ROOT, process.env['MFAWATCH_DIST'] ?? 'dist', 'services/platform/event-log/sqlite/index.js');
const TOPICS = ['kill.in', 'kill.out'];
const SEED = Number(process.env['KILL_SEED'] ?? 1);

/** Four publishers side by side and a consumer that copies by `transact`; says every record it was told is durable. */
const CHILD = `
  import { openSqliteLog } from ${JSON.stringify(pathToFileURL(BUILT).href)};
  const [file, round] = process.argv.slice(2);
  const log = await openSqliteLog({ file, now: Date.now });
  await log.ensureTopics(${JSON.stringify(TOPICS)}.map((name) => ({ name, partitions: 2, cleanup: 'delete' })));
  const consumer = await log.consume({
    group: 'copy', topics: ['kill.in'], maxRecords: 7,
    onBatch: ({ assignment, records, next }) =>
      log.transact(assignment, [{ topic: 'kill.out', records: records.map(({ key, value }) => ({ key, value })) }], next),
  });
  consumer.stopped.catch((error) => { console.error(error); process.exit(1); });
  const publisher = async (name) => {
    for (let index = 0; ; index++) {
      const keys = [0, 1, 2].map((part) => [round, name, index, part].join('-'));
      await log.publish('kill.in', keys.map((key) => ({ key, value: new Uint8Array(1500) })));
      process.stdout.write(keys.join(' ') + '\\n');
    }
  };
  await Promise.all([0, 1, 2, 3].map(publisher));
`;

/** Lets the child work for a while, kills it, returns what it was told is durable. */
async function workAndDie(file: string, round: number, afterMs: number): Promise<string[]> {
  const program = join(file, '..', 'child.mjs');
  writeFileSync(program, CHILD);
  const child = spawn(process.execPath, [program, file, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const told: string[] = [];
  const lines = createInterface(child.stdout);
  const closed = once(lines, 'close');
  lines.on('line', (line) => told.push(...line.split(' ')));
  await Promise.race([once(lines, 'line'), exit]);
  await delay(afterMs);
  child.kill('SIGKILL');
  await Promise.all([exit, closed]);
  expect(child.signalCode).toBe('SIGKILL');
  return told;
}

async function keysOf(
  file: string,
): Promise<{ readonly published: string[]; readonly copied: string[]; readonly behind: number }> {
  const log = await openSqliteLog({ file, now: Date.now, threads: false });
  const [published = [], copied = []] = await Promise.all(
    TOPICS.map(async (topic) => {
      const keys: string[] = [];
      for (const partition of [0, 1]) {
        for await (const batch of log.replay(topic, partition)) keys.push(...batch.map(({ key }) => key));
      }
      return keys;
    }),
  );
  const [ends, committed] = await Promise.all([log.endOffsets('kill.in'), log.committed('copy', 'kill.in')]);
  await log.close();
  const behind = ends.reduce((sum, end, partition) => sum + Number(end - (committed[partition] ?? 0n)), 0);
  return { published, copied, behind };
}

test('process killed again and again · while it publishes and transacts · what was told is there once, positions agree with what was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mfaw-kill-'));
  const file = join(folder, 'log.db');
  try {
    const told: string[] = [];
    for (let round = 0; round < 6; round++) {
      told.push(...(await workAndDie(file, round, ((SEED * 7919 + round * 104_729) % 400) + 20)));
      const { published, copied, behind } = await keysOf(file);
      const there = new Set(published);
      expect(there.size).toBe(published.length);
      expect(told.filter((key) => !there.has(key))).toEqual([]);
      expect(new Set(copied).size).toBe(copied.length);
      expect(copied.length).toBe(published.length - behind);
      expect(copied.filter((key) => !there.has(key))).toEqual([]);
    }
    expect(told.length).toBeGreaterThan(100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
