import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Held } from '../chaos/held.ts';
import { bytesRead } from '../chaos/settled.ts';
import { READERS, untilCaughtUp } from '../group-progress.ts';
import type { RecordsFile } from '../pipeline/records-file.ts';

/** A look at the cursor refreshes an index: not too often. */
const LOOK_EVERY_MS = 250;
const NEWLINE = 0x0a;

/** Lines all at once, as a backlog; resolves when all that was ever fed is normalised. */
export async function feedBacklog(lines: Buffer, records: string, { log, store }: Held): Promise<void> {
  appendFileSync(records, lines);
  const size = statSync(records).size;
  while ((await bytesRead(store)) < size) await sleep(LOOK_EVERY_MS);
  await untilCaughtUp(log, READERS.normalise);
}

/** The first lines, and the others. */
export function splitLines({ path }: RecordsFile, first: number): readonly [Buffer, Buffer] {
  const bytes = readFileSync(path);
  let end = 0;
  for (let line = 0; line < first; line += 1) end = bytes.indexOf(NEWLINE, end) + 1;
  return [bytes.subarray(0, end), bytes.subarray(end)];
}

/** So many lines a second. */
export async function feedLive(file: RecordsFile, records: string, rate: number, seconds: number): Promise<void> {
  const lines = readFileSync(file.path, 'utf8').split(/(?<=\n)/);
  const began = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    appendFileSync(records, lines.slice(second * rate, (second + 1) * rate).join(''));
    await sleep(Math.max(0, began + (second + 1) * 1_000 - performance.now()));
  }
}
