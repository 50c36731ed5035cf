import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { ROLES } from './crew.ts';
import { playDistributed } from './distributed.ts';
import { wholeNumber } from './flags.ts';

interface Flags {
  readonly points: number;
  readonly records: number;
  readonly seed: string;
  readonly keep: boolean;
  readonly kafka: string;
  readonly elasticsearch: string;
}

/** `npm run chaos:distributed -- --points 100 --seed 7`: exit code 1 where anything was lost, doubled or wrong. */
async function main(): Promise<void> {
  const { keep, kafka, elasticsearch, ...flags } = new Command('chaos:distributed')
    .description(
      'Kill processes, and let them sleep, while records flow through a real Kafka and Elasticsearch, and compare what is held with a scan.\n' +
        'npm run services, in another terminal, starts both and prints their addresses.',
    )
    .option('--points <count>', 'how often a process is disturbed', wholeNumber, 100)
    .option('--records <count>', 'about how many records flow', wholeNumber, 20_000)
    .option('--seed <text>', 'another seed, other records and disturbances', '1')
    .addOption(
      new Option('--kafka <brokers>', 'host:port, comma-separated').env('TEST_KAFKA_BROKERS').makeOptionMandatory(),
    )
    .addOption(
      new Option('--elasticsearch <url>', 'address of a node').env('TEST_ELASTICSEARCH_URL').makeOptionMandatory(),
    )
    .option('--keep', 'leave the files for a look', false)
    .parse()
    .opts<Flags>();
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-chaos-'));
  const { problems, ...figures } = await playDistributed({
    ...flags,
    folder,
    servers: { brokers: kafka.split(','), elasticsearch },
    onPoint: (point, { member, kind }) =>
      process.stderr.write(`${String(point)} of ${String(flags.points)}: ${ROLES[member]?.join(' ') ?? ''} ${kind}\n`),
  });
  process.stdout.write(`${JSON.stringify({ seed: flags.seed, points: flags.points, ...figures })}\n`);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (keep) process.stdout.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
  process.exitCode = problems.length === 0 ? 0 : 1;
}

await main();
