import { join } from 'node:path';
import { Command } from 'commander';
import { openWorld } from '../services/start/world.ts';
import { partsArgument, share, wholeNumberFrom } from './command-line.ts';
import { inFolder } from './folder.ts';
import type { BareLoops } from './pipeline/bare-loops.ts';
import { bareLoops } from './pipeline/bare-loops.ts';
import type { Latency, LatencyLoad } from './pipeline/latency.ts';
import { latency } from './pipeline/latency.ts';
import type { RecordsFile } from './pipeline/records-file.ts';
import { writeRecordsFile } from './pipeline/records-file.ts';
import type { Restart } from './pipeline/restart.ts';
import { restart } from './pipeline/restart.ts';
import type { StateLoad } from './pipeline/state-records.ts';
import type { Throughput } from './pipeline/throughput.ts';
import { throughput } from './pipeline/throughput.ts';
import { count, megabytes, print, rounded, row } from './table.ts';

interface Flags extends LatencyLoad, StateLoad {
  readonly events: number;
}

/** `npm run bench pipeline [PART…]` */
export function pipelineCommand(): Command {
  return new Command('pipeline')
    .description('The whole product on embedded log and Store, beside what no pipeline can do without.')
    .addArgument(partsArgument(['throughput', 'latency', 'restart']))
    .option('--events <count>', 'throughput: records that are there at once', wholeNumberFrom(1), 100_000)
    .option('--filled <count>', 'latency: events in the Store before', wholeNumberFrom(0), 200_000)
    .option('--rate <count>', 'latency: records a second', wholeNumberFrom(1), 200)
    .option('--seconds <count>', 'latency: for how long', wholeNumberFrom(1), 60)
    .option('--keys <count>', 'restart: users with a state', wholeNumberFrom(1), 1_000_000)
    .option('--active <share>', 'restart: how many of them were at work lately, 0 to 1', share, 0.05)
    .action(benchPipeline);
}

async function benchPipeline(parts: readonly string[], flags: Flags): Promise<void> {
  if (parts.includes('throughput')) await benchThroughput(flags.events);
  if (parts.includes('latency')) await benchLatency(flags);
  if (parts.includes('restart')) await benchRestart(flags);
}

async function benchThroughput(events: number): Promise<void> {
  await inFolder(async (folder) => {
    const world = await openWorld();
    const file = writeRecordsFile(join(folder, 'records.ndjson'), events);
    const bare = bareLoops(file, folder);
    printThroughput(file, bare, await throughput(file, join(folder, 'data'), world));
  });
}

async function benchLatency(load: LatencyLoad): Promise<void> {
  await inFolder(async (folder) => {
    const { filled, quiet, busy } = await latency(join(folder, 'data'), await openWorld(), load);
    print(
      `\n${count(load.rate)} records/s for ${count(load.seconds)} s each, ${count(filled)} events in the Store before`,
    );
    print(row('fetched → searchable', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'));
    printLatency('nothing else at work', quiet);
    printLatency('while the month is aggregated and exported', busy);
    print(`  meanwhile ${count(busy.aggregations)} aggregations and ${count(busy.exports)} exports were finished`);
  });
}

async function benchRestart(load: StateLoad): Promise<void> {
  await inFolder(async (folder) => {
    printRestart(load, await restart(join(folder, 'data'), load));
  });
}

function printThroughput({ records, bytes }: RecordsFile, bare: BareLoops, measured: Throughput): void {
  print(`${count(records)} raw records, ${rounded(bytes / records)} bytes on average`);
  print(row('', 'events/s', 'µs/event', 'of a bare parse'));
  const line = (name: string, seconds: number): void =>
    print(
      row(name, rounded(records / seconds), rounded((seconds * 1e6) / records), `${rounded(seconds / bare.parse)}×`),
    );
  line('bare JSON.parse loop', bare.parse);
  line('bare SQLite append, 1,000 a transaction', bare.append);
  line('raw → searchable in the Store', measured.searchable);
  line('raw → judged by detection', measured.judged);
  print('');
  print(row('where the time goes', 'µs/event'));
  const cost = (name: string, seconds: number): void => print(row(name, rounded((seconds * 1e6) / records)));
  let main = 0;
  for (const [part, seconds] of measured.main) {
    main += seconds;
    cost(`  ${part}`, seconds);
  }
  cost('main thread busy or kept waiting by others', main);
  cost('CPU of all threads, SQLite among them', measured.cpu);
  const perMillion = (size: number): string => `${rounded(((size / records) * 1e6) / 1e9)} GB`;
  const { log, retained, store } = measured.disk;
  print(
    `\ndisk per million events: log ${perMillion(log)} (${perMillion(retained)} after retention), store ${perMillion(store)}`,
  );
}

function printLatency(name: string, { p50, p95, p99, max, events, delay }: Latency): void {
  print(row(name, ...[p50, p95, p99, max].map((time) => rounded(time))));
  const late = `main thread late by ${rounded(delay.p99)} ms (p99), ${rounded(delay.max)} ms at most`;
  print(`  ${count(events)} events; ${late}`);
}

function printRestart({ active }: StateLoad, { keys, seconds, openSeconds, ...rest }: Restart): void {
  const { stateBytes, memory, log, progress } = rest;
  print(`\nrestart after SIGKILL with ${count(keys)} keys, ${rounded(active * 100)} % of them active`);
  print(row('until detection is ready', `${rounded(seconds)} s`));
  print(row('… of it until the stages are started', `${rounded(openSeconds)} s`));
  print(row('states', megabytes(stateBytes), `${rounded(stateBytes / keys)} bytes each`));
  print(row('log on disk', megabytes(log)));
  const grown = memory.after - memory.before;
  print(row('resident memory', megabytes(memory.after), `${rounded(grown / keys)} bytes a key`));
  print(`halfway, status says: ${progress}`);
}
