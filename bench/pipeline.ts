import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWorld } from '../services/start/world.ts';
import { rounded, row } from './measure.ts';
import type { BareLoops } from './pipeline/bare-loops.ts';
import { bareLoops } from './pipeline/bare-loops.ts';
import type { RecordsFile } from './pipeline/records-file.ts';
import { writeRecordsFile } from './pipeline/records-file.ts';
import type { Throughput } from './pipeline/throughput.ts';
import { throughput } from './pipeline/throughput.ts';

/** `npm run bench pipeline`: the whole product on embedded log and Store, beside what no pipeline can do without. */
export async function benchPipeline(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { events: { type: 'string', default: '100000' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-bench-'));
  try {
    const world = await openWorld();
    const file = writeRecordsFile(join(folder, 'records.ndjson'), Number(values.events));
    const bare = bareLoops(file, folder);
    printThroughput(file, bare, await throughput(file, join(folder, 'data'), world));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
  print(`\ndisk per million events: log ${perMillion(measured.disk.log)}, store ${perMillion(measured.disk.store)}`);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
