import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder, ownerOf } from './data-folder.ts';
import { DataFolderError, DataFolderLockedError } from './errors.ts';

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mfaw-folder-'));
  path = join(root, 'deep', 'data');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Another process that takes the lock by SQLite's own means and tells when it has it. */
const HOLDER = `
  const Libsql = require('libsql');
  new Libsql(process.argv[1]).exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => undefined, 1000);
`;

describe('openDataFolder', () => {
  test('missing folder · is created, says who owns it until it is closed', () => {
    const folder = openDataFolder(path, { command: 'mfawatch start' });
    expect([folder.logFile, folder.storeFile]).toEqual([join(path, 'log.db'), join(path, 'store.db')]);
    folder.announce('http://127.0.0.1:8080');
    expect(ownerOf(path)).toMatchObject({ pid: process.pid, command: 'mfawatch start', api: 'http://127.0.0.1:8080' });
    folder.close();
    expect(ownerOf(path)).toBeUndefined();
    openDataFolder(path).close();
  });

  test('a folder that was there, readable by all · what is put into it is not', () => {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    const folder = openDataFolder(path);
    const modes = readdirSync(path).map((name) => [name, statSync(join(path, name)).mode & 0o077]);
    expect(modes.filter(([, mode]) => mode !== 0)).toEqual([]);
    folder.close();
  });

  test('second owner · is told who holds it and where to ask', () => {
    const folder = openDataFolder(path, { command: 'mfawatch start' });
    folder.announce('http://127.0.0.1:8080');
    expect(() => openDataFolder(path)).toThrow(DataFolderLockedError);
    expect(() => openDataFolder(path)).toThrow(
      new RegExp(`in use by mfawatch start \\(pid ${String(process.pid)}, since .*stop it first, or ask it at http`),
    );
    folder.close();
  });

  test('owner killed · the lock goes with it', async () => {
    openDataFolder(path).close();
    const holder = spawn(process.execPath, ['-e', HOLDER, join(path, 'lock.db')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => openDataFolder(path)).toThrow(/in use by another process/);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    openDataFolder(path).close();
  });

  test('read only · beside an owner · opens, writes nothing', () => {
    const folder = openDataFolder(path);
    const before = readdirSync(path);
    openDataFolder(path, { readOnly: true }).close();
    expect(readdirSync(path)).toEqual(before);
    expect(ownerOf(path)?.pid).toBe(process.pid);
    folder.close();
  });

  test('read only · missing folder · says so and creates nothing', () => {
    expect(() => openDataFolder(path, { readOnly: true })).toThrow(/no such data folder/);
    expect(existsSync(path)).toBe(false);
  });

  test('path of a file, or below one · is refused', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow(/is not a folder/);
    expect(() => openDataFolder(join(file, 'data'))).toThrow(DataFolderError);
  });

  test('folder of something else · is refused and left as it is; a volume’s own folder is no obstacle', () => {
    mkdirSync(join(path, 'lost+found'), { recursive: true });
    openDataFolder(path).close();
    const foreign = join(root, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.doc'), '');
    expect(() => openDataFolder(foreign)).toThrow(/not a data folder of mfawatch/);
    expect(readdirSync(foreign)).toEqual(['thesis.doc']);
  });

  test('folder of a newer version, or with a damaged format · is refused with what to do', () => {
    openDataFolder(path).close();
    writeFileSync(join(path, 'mfawatch.json'), '{"format":2}');
    expect(() => openDataFolder(path)).toThrow(/newer version of mfawatch .*update/);
    writeFileSync(join(path, 'mfawatch.json'), '{"for');
    expect(() => openDataFolder(path)).toThrow(/restore the data folder from a backup/);
  });

  test('damaged owner file · of a process that died · is in nobody’s way', () => {
    openDataFolder(path).close();
    writeFileSync(join(path, 'owner.json'), '{"pid":');
    openDataFolder(path).close();
  });
});
