import { join } from 'node:path';
import { Command } from 'commander';
import { partsArgument, share, wholeNumberFrom } from './command-line.ts';
import type { Roles } from './distributed/crew-at-work.ts';
import { install } from './distributed/installation.ts';
import type { Installation } from './distributed/installation.ts';
import { latency } from './distributed/latency.ts';
import type { LatencyLoad } from './distributed/latency.ts';
import { tellLatency, tellOneByOne, tellRestored, tellTogether } from './distributed/report.ts';
import { restore } from './distributed/restore.ts';
import { oneByOne, together, WARM_UP } from './distributed/throughput.ts';
import { inFolder } from './folder.ts';
import { writeRecordsFile } from './pipeline/records-file.ts';
import type { StateLoad } from './pipeline/state-records.ts';
import { serversOf, withServerFlags } from './servers/flags.ts';
import type { ServerFlags } from './servers/flags.ts';
import { onCleanServers } from './servers/leftovers.ts';
import type { Servers } from './servers/place.ts';

interface Load extends LatencyLoad, StateLoad {
  readonly events: number;
  /** Processes of detection. */
  readonly detect: number;
}

const REST = ['ingest', 'normalise', 'learn', 'rebuild', 'correlate'];

/** `npm run bench distributed [PART…]` */
export function distributedCommand(): Command {
  const command = new Command('distributed')
    .description('The services on a real Kafka and Elasticsearch, beside what the servers do for bare clients.')
    .addArgument(partsArgument(['throughput', 'latency', 'restore']))
    .option('--events <count>', 'throughput: records, after some to warm up', wholeNumberFrom(1), 30_000)
    .option('--detect <count>', 'throughput, latency: processes of detection', wholeNumberFrom(1), 1)
    .option('--rate <count>', 'latency: records a second', wholeNumberFrom(1), 1_000)
    .option('--seconds <count>', 'latency: for how long', wholeNumberFrom(1), 30)
    .option('--keys <count>', 'restore: users with a state', wholeNumberFrom(1), 1_000_000)
    .option('--active <share>', 'restore: how many of them were at work lately, 0 to 1', share, 0.05);
  return withServerFlags(command).action(benchDistributed);
}

async function benchDistributed(parts: readonly string[], flags: Load & ServerFlags, command: Command): Promise<void> {
  const servers = serversOf(flags, 'bench distributed', command);
  if (parts.includes('throughput')) await benchThroughput(servers, flags);
  if (parts.includes('latency')) await benchLatency(servers, flags);
  if (parts.includes('restore')) await benchRestore(servers, flags);
}

async function benchThroughput(servers: Servers, { events, detect }: Load): Promise<void> {
  await inFolder(async (folder) => {
    const file = writeRecordsFile(join(folder, 'given.ndjson'), WARM_UP + events);
    const roles = [REST, ['index'], ...detection(detect)];
    const whole = await onInstallation(servers, (installation) => together(installation, file, roles));
    const steps = await onInstallation(servers, (installation) => oneByOne(installation, file));
    tellOneByOne(file, steps);
    tellTogether(whole, steps);
  });
}

async function benchLatency(servers: Servers, { rate, seconds, detect }: Load): Promise<void> {
  await inFolder(async (folder) => {
    const file = writeRecordsFile(join(folder, 'given.ndjson'), rate * seconds);
    const roles = [['index'], REST, ...detection(detect)];
    const load = { rate, seconds };
    tellLatency(load, await onInstallation(servers, (installation) => latency(installation, file, load, roles)));
  });
}

async function benchRestore(servers: Servers, load: Load): Promise<void> {
  tellRestored(load, await onInstallation(servers, (installation) => restore(installation, load)));
}

function detection(processes: number): Roles {
  return Array.from({ length: processes }, () => ['detect']);
}

/** One that nothing is left of afterwards. */
function onInstallation<T>(servers: Servers, work: (installation: Installation) => Promise<T>): Promise<T> {
  return inFolder((folder) => onCleanServers(servers, 'bench', (place) => work(install(folder, place))));
}
