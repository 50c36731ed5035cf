import { stat } from 'node:fs/promises';
import { describeFileError } from '../../platform/file-error.ts';
import { readRecords } from '../../scan/input/read-records.ts';
import { sameHead } from '../files/file-head.ts';
import { Taken } from '../files/taken.ts';
import type { FetchedRecord, RefusedRecord } from '../source.ts';
import type { ImportFile } from './import-job.ts';

/** A step of reading one file. */
export interface FileProgress {
  readonly records: readonly FetchedRecord[];
  readonly refused: readonly RefusedRecord[];
  /** Items of the file read so far, those passed over included. */
  readonly read: number;
  readonly done: boolean;
  readonly problem?: string;
  /** It is not the file that was registered: nothing of this step counts. */
  readonly changed?: string;
}

const MOST_ITEMS = 1_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Reads a registered file on from where it was, a thousand records a step. Ends with a step that is `done`, or one that says it has changed. */
export async function* readImportFile(file: ImportFile): AsyncGenerator<FileProgress> {
  const changed = await changeOf(file);
  if (changed !== undefined) {
    yield { records: [], refused: [], read: file.read, done: false, changed };
    return;
  }
  let read = 0;
  let taken = new Taken(0, file.source);
  let problem: string | undefined;
  const input = file.source === undefined ? { path: file.path } : { path: file.path, source: file.source };
  for await (const item of readRecords([input])) {
    if (item.kind === 'file') problem = item.problem;
    else {
      read += 1;
      if (read <= file.read) continue;
      taken.add(item);
      if (!isFull(taken)) continue;
      yield { records: taken.records, refused: taken.refused, read, done: false };
      taken = new Taken(0, file.source);
    }
  }
  const changedSince = await changeOf(file);
  yield {
    records: taken.records,
    refused: taken.refused,
    read,
    done: true,
    ...(problem === undefined ? {} : { problem }),
    ...(changedSince === undefined ? {} : { changed: changedSince }),
  };
}

function isFull({ records, refused, characters }: Taken): boolean {
  return records.length + refused.length >= MOST_ITEMS || characters >= MOST_CHARACTERS;
}

/** Progress counts records: in another file it would point anywhere. */
async function changeOf({ path, size, head }: ImportFile): Promise<string | undefined> {
  try {
    const info = await stat(path);
    if (info.size === size && (await sameHead(path, head)) !== undefined) return undefined;
    return `${path} has changed since it was registered: import it again when it is complete`;
  } catch (error) {
    return `${path}: ${describeFileError(error)}`;
  }
}
