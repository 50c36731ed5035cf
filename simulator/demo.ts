import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { tenantId } from '../events/identity.ts';
import { pageOf } from '../services/cli/page-of.ts';
import { openScanWorld } from '../services/cli/scan-world.ts';
import { scan } from '../services/scan/scan.ts';
import { describeDemo, writeDemo } from './demo-organisation.ts';
import { demoReport } from './demo-report.ts';

const DAY = 86_400_000;

interface DemoFlags {
  readonly out?: string;
  readonly seed: string;
  readonly people: number;
  readonly days: number;
  readonly for?: number;
}

/** `npm run demo`: writes three weeks of a simulated organisation to files, scans them, and says how right the scan was. */
async function main(): Promise<void> {
  const flags = new Command('demo')
    .description('Simulate an organisation with attacks hidden in it, write its logs to files, and scan them.')
    .option('--out <folder>', 'where to write (default: a new temporary folder)')
    .option('--seed <text>', 'another seed, another organisation', 'demo')
    .option('--people <count>', 'members', wholeNumber, 60)
    .option('--days <count>', 'days of history', wholeNumber, 21)
    .option('--for <duration>', 'give up after this long, e.g. 60s or 5m (the demo ends by itself)', duration)
    .parse()
    .opts<DemoFlags>();
  if (flags.for !== undefined) setTimeout(giveUp, flags.for).unref();
  const folder = flags.out ?? mkdtempSync(join(tmpdir(), 'mfawatch-demo-'));
  // A local day may end a day later in UTC: ending yesterday leaves nothing in the future.
  const end = Math.floor(Date.now() / DAY) * DAY - DAY;
  say('Simulating …');
  const demo = writeDemo(folder, { seed: flags.seed, people: flags.people, days: flags.days, end });
  say(`${describeDemo(demo)}\n\nScanning …\n`);
  const world = await openScanWorld(demo.settings);
  const context = { ...world, tenant: tenantId('acme') };
  const result = await scan({ ...context, inputs: [{ path: demo.logs }], history: [], now: Date.now() });
  for (const text of demoReport(demo, result, context, pageOf(process.stdout))) process.stdout.write(text);
  say(whatNext(demo.settings, demo.logs));
}

function whatNext(settings: string, logs: string): string {
  const [file, folder] = [relative(process.cwd(), settings), relative(process.cwd(), logs)];
  return [
    'Look yourself:',
    `  npx mfawatch scan --tenant acme --settings ${file} ${folder}`,
    `  npx mfawatch scan --tenant acme --settings ${file} --format ndjson ${folder} > alerts.ndjson`,
    '  npx mfawatch explain --help',
  ].join('\n');
}

function giveUp(): void {
  say('The time is up; the demo stops here. A smaller one: npm run demo -- --people 40 --days 14');
  process.exit(0);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a whole number is wanted.');
  return Number(text);
}

/** `60s`, `5m` or `1h`, as ms. */
function duration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('write it as 60s, 5m or 1h.');
  return Number(count) * (unit === 'h' ? 3_600_000 : unit === 'm' ? 60_000 : 1_000);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
