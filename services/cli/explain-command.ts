import { Command } from 'commander';
import { explain } from '../scan/explain.ts';
import { explanationText } from '../scan/report/explanation-text.ts';
import { collect } from '../scan/scan.ts';
import { nearest } from '../platform/nearest.ts';
import { parseInputs } from './scan-inputs.ts';
import { openScanWorld } from './scan-world.ts';
import { UsageError } from './usage-error.ts';

interface Options {
  readonly user: string;
  readonly at: string;
  readonly source: readonly string[];
  readonly tenant: string;
  readonly settings?: string;
  readonly history: readonly string[];
}

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function explainCommand(): Command {
  return new Command('explain')
    .description('Say why a moment of a user did or did not alert: every condition each detector checked.')
    .argument('[FILE...]', 'the logs, as for scan')
    .requiredOption('--user <USER>', 'address, or SOURCE:ID where there is none')
    .requiredOption('--at <TIME>', 'ISO 8601, e.g. 2026-11-20T09:17:48Z; what lies within 30 minutes is explained')
    .option('--source <SOURCE>', 'as for scan', list, [])
    .option('--tenant <ID>', 'as for scan', 'default')
    .option('--settings <FILE>', 'as for scan')
    .option('--history <FILE>', 'as for scan (repeatable)', list, [])
    .action(runExplain);
}

async function runExplain(files: readonly string[], options: Options): Promise<void> {
  const time = parseTime(options.at);
  const user = options.user.includes('@') ? options.user.toLowerCase() : options.user;
  const parsed = parseInputs(files, options);
  const world = await openScanWorld(options.settings);
  const collection = await collect({ ...parsed, ...world, now: Date.now() });
  const explanation = explain(collection, { ...parsed, ...world }, user, time);
  if (explanation === undefined) throw new UsageError(unknownUser(user, [...collection.byUser.keys()]));
  process.stdout.write(`${explanationText(user, time, explanation)}\n`);
}

/** A time without a zone would mean this machine's, which logs never do. */
function parseTime(text: string): number {
  const time = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--at: "${text}" is not a time with a zone; write e.g. 2026-11-20T09:17:48Z`);
  return time;
}

function unknownUser(user: string, known: readonly string[]): string {
  if (known.length === 0) return `nobody appears in these files`;
  const close = nearest(user, known);
  const hint = close === undefined ? '' : `; did you mean ${close}?`;
  return `"${user}" does not appear among the ${String(known.length)} people in these files${hint}`;
}
