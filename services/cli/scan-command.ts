import type { Command } from 'commander';
import { Option } from 'commander';
import { alertList, briefRules } from '../scan/report/alert-list.ts';
import { printableJson } from '../scan/report/printable.ts';
import { summaryText } from '../scan/report/summary.ts';
import { scan } from '../scan/scan.ts';
import type { ScanResult } from '../scan/scan.ts';
import { openDeadLetterFile } from './dead-letter-file.ts';
import { deadLetterReporter } from './dead-letter-report.ts';
import { EXIT } from './exit-codes.ts';
import { listed } from './list-option.ts';
import { pageOf } from './page-of.ts';
import { progressLine } from './progress.ts';
import { openScanWorld } from './scan-world.ts';
import type { ScanWorld } from './scan-world.ts';
import { parseInputs } from './scan-inputs.ts';
import type { ParsedInputs } from './scan-inputs.ts';

interface Options {
  readonly source: readonly string[];
  readonly tenant: string;
  readonly settings?: string;
  readonly history: readonly string[];
  readonly format: 'text' | 'ndjson';
  readonly full: boolean;
  readonly deadLetters?: string;
}

export function scanCommand(command: Command): Command {
  return command
    .argument('[FILE...]', 'logs as exported: JSON, NDJSON, CSV, API pages, gzip, folders; - is standard input')
    .option(
      '--source <SOURCE>',
      'okta, entra or google for all files, or SOURCE:FILE (repeatable); detected when left out',
      listed,
      [],
    )
    .option('--tenant <ID>', 'the organisation the logs belong to', 'default')
    .option('--settings <FILE>', 'YAML or JSON: egress, travellers, privileged users, time zone, detector parameters')
    .option('--history <FILE>', 'older logs: they teach what is usual and never alert (repeatable)', listed, [])
    .addOption(
      new Option('--format <FORMAT>', 'text to read, or one alert document a line')
        .choices(['text', 'ndjson'])
        .default('text'),
    )
    .option('--full', 'in text, print every low alert whole; else more than 5 of one rule are in brief', false)
    .option('--dead-letters <FILE>', 'write the place and reason of every record that became no event, one JSON a line')
    .addHelpText('after', AFTER_HELP)
    .action(runScan);
}

const AFTER_HELP = `
Exit code:
  0  no alerts
  3  alerts
  2  wrong usage, or a FILE without one readable record (also when others gave alerts)

Examples:
  mfawatch scan okta-export.json entra-signins.csv
  mfawatch scan --settings acme.yaml --history logs/october logs/november
  zcat signins.json.gz | mfawatch scan --source entra --format ndjson - > alerts.ndjson
  mfawatch scan --source okta:system.log --source entra:signins.json`;

async function runScan(files: readonly string[], options: Options): Promise<void> {
  const parsed = parseInputs(files, options);
  const world = await openScanWorld(options.settings);
  const result = await scanWithReport(parsed, world, options.deadLetters);
  process.exitCode = exitCode(result);
  print(result, options);
  const brief = options.format === 'text' && !options.full ? briefNotes(result) : '';
  process.stderr.write(`${brief}${summaryText(result.collection, result.replay, world.detectors)}\n`);
}

async function scanWithReport(
  parsed: ParsedInputs,
  world: ScanWorld,
  deadLetters: string | undefined,
): Promise<ScanResult> {
  const paths = [...parsed.inputs, ...parsed.history].map(({ path }) => path);
  const file = deadLetters === undefined ? undefined : openDeadLetterFile(deadLetters, paths);
  const hint = file === undefined ? ' (--dead-letters FILE keeps all)' : '';
  const report = deadLetterReporter((text) => process.stderr.write(text), hint);
  const progress = progressLine(process.stderr);
  const result = await scan({
    ...parsed,
    ...world,
    now: Date.now(),
    onDeadLetter(letter) {
      progress.clear();
      report.add(letter);
      file?.add(letter);
    },
    onProgress: progress.show,
  });
  progress.clear();
  file?.close();
  report.finish();
  return result;
}

function print({ replay }: ScanResult, { format, full }: Options): void {
  if (format === 'ndjson') for (const { alert } of replay.alerts) process.stdout.write(`${printableJson(alert)}\n`);
  else for (const text of alertList(replay.alerts, pageOf(process.stdout), full)) process.stdout.write(text);
}

function briefNotes({ replay }: ScanResult): string {
  return [...briefRules(replay.alerts)]
    .map(([rule, count]) => `${String(count)} low ${rule} alerts are in brief (--full prints them whole)\n`)
    .join('');
}

/** 2 beats 3: a file that gave nothing readable must not pass for a quiet one. */
function exitCode({ collection, replay }: ScanResult): number {
  if (collection.inputs.some(({ accepted }) => accepted === 0)) return EXIT.usage;
  return replay.alerts.length > 0 ? EXIT.alerts : EXIT.quiet;
}
