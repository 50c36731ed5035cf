import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { outsidePositions, rewindOutside } from '../event-log/sqlite/outside-positions.ts';
import { createPrivately, openDatabase } from '../sqlite/index.ts';
import { describeWriteError } from '../file-error.ts';
import { FORMAT_FILE, openDataFolder } from './data-folder.ts';
import { DataFolderError } from './errors.ts';

const DATABASES = ['log.db', 'store.db'];

/**
 * Copies a data folder, also while its owner works; the copy is a data folder itself. SQLite writes each database as it was at one
 * moment, but the two moments differ, so the order counts:
 *
 * 1. The Store first, the log after. A source's cursor (in the Store) then never lies ahead of the log: what was published between is fetched
 *    once more and known by its identity. The other way round records between the moments would be in neither.
 * 2. Groups whose work lies outside the log (index, learn, notify, rebuild) are set back to where they stood before the Store was copied:
 *    what they did between is not in its copy, so they do it again; all of it is idempotent. Groups that work inside the log
 *    (by `transact`) keep their positions, which are of the same moment as what they wrote.
 *
 * Blocking, as long as copying takes: for a command of its own, never for the owner's thread.
 * @param target must not exist, or be empty
 * @throws DataFolderError
 */
export function backupDataFolder(source: string, target: string): void {
  const { path, logFile, storeFile } = openDataFolder(source, { readOnly: true });
  fill(target, (folder) => {
    copyFileSync(join(path, FORMAT_FILE), join(folder, FORMAT_FILE));
    const positions = existsSync(logFile) ? outsidePositions(logFile) : undefined;
    if (existsSync(storeFile)) vacuumInto(storeFile, join(folder, 'store.db'));
    if (positions === undefined) return;
    vacuumInto(logFile, join(folder, 'log.db'));
    if (!rewindOutside(join(folder, 'log.db'), positions)) {
      throw new DataFolderError(`${path}: records were deleted while they were copied: try again`);
    }
  });
}

/**
 * Puts a backup where a data folder is wanted, after looking at every page of it.
 * @param target must not exist, or be empty
 * @throws DataFolderError where the backup is incomplete or damaged
 */
export function restoreDataFolder(backup: string, target: string): void {
  const { path } = openDataFolder(backup, { readOnly: true });
  if (DATABASES.every((name) => !existsSync(join(path, name)))) {
    throw new DataFolderError(`${path} holds no database: it is not a backup`);
  }
  fill(target, (folder) => {
    copyFileSync(join(path, FORMAT_FILE), join(folder, FORMAT_FILE));
    for (const name of DATABASES.filter((file) => existsSync(join(path, file)))) {
      demandSound(join(path, name));
      vacuumInto(join(path, name), join(folder, name));
    }
  });
}

/** All of the target appears at once, on disk, or nothing. */
function fill(target: string, work: (folder: string) => void): void {
  const folder = resolve(target);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new DataFolderError(`${folder} is not empty: name a folder that does not exist`);
  }
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    work(partial);
    dropEmptyWals(partial);
    for (const name of ['.', ...readdirSync(partial)]) sync(join(partial, name));
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if ((error as { readonly syscall?: unknown }).syscall === undefined) throw error;
    throw new DataFolderError(`${folder}: ${describeWriteError(error)}`, { cause: error });
  }
}

function vacuumInto(from: string, to: string): void {
  createPrivately(to);
  const database = openDatabase({ file: from, readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

/** A copy that was written to is complete without them. */
function dropEmptyWals(folder: string): void {
  for (const name of DATABASES) {
    const wal = join(folder, `${name}-wal`);
    if ((statSync(wal, { throwIfNoEntry: false })?.size ?? 0) > 0) continue;
    rmSync(wal, { force: true });
    rmSync(join(folder, `${name}-shm`), { force: true });
  }
}

function demandSound(file: string): void {
  const database = openDatabase({ file, readOnly: true });
  try {
    const [first] = database.prepare<[string]>('PRAGMA integrity_check(1)').get() ?? [''];
    if (first !== 'ok') throw new DataFolderError(`${file} is damaged (${first}): take another backup`);
  } finally {
    database.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
