import { sep } from 'node:path';
import { SEVERITIES } from '../../detectors/kit/finding.ts';
import type { Holdings } from '../ingest/imports/import-outcome.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import type { Input } from '../scan/input/read-item.ts';
import { printable } from '../scan/report/printable.ts';
import { plural, quantity } from '../scan/report/words.ts';

/** Where an import is, for a line on a terminal. */
export function progressOf({ state, files }: ImportJob): string {
  const { records, refused } = readOf(files);
  const read = `${plural(records, 'record')}${refused === 0 ? '' : `, ${plural(refused, 'dead letter')}`}`;
  const file = files.findIndex(({ done }) => !done) + 1;
  switch (state) {
    case 'reading':
      return `reading file ${String(file)} of ${String(files.length)} … ${read}`;
    case 'learning':
      return `learning what is usual … ${read}`;
    case 'released':
      return `judging … ${read}`;
    case 'done':
    case 'failed':
      return state;
  }
}

/**
 * What an import read and what came of it; without figures: it had been done before.
 * @param isBesideSources the figures are the tenant's, and its sources went on meanwhile: what they brought cannot be told apart
 */
export function importSummary(job: ImportJob, gain: Holdings | undefined, isBesideSources = false): string {
  const { records, refused } = readOf(job.files);
  const lines = [
    `import     ${job.id} of ${job.tenant}: ${plural(records, 'record')} in ${plural(job.files.length, 'file')}`,
    ...(gain === undefined
      ? [`           these files had been imported before (until ${isoMinute(job.finished)}): nothing was done`]
      : gainLines(gain, records - Math.max(refused, gain.deadLetters), job.tenant)),
    ...(gain === undefined || !isBesideSources ? [] : [BESIDE_SOURCES]),
  ];
  return `${lines.join('\n')}\n`;
}

const BESIDE_SOURCES =
  '           counted over the tenant since the import began: what its sources brought meanwhile is among it';

/** @param readable records that became no dead letter */
function gainLines(gain: Holdings, readable: number, tenant: string): string[] {
  const severities = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = gain.alerts[severity] ?? 0;
    return count === 0 ? [] : [`${quantity(count)} ${severity}`];
  });
  const alerts = Object.values(gain.alerts).reduce((sum, count) => sum + count, 0);
  const known = readable - gain.events;
  const repeated = known <= 0 ? '' : `; ${plural(known, 'record')} gave none (repeated, revised, or known already)`;
  const letters = gain.deadLetters === 0 ? '' : ` (mfawatch dlq list --tenant ${tenant})`;
  return [
    `events     ${quantity(gain.events)} new${repeated}`,
    `alerts     ${alerts === 0 ? 'none new' : `${quantity(alerts)} new (${severities.join(', ')})`}`,
    `incidents  ${gain.incidents === 0 ? 'none new' : `${quantity(gain.incidents)} new`}`,
    `dead       ${gain.deadLetters === 0 ? 'no new letters' : `${plural(gain.deadLetters, 'new letter')}${letters}`}`,
  ];
}

function readOf(files: ImportJob['files']): { readonly records: number; readonly refused: number } {
  return {
    records: files.reduce((sum, { read }) => sum + read, 0),
    refused: files.reduce((sum, { refused }) => sum + refused, 0),
  };
}

function isoMinute(time: number | undefined): string {
  return time === undefined ? 'some time ago' : `${new Date(time).toISOString().slice(0, 16)}Z`;
}

/** Inputs that gave not one readable record, told as they were named. */
export function barrenInputs({ files }: ImportJob, inputs: readonly Input[], kept: readonly Input[]): string[] {
  return inputs.flatMap(({ path }, index) => {
    const from = kept[index]?.path ?? path;
    const inside = files.filter((file) => file.path === from || file.path.startsWith(from + sep));
    if (inside.some(({ read, refused }) => read > refused)) return [];
    return [`${path === '-' ? 'standard input' : printable(path)}: not one readable record`];
  });
}
