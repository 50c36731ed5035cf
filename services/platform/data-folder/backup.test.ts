import { mkdtempSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../event-log/sqlite/index.ts';
import type { SqliteLog } from '../event-log/sqlite/index.ts';
import { outsidePositions, rewindOutside } from '../event-log/sqlite/outside-positions.ts';
import { openDatabase } from '../sqlite/index.ts';
import { backupDataFolder, restoreDataFolder } from './backup.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';

let root: string;
let folder: DataFolder;
let log: SqliteLog;
const target = (): string => join(root, 'backup');
const value = new Uint8Array(100);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'mfaw-backup-'));
  folder = openDataFolder(join(root, 'data'));
  log = await openSqliteLog({ file: folder.logFile, now: Date.now, threads: false });
  await log.ensureTopics([{ name: 'in', partitions: 1, cleanup: 'delete' }]);
  await log.publish(
    'in',
    Array.from({ length: 100 }, (_, index) => ({ key: String(index), value })),
  );
  const store = openDatabase({ file: folder.storeFile, migrations: ['CREATE TABLE things (name TEXT)'] });
  store.exec("INSERT INTO things VALUES ('one')");
  store.close();
});
afterEach(async () => {
  await log.close();
  folder.close();
  rmSync(root, { recursive: true, force: true });
});

/** Joins a group and moves its position, by records in the log or without. */
async function work(group: string, next: bigint, inside: boolean): Promise<void> {
  let done = false;
  const consumer = await log.consume({
    group,
    topics: ['in'],
    onBatch: async ({ assignment }) => {
      if (done) return;
      await log.transact(assignment, inside ? [{ topic: 'in', records: [{ key: 'x', value }] }] : [], next);
      done = true;
    },
  });
  while (!done) await new Promise((resolve) => setTimeout(resolve, 1));
  await consumer.stop();
}

async function committedIn(file: string): Promise<unknown> {
  const copy = await openSqliteLog({ file, now: Date.now, threads: false });
  const groups = await Promise.all(['index', 'detect'].map((group) => copy.committed(group, 'in')));
  await copy.close();
  return groups.flat();
}

test('backup · owner at work · restores to the same log and Store', async () => {
  await work('index', 10n, false);
  await work('detect', 20n, true);
  backupDataFolder(folder.path, target());
  expect(readdirSync(target()).sort()).toEqual(['log.db', 'mfawatch.json', 'store.db']);
  const restored = join(root, 'restored');
  restoreDataFolder(target(), restored);
  const again = openDataFolder(restored);
  expect(await committedIn(again.logFile)).toEqual([10n, 20n]);
  const store = openDatabase({ file: again.storeFile, readOnly: true });
  expect(store.prepare('SELECT name FROM things').all()).toEqual([['one']]);
  store.close();
  again.close();
});

test('backup and restore · others may read nothing of them', () => {
  backupDataFolder(folder.path, target());
  restoreDataFolder(target(), join(root, 'restored'));
  for (const copy of [target(), join(root, 'restored')]) {
    const modes = ['log.db', 'store.db', 'mfawatch.json'].map((name) => statSync(join(copy, name)).mode & 0o077);
    expect([statSync(copy).mode & 0o077, ...modes]).toEqual([0, 0, 0, 0]);
  }
});

test('groups that moved while the backup ran · those that work outside the log are set back, those inside are not', async () => {
  await work('index', 10n, false);
  const earlier = outsidePositions(folder.logFile);
  await work('index', 50n, false);
  await work('detect', 20n, true);
  await log.close();
  expect(rewindOutside(folder.logFile, earlier)).toBe(true);
  expect(await committedIn(folder.logFile)).toEqual([10n, 20n]);
});

test('records a group would read again · deleted while the backup ran · are noticed', async () => {
  await work('index', 10n, false);
  const earlier = outsidePositions(folder.logFile);
  await work('index', 50n, false);
  await log.trim('in', 0, 30n);
  await log.close();
  expect(rewindOutside(folder.logFile, earlier)).toBe(false);
});

test('backup and restore · target not empty · refuse and leave it', () => {
  const inUse = join(root, 'data');
  expect(() => backupDataFolder(folder.path, inUse)).toThrow(/is not empty/);
  expect(() => restoreDataFolder(folder.path, inUse)).toThrow(/is not empty/);
});

test('restore · damaged backup · is refused, nothing appears at the target', () => {
  backupDataFolder(folder.path, target());
  const file = join(target(), 'log.db');
  const bytes = readFileSync(file);
  bytes.fill(0x55, 8192 * 2, 8192 * 4);
  writeFileSync(file, bytes);
  expect(() => restoreDataFolder(target(), join(root, 'restored'))).toThrow(/log\.db.* damaged/);
  expect(existsSync(join(root, 'restored'))).toBe(false);
});

test('restore · no data folder, or an empty one · is refused', () => {
  expect(() => restoreDataFolder(root, join(root, 'restored'))).toThrow(/not a data folder/);
  openDataFolder(join(root, 'empty')).close();
  expect(() => restoreDataFolder(join(root, 'empty'), join(root, 'restored'))).toThrow(/no database/);
});
