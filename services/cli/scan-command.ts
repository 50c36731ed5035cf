import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, Option } from 'commander';
import { alertText } from '../scan/report/alert-text.ts';
import { summaryText } from '../scan/report/summary.ts';
import type { DeadLetter } from '../scan/collect.ts';
import { scan } from '../scan/scan.ts';
import type { ScanResult } from '../scan/scan.ts';
import { deadLetterReporter } from './dead-letter-report.ts';
import { progressLine } from './progress.ts';
import { openScanWorld } from './scan-world.ts';
import { parseInputs } from './scan-inputs.ts';
import { UsageError } from './usage-error.ts';

interface Options {
  readonly source: readonly string[];
  readonly tenant: string;
  readonly settings?: string;
  readonly history: readonly string[];
  readonly format: 'text' | 'ndjson';
  readonly deadLetters?: string;
}

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function scanCommand(): Command {
  return new Command('scan')
    .description('Judge exported logs offline: alerts on stdout, counts and notes on stderr.')
    .argument('[FILE...]', 'logs as exported: JSON, NDJSON, CSV, API pages, gzip, folders; - is standard input')
    .option(
      '--source <SOURCE>',
      'okta, entra or google for all files, or SOURCE:FILE; detected when left out',
      list,
      [],
    )
    .option('--tenant <ID>', 'the organisation the logs belong to', 'default')
    .option('--settings <FILE>', 'YAML or JSON: egress, travellers, privileged users, time zone, detector parameters')
    .option('--history <FILE>', 'older logs: they teach what is usual and never alert (repeatable)', list, [])
    .addOption(new Option('--format <FORMAT>', 'how alerts are printed').choices(['text', 'ndjson']).default('text'))
    .option('--dead-letters <FILE>', 'write every record that became no event there, one JSON a line')
    .addHelpText(
      'after',
      `
Exit code: 0 no alerts, 3 alerts, 2 wrong usage or a FILE without one readable record.

Examples:
  mfawatch scan okta-export.json entra-signins.csv
  mfawatch scan --settings acme.yaml --history logs/october logs/november
  zcat signins.json.gz | mfawatch scan --source entra --format ndjson - > alerts.ndjson`,
    )
    .action(runScan);
}

async function runScan(files: readonly string[], options: Options): Promise<void> {
  const parsed = parseInputs(files, options);
  const world = await openScanWorld(options.settings);
  const report = deadLetterReporter((text) => process.stderr.write(text));
  const file = options.deadLetters === undefined ? undefined : openOutput(options.deadLetters);
  const progress = progressLine(process.stderr);
  const result = await scan({
    ...parsed,
    ...world,
    now: Date.now(),
    onDeadLetter: (letter) => {
      progress.clear();
      report.add(letter);
      if (file !== undefined) writeSync(file, `${JSON.stringify(letter satisfies DeadLetter)}\n`);
    },
    onProgress: progress.show,
  });
  progress.clear();
  if (file !== undefined) closeSync(file);
  report.finish();
  print(result, options.format);
  process.stderr.write(`${summaryText(result.collection, result.replay, world.detectors)}\n`);
  process.exitCode = exitCode(result);
}

function print({ replay }: ScanResult, format: Options['format']): void {
  for (const found of replay.alerts) {
    process.stdout.write(format === 'ndjson' ? `${JSON.stringify(found.alert)}\n` : `${alertText(found)}\n\n`);
  }
}

/** 2 beats 3: a file that gave nothing readable must not pass for a quiet one. */
function exitCode({ collection, replay }: ScanResult): number {
  if ([...collection.accepted.values()].includes(0)) return 2;
  return replay.alerts.length > 0 ? 3 : 0;
}

function openOutput(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UsageError(`--dead-letters ${path}: ${(error as Error).message}`);
  }
}
