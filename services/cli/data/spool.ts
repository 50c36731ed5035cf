import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openImports } from '../../learn/release-import.ts';
import { describeWriteError } from '../../platform/file-error.ts';
import type { Store } from '../../platform/store/store.ts';
import type { Input } from '../../scan/input/read-item.ts';
import { UsageError } from '../usage-error.ts';

const FOLDER = 'spool';

/**
 * The inputs by absolute path. What can be read only once (standard input, a pipe) is first written into the data folder, named by its
 * content: the same again is the same import, and goes on where it was.
 * @throws UsageError
 */
export async function spooled(inputs: readonly Input[], folder: string): Promise<readonly Input[]> {
  const all: Input[] = [];
  for (const input of inputs) {
    const path = (await isReadOnce(input.path)) ? await spool(input.path, join(folder, FOLDER)) : resolve(input.path);
    all.push({ ...input, path });
  }
  return all;
}

async function isReadOnce(path: string): Promise<boolean> {
  if (path === '-') return true;
  const info = await stat(path).catch(() => undefined);
  return info?.isFIFO() === true || info?.isCharacterDevice() === true;
}

async function spool(path: string, folder: string): Promise<string> {
  const partial = join(folder, `${String(process.pid)}.part`);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const from = path === '-' ? process.stdin : createReadStream(path);
    await pipeline(from, hashing, createWriteStream(partial, { mode: 0o600, flush: true }));
    const whole = join(folder, hash.digest('hex').slice(0, 32));
    await rename(partial, whole);
    return whole;
  } catch (error) {
    await rm(partial, { force: true });
    throw new UsageError(`${path === '-' ? 'standard input' : path} could not be kept: ${describeWriteError(error)}`, {
      cause: error,
    });
  }
}

/** Deletes what no unfinished import reads any more. */
export async function emptySpool(store: Store, folder: string): Promise<void> {
  const wanted = new Set((await openImports(store)).flatMap(({ value }) => value.files.map(({ path }) => path)));
  const names = await readdir(join(folder, FOLDER)).catch(() => []);
  for (const path of names.map((name) => join(folder, FOLDER, name))) {
    if (!wanted.has(path) && !path.endsWith('.part')) await rm(path, { force: true });
  }
}
