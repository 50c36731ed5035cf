import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from './flags.ts';
import { playFlow } from './flow.ts';

interface Flags {
  readonly points: number;
  readonly records: number;
  readonly seed: string;
  readonly keep: boolean;
}

/** `npm run chaos -- --points 1000 --seed 7`: exit code 1 where anything was lost, doubled or wrong. */
async function main(): Promise<void> {
  const flags = new Command('chaos')
    .description('Kill the service again and again while records flow, and compare what it holds with a scan.')
    .option('--points <count>', 'how often it is killed', wholeNumber, 50)
    .option('--records <count>', 'about how many records flow', wholeNumber, 50_000)
    .option('--seed <text>', 'another seed, other records and kill points', '1')
    .option('--keep', 'leave the data folder for a look', false)
    .parse()
    .opts<Flags>();
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-chaos-'));
  const { problems, ...figures } = await playFlow({
    ...flags,
    folder,
    onLife: (life) => process.stderr.isTTY && process.stderr.write(`\rkilled ${String(life)} times`),
  });
  process.stdout.write(`${JSON.stringify({ seed: flags.seed, points: flags.points, ...figures })}\n`);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (flags.keep) process.stdout.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
  process.exitCode = problems.length === 0 ? 0 : 1;
}

await main();
