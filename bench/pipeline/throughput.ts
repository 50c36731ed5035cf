import { statSync } from 'node:fs';
import { join } from 'node:path';
import { FilesSource } from '../../services/ingest/files/files-source.ts';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import type { World } from '../../services/start/world.ts';
import { READERS, untilCaughtUp, untilRead } from '../group-progress.ts';
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
    await Promise.race([pipeline.supervisor.fault, untilRead(pipeline.log, READERS.normalise, file.records)]);
    await Promise.all([
      untilCaughtUp(pipeline.log, READERS.index).then(() => (searchable = since())),
      untilCaughtUp(pipeline.log, READERS.detect).then(() => (judged = since())),
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
