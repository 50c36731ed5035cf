import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { READERS, untilCaughtUp, untilRead } from '../group-progress.ts';
import type { RecordsFile } from '../pipeline/records-file.ts';

/** All records at once, as a backlog; resolves when they are normalised. */
export async function feedBacklog(file: RecordsFile, records: string, log: EventLog): Promise<void> {
  appendFileSync(records, readFileSync(file.path));
  await untilRead(log, READERS.normalise, file.records);
  // Ticks are on the log as well, and were counted.
  await untilCaughtUp(log, READERS.normalise);
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
