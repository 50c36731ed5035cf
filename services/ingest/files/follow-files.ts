import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inputFiles } from '../../scan/input/input-files.ts';

/** A file as it is now. */
export interface FoundFile {
  readonly path: string;
  readonly inode: number;
  readonly size: number;
  /** ms since 1970. */
  readonly changed: number;
  /** Only of interest if it is one that was followed under another name: a rotated copy beside the one file that is followed. */
  readonly sibling: boolean;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Of what lies there and is not read. */
  readonly problems: readonly string[];
}

/**
 * What there is to follow: all files below a folder (hidden ones left out), or one file and what stands beside it under its name with
 * something behind, as rotation leaves it. One that is not there is told: it may come later, or its name is a mistake.
 * @throws whatever the file system says
 */
export async function followedFiles(path: string): Promise<FoundFiles> {
  const found = (await isDirectory(path)) ? await filesBelow(path) : await fileAndSiblings(path);
  return { ...found, files: [...found.files].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function isDirectory(path: string): Promise<boolean> {
  const info = await stat(path).catch(missing);
  return info?.isDirectory() === true;
}

async function filesBelow(folder: string): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const problems: string[] = [];
  for await (const { path, problem, found: inFolder } of inputFiles([{ path: folder }])) {
    // Without the mark it is the folder itself: empty, or unreadable.
    if (inFolder !== true) {
      if (problem !== undefined) await readdir(folder);
      continue;
    }
    const file = problem === undefined ? await fileAt(path, false) : undefined;
    if (file !== undefined) files.push(file);
    if (problem !== undefined) problems.push(`${path}: ${problem}`);
  }
  return { files, problems };
}

/** Between a file's rotation and its first new line only its siblings are there: no trouble. */
async function fileAndSiblings(path: string): Promise<FoundFiles> {
  const folder = dirname(path);
  const name = basename(path);
  const names = (await readdir(folder)).filter((each) => each.startsWith(name));
  const found = await Promise.all(names.map((each) => fileAt(join(folder, each), each !== name)));
  const files = found.filter((file) => file !== undefined);
  return { files, problems: files.length === 0 ? [`${path}: not there yet`] : [] };
}

async function fileAt(path: string, sibling: boolean): Promise<FoundFile | undefined> {
  const info = await stat(path).catch(missing);
  if (info?.isFile() !== true) return undefined;
  return { path, inode: info.ino, size: info.size, changed: info.mtimeMs, sibling };
}

/** Gone between two looks. */
function missing(error: unknown): undefined {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
