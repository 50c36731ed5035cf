import { accessSync, constants, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { describeWriteError } from '../file-error.ts';
import { DataFolderError, DataFolderLockedError } from './errors.ts';
import { tryLock } from './lock.ts';
import { readOwner, writeOwner } from './owner.ts';
import type { Owner } from './owner.ts';

/** Version of the folder's layout; the databases carry versions of their own. */
const FORMAT = 1;
export const FORMAT_FILE = 'mfawatch.json';
const OWNER_FILE = 'owner.json';
/** A file system's own folder at the root of a mounted volume. */
const NOT_FOREIGN = new Set(['lost+found']);

const formatSchema = z.object({ format: z.number() });

export interface DataFolder {
  readonly path: string;
  readonly logFile: string;
  readonly storeFile: string;
  /** Tells other commands where to ask instead. Owners only. */
  announce(api: string): void;
  /** Lets others in. */
  close(): void;
}

export interface DataFolderOptions {
  /** Reads what is there beside its owner: nothing is created, nobody is kept out. */
  readonly readOnly?: boolean;
  /** For whoever is kept out, e.g. `mfawatch start`. */
  readonly command?: string;
}

/**
 * Opens the folder that holds log and Store, creating it where there is none; until `close` or the end of the process, however it ends, nobody
 * else owns it.
 * @throws DataFolderLockedError naming who holds it
 * @throws DataFolderError where it is missing (read only), no folder, not writable, somebody else's, or of a newer version
 */
export function openDataFolder(
  path: string,
  { readOnly = false, command = 'mfawatch' }: DataFolderOptions = {},
): DataFolder {
  const folder = resolve(path);
  demandFolder(folder, readOnly);
  demandFormat(folder, readOnly);
  const ownerFile = join(folder, OWNER_FILE);
  const unlock = readOnly ? undefined : lock(folder, ownerFile);
  const owner: Owner = { pid: process.pid, command, since: new Date().toISOString() };
  if (unlock !== undefined) writing(folder, () => writeOwner(ownerFile, owner));
  return {
    path: folder,
    logFile: join(folder, 'log.db'),
    storeFile: join(folder, 'store.db'),
    announce: (api) => {
      if (unlock !== undefined) writing(folder, () => writeOwner(ownerFile, { ...owner, api }));
    },
    close: () => {
      if (unlock === undefined) return;
      rmSync(ownerFile, { force: true });
      unlock();
    },
  };
}

/** Whoever said last that they work there; they may have died since. */
export function ownerOf(path: string): Owner | undefined {
  return readOwner(join(resolve(path), OWNER_FILE));
}

function demandFolder(folder: string, readOnly: boolean): void {
  const found = writing(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (found === undefined && readOnly) {
    throw new DataFolderError(`${folder}: there is no such data folder; "mfawatch start" creates one`);
  }
  if (found === undefined) writing(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  else if (!found.isDirectory()) throw new DataFolderError(`${folder} is not a folder: name another`);
  const wanted = constants.R_OK | constants.X_OK | (readOnly ? 0 : constants.W_OK);
  writing(folder, () => accessSync(folder, wanted));
}

function demandFormat(folder: string, readOnly: boolean): void {
  const file = join(folder, FORMAT_FILE);
  const entries = readdirSync(folder).filter((name) => !NOT_FOREIGN.has(name));
  if (!entries.includes(FORMAT_FILE)) {
    if (entries.length > 0 || readOnly) {
      throw new DataFolderError(`${folder} is not a data folder of mfawatch (it has no ${FORMAT_FILE}): name another`);
    }
    writing(folder, () => writeFileSync(file, `${JSON.stringify({ format: FORMAT })}\n`, { mode: 0o600 }));
  }
  const format = readFormat(file);
  if (format > FORMAT) {
    throw new DataFolderError(
      `${folder} was written by a newer version of mfawatch (format ${String(format)}, this one knows ${String(FORMAT)}): update mfawatch`,
    );
  }
}

function readFormat(file: string): number {
  try {
    return formatSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).format;
  } catch (error) {
    throw new DataFolderError(`${file} cannot be read: restore the data folder from a backup`, { cause: error });
  }
}

function lock(folder: string, ownerFile: string): () => void {
  const unlock = writing(folder, () => tryLock(join(folder, 'lock.db')));
  if (unlock !== undefined) return unlock;
  const owner = readOwner(ownerFile);
  const who =
    owner === undefined ? 'another process' : `${owner.command} (pid ${String(owner.pid)}, since ${owner.since})`;
  const instead = owner?.api === undefined ? '' : `, or ask it at ${owner.api}`;
  throw new DataFolderLockedError(`${folder} is in use by ${who}: stop it first${instead}`);
}

function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const missing = (error as { readonly code?: unknown }).code === 'ENOENT' ? 'it cannot be created there' : undefined;
    throw new DataFolderError(`${folder}: ${missing ?? describeWriteError(error)}`, { cause: error });
  }
}
