import type { Command } from 'commander';
import type { Collection } from '../scan/collect.ts';
import { explain } from '../scan/explain.ts';
import { explanationText } from '../scan/report/explanation-text.ts';
import { inputProblems } from '../scan/report/summary.ts';
import { collect } from '../scan/scan.ts';
import { didYouMean } from '../platform/nearest.ts';
import { deadLetterNote } from './dead-letter-report.ts';
import { EXIT } from './exit-codes.ts';
import { listed } from './list-option.ts';
import { pageOf } from './page-of.ts';
import { progressLine } from './progress.ts';
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

export function explainCommand(command: Command): Command {
  return command
    .argument('[FILE...]', 'the logs, as for scan')
    .requiredOption('--user <USER>', 'address, or the id the provider gives the account')
    .requiredOption('--at <TIME>', 'ISO 8601 with zone, e.g. 2026-11-20T09:17:48Z; 30 minutes either way are explained')
    .option('--source <SOURCE>', 'as for scan', listed, [])
    .option('--tenant <ID>', 'as for scan', 'default')
    .option('--settings <FILE>', 'as for scan')
    .option('--history <FILE>', 'as for scan (repeatable)', listed, [])
    .addHelpText('after', AFTER_HELP)
    .action(runExplain);
}

const AFTER_HELP = `
✓ marks a condition for an alert that held, ✗ one that did not: where the detector stayed quiet, that is why.
Give the same files, settings and history as to scan: more is known then, and the answer is the scan's.

Exit code: 0 explained, 2 wrong usage, an unknown user, or a FILE without one readable record.

Example:
  mfawatch explain --user ada@example.com --at 2026-11-20T09:17:48Z logs/`;

async function runExplain(files: readonly string[], options: Options): Promise<void> {
  const time = parseTime(options.at);
  const parsed = parseInputs(files, options);
  const world = await openScanWorld(options.settings);
  const progress = progressLine(process.stderr);
  const collection = await collect({ ...parsed, ...world, now: Date.now(), onProgress: progress.show });
  progress.clear();
  for (const note of [...inputProblems(collection), deadLetterNote(collection)])
    if (note !== undefined) process.stderr.write(`${note}\n`);
  const user = knownUser(collection, options.user);
  const explanation = user === undefined ? undefined : explain(collection, { ...parsed, ...world }, user, time);
  if (user === undefined || explanation === undefined)
    throw new UsageError(unknownUser(options.user, [...collection.byUser.keys()]));
  process.stdout.write(`${explanationText(user, time, explanation, pageOf(process.stdout))}\n`);
  if (collection.inputs.some(({ accepted }) => accepted === 0)) process.exitCode = EXIT.usage;
}

/** A time without a zone would mean this machine's, which logs never do. */
function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--at: "${text}" is not a time with a zone; write e.g. 2026-11-20T09:17:48Z`);
  return time;
}

/** By address in any case, or by the provider's own id or user name; of several, whom most records call so (a renamed account). */
function knownUser({ byUser }: Collection, said: string): string | undefined {
  const folded = said.toLowerCase();
  let best: string | undefined;
  let most = 0;
  for (const [user, keyed] of byUser) {
    const named = keyed.filter(({ person }) => person.id === said || person.name?.toLowerCase() === folded).length;
    const count = user.toLowerCase() === folded ? Math.max(named, 1) : named;
    if (count <= most) continue;
    best = user;
    most = count;
  }
  return best;
}

function unknownUser(user: string, known: readonly string[]): string {
  if (known.length === 0) return 'nobody appears in these files';
  const people = known.length === 1 ? 'one account' : `${String(known.length)} accounts`;
  return `"${user}" does not appear among the ${people} in these files${didYouMean(user, known)}`;
}
