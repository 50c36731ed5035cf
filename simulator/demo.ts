import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { describeDemo, writeDemo } from './demo-organisation.ts';

const DAY = 86_400_000;

interface DemoFlags {
  readonly out?: string;
  readonly seed: string;
  readonly people: string;
  readonly days: string;
}

/** `npm run demo`: writes the demo organisation to files. */
function main(): void {
  const flags = new Command('demo')
    .option('--out <folder>', 'where to write (default: a new temporary folder)')
    .option('--seed <text>', 'another seed, another organisation', 'demo')
    .option('--people <count>', 'members', '60')
    .option('--days <count>', 'days of history', '21')
    .parse()
    .opts<DemoFlags>();
  const folder = flags.out ?? mkdtempSync(join(tmpdir(), 'mfawatch-demo-'));
  // A local day may end a day later in UTC: ending yesterday leaves nothing in the future.
  const end = Math.floor(Date.now() / DAY) * DAY - DAY;
  const written = writeDemo(folder, { seed: flags.seed, people: Number(flags.people), days: Number(flags.days), end });
  process.stdout.write(`${describeDemo(written)}\n`);
}

main();
