import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { GROUPS, TOPICS } from '../../services/records/index.ts';
import { openBackends } from '../../services/start/backends.ts';
import type { Backends } from '../../services/start/backends.ts';
import { readConfig } from '../../services/start/read-config.ts';
import { whereOf } from '../../services/start/run.ts';
import { createLogger } from '../../services/platform/telemetry/logger.ts';
import { Crew } from '../chaos/crew.ts';
import type { Servers } from '../chaos/installation.ts';
import type { RecordsFile } from '../pipeline/records-file.ts';
import { caughtUp, untilRead } from '../pipeline/throughput.ts';
import { installOnServers } from './installation.ts';

export interface FlowOptions {
  readonly folder: string;
  readonly servers: Servers;
  readonly prefix: string;
  /** What each process runs. */
  readonly roles: readonly (readonly string[])[];
}

/** Processes that wait for records, and a look at what they share. */
export async function onServers<T>(
  { folder, servers, prefix, roles }: FlowOptions,
  work: (world: { readonly records: string; readonly crew: Crew; readonly backends: Backends }) => Promise<T>,
): Promise<T> {
  const records = join(folder, 'records.ndjson');
  writeFileSync(records, '');
  const config = installOnServers(folder, servers, { records, prefix });
  const crew = new Crew(config, roles);
  try {
    await crew.running();
    const options = { command: 'bench', logger: createLogger('silent'), now: Date.now, threads: false };
    const backends = await openBackends(whereOf(readConfig(config)), options);
    try {
      const result = await work({ records, crew, backends });
      await crew.stop();
      return result;
    } finally {
      await backends.close();
    }
  } finally {
    await crew.kill();
  }
}

export interface Reached {
  /** s since the records were there */
  readonly searchable: number;
  readonly judged: number;
}

/** All records at once, as a backlog. */
export async function playBacklog(file: RecordsFile, records: string, log: EventLog): Promise<Reached> {
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1_000;
  appendFileSync(records, readFileSync(file.path));
  await untilRead({ log }, GROUPS.normalise, TOPICS.raw, file.records);
  const [searchable, judged] = await Promise.all([
    caughtUp({ log }, GROUPS.indexEvents).then(since),
    caughtUp({ log }, GROUPS.detect).then(since),
  ]);
  return { searchable, judged };
}

/** So many lines a second. */
export async function playLive(file: RecordsFile, records: string, rate: number, seconds: number): Promise<void> {
  const lines = readFileSync(file.path, 'utf8').split(/(?<=\n)/);
  const began = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    appendFileSync(records, lines.slice(second * rate, (second + 1) * rate).join(''));
    await sleep(Math.max(0, began + (second + 1) * 1_000 - performance.now()));
  }
}
