import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { readLags } from '../../services/api/lag.ts';
import { FilesSource } from '../../services/ingest/files/files-source.ts';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import { GROUPS, TOPICS } from '../../services/records/index.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import type { World } from '../../services/start/world.ts';
import { openBenchPipeline, TENANT } from './bench-pipeline.ts';
import type { PartSeconds } from './cpu-profile.ts';
import { profiled } from './cpu-profile.ts';
import type { RecordsFile } from './records-file.ts';

export interface Throughput {
  /** Until the last event could be found in the Store, s. */
  readonly searchable: number;
  /** Until detection had judged all of them, s. */
  readonly judged: number;
  /** All threads, s. */
  readonly cpu: number;
  readonly main: PartSeconds;
  /** Of the files afterwards, bytes. */
  readonly disk: {
    readonly log: number;
    /** Of it what is still in use once everything has had its time; the rest is written over before the file grows. */
    readonly retained: number;
    readonly store: number;
  };
}

const LOOK_EVERY_MS = 50;
const MONTH = 31 * 86_400_000;

/** Lets the whole pipeline follow the file from its beginning, as live records. */
export async function throughput(file: RecordsFile, folder: string, world: World): Promise<Throughput> {
  const source = new FilesSource(TENANT, { type: 'files', id: 'records', path: file.path, every: 1_000, lag: 0 });
  const pipeline = await openBenchPipeline(folder, world, [source]);
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1_000;
  let searchable = 0;
  let judged = 0;
  const main = await profiled(async () => {
    await pipeline.start();
    await Promise.race([pipeline.supervisor.fault, untilRead(pipeline, GROUPS.normalise, TOPICS.raw, file.records)]);
    await Promise.all([
      caughtUp(pipeline, GROUPS.indexEvents).then(() => (searchable = since())),
      caughtUp(pipeline, GROUPS.detect).then(() => (judged = since())),
    ]);
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  await pipeline.stop();
  const size = (name: string): number => statSync(join(folder, name)).size;
  return {
    searchable,
    judged,
    cpu: (user + system) / 1e6,
    main,
    disk: { log: size('log.db'), retained: await retainedBytes(join(folder, 'log.db')), store: size('store.db') },
  };
}

/** Opened by nobody else: a month later, as far as retention knows. */
async function retainedBytes(file: string): Promise<number> {
  const log = await openSqliteLog({ file, now: () => Date.now() + MONTH });
  try {
    await log.retain();
    return (await log.usage()).used;
  } finally {
    await log.close();
  }
}

export async function untilRead(
  { log }: Pick<Pipeline, 'log'>,
  group: string,
  topic: string,
  records: number,
): Promise<void> {
  for (;;) {
    const committed = await log.committed(group, topic);
    if (committed.reduce((sum, offset) => sum + Number(offset), 0) >= records) return;
    await sleep(LOOK_EVERY_MS);
  }
}

export async function caughtUp({ log }: Pick<Pipeline, 'log'>, group: string): Promise<void> {
  for (;;) {
    const lags = await readLags(log);
    if (lags.every((lag) => lag.group !== group || lag.records === 0)) return;
    await sleep(LOOK_EVERY_MS);
  }
}
