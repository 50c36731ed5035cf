import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describeFileError } from '../../platform/file-error.ts';
import type { Input } from './read-item.ts';

/** A file to read, or the reason why a named input holds none. */
export interface InputFile extends Input {
  readonly problem?: string;
  /** Found in a folder, not named: a file that is no log is then left out, not a mistake. */
  readonly found?: boolean;
}

/** Resolves folders to the files in them: recursively, sorted by name, hidden files left out. */
export async function* inputFiles(inputs: Iterable<Input>): AsyncGenerator<InputFile> {
  for (const input of inputs) {
    if (input.path === '-') yield input;
    else yield* namedFiles(input);
  }
}

async function* namedFiles(input: Input): AsyncGenerator<InputFile> {
  try {
    const info = await stat(input.path);
    if (info.isDirectory()) yield* folderFiles(input, await realpath(input.path), true);
    else if (info.isFile() || info.isFIFO() || info.isCharacterDevice()) yield input;
    else yield { ...input, problem: 'neither a file nor a folder' };
  } catch (error) {
    yield { ...input, problem: describeFileError(error) };
  }
}

/** @param root the folder that was named, without links */
async function* folderFiles(folder: Input, root: string, named: boolean): AsyncGenerator<InputFile> {
  const entries = await readdir(folder.path, { withFileTypes: true });
  const visible = entries.filter((entry) => !entry.name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (visible.length === 0 && named) yield { ...folder, problem: 'the folder holds no files' };
  for (const entry of visible) {
    const inside = { ...folder, path: join(folder.path, entry.name) };
    if (entry.isDirectory()) yield* folderFiles(inside, root, false);
    else if (entry.isFile()) yield { ...inside, found: true };
    else if (entry.isSymbolicLink()) yield* linkedFile(inside, root);
  }
}

/**
 * Links to files are followed, links to folders are not: they may lead in a circle. Who may write to one folder must not have files read from
 * elsewhere: another tenant's logs, the machine's own.
 */
async function* linkedFile(link: Input, root: string): AsyncGenerator<InputFile> {
  const info = await stat(link.path).catch(() => undefined);
  if (info?.isFile() !== true) return;
  const target = await realpath(link.path).catch(() => undefined);
  if (target?.startsWith(root.endsWith(sep) ? root : root + sep) === true) yield { ...link, found: true };
  else yield { ...link, found: true, problem: 'a link that leads out of the folder: name what it leads to' };
}
