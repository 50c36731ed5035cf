import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../services/platform/sqlite/index.ts';
import type { RecordsFile } from './records-file.ts';

const A_TRANSACTION = 1_000;

/** What no pipeline can do without, as bare as can be, in seconds. */
export interface BareLoops {
  readonly parse: number;
  readonly append: number;
}

/** One parse of each record, and one append of each to a SQLite table with the pipeline's own durability. */
export function bareLoops({ path }: RecordsFile, folder: string): BareLoops {
  const lines = linesOf(readFileSync(path));
  return { parse: seconds(() => parseAll(lines)), append: seconds(() => appendAll(lines, join(folder, 'bare.db'))) };
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

function parseAll(lines: readonly Buffer[]): void {
  for (const line of lines) JSON.parse(line.toString());
}

function appendAll(lines: readonly Buffer[], file: string): void {
  const database = openDatabase({
    file,
    migrations: ['CREATE TABLE records (record INTEGER PRIMARY KEY, value BLOB)'],
  });
  const insert = database.prepare('INSERT INTO records VALUES (NULL, ?)');
  for (let from = 0; from < lines.length; from += A_TRANSACTION) {
    database.write(() => {
      for (const line of lines.slice(from, from + A_TRANSACTION)) insert.run(line);
    });
  }
  database.close();
}

function seconds(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1_000;
}
