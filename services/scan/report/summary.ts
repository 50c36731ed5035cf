import type { Gap, Judgement } from '../../../detectors/kit/judgeability.ts';
import type { Detector } from '../../../detectors/kit/detector.ts';
import type { Collection } from '../collect.ts';
import type { FileSummary } from '../input/read-item.ts';
import { SOURCE_NAMES } from '../input/source-file.ts';
import type { Replay } from '../replay.ts';
import { printable } from './printable.ts';

/** The end of a scan, for stderr: what was read, what was not, what could be judged, what was learned. */
export function summaryText(collection: Collection, replay: Replay, detectors: readonly Detector[]): string {
  return [
    ...fileProblems(collection.files),
    countsText(collection),
    alertCounts(replay),
    '',
    judgeabilityTable(replay.judgements, detectors),
    ...gapLines(replay.judgements),
    ...egressLines(replay),
    ...failureLines(replay),
  ].join('\n');
}

function fileProblems(files: readonly FileSummary[]): string[] {
  return files
    .filter(({ problem }) => problem !== undefined)
    .map(({ file, problem }) => `${printable(file)}: ${problem ?? ''}`);
}

function countsText({ counts, byUser, files }: Collection): string {
  const sources = [...counts.bySource].map(([source, count]) => `${sourceName(source)} ${number(count)}`).join(', ');
  const rejected = [...counts.rejections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${number(count)}`);
  return [
    `read       ${plural(counts.records, 'record')} in ${plural(files.length, 'file')}${rejected.length === 0 ? '' : `; ${number(counts.rejected)} dead letters (${rejected.join(', ')})`}`,
    `events     ${number(counts.events)}${sources === '' ? '' : ` (${sources})`}; ${number(counts.duplicates)} repeated, ${number(counts.revisions)} revised, ${number(counts.impersonal)} of no person`,
    `people     ${number(byUser.size)}`,
  ].join('\n');
}

function alertCounts({ alerts }: Replay): string {
  const bySeverity = new Map<string, number>();
  for (const { alert } of alerts) {
    const { severity } = alert.mfa.alert;
    bySeverity.set(severity, (bySeverity.get(severity) ?? 0) + 1);
  }
  const parts = ['critical', 'high', 'medium', 'low']
    .filter((s) => bySeverity.has(s))
    .map((s) => `${number(bySeverity.get(s) ?? 0)} ${s}`);
  return `alerts     ${number(alerts.length)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

const VERDICTS: Readonly<Record<Judgement['verdict'], string>> = { yes: 'yes', partly: 'partly', none: 'no' };

function judgeabilityTable(judgements: readonly Judgement[], detectors: readonly Detector[]): string {
  const sources = [...new Set(judgements.map(({ source }) => source))];
  const width = Math.max(14, ...detectors.map(({ id }) => id.length)) + 2;
  const header = `${'can it judge?'.padEnd(width)}${sources.map((source) => sourceName(source).padEnd(10)).join('')}`;
  const rows = detectors.map(({ id }) => {
    const cells = sources.map((source) => {
      const judgement = judgements.find((one) => one.source === source && one.detector === id);
      return (judgement === undefined ? '-' : VERDICTS[judgement.verdict]).padEnd(10);
    });
    return `${id.padEnd(width)}${cells.join('')}`.trimEnd();
  });
  return [header.trimEnd(), ...rows].join('\n');
}

function gapLines(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap(({ source, detector, gaps }) =>
    gaps.map((gap) => `  ${sourceName(source)} · ${detector}: ${gapText(gap)}`),
  );
}

function gapText({ field, judges, rows, present, remedy }: Gap): string {
  const seen =
    rows === 0 ? `no rows that could carry ${field}` : `${field} on ${number(present)} of ${plural(rows, 'row')}`;
  return `${seen}: ${judges} cannot judge${remedy === undefined ? '' : `; ${remedy}`}`;
}

function egressLines({ learnedEgress }: Replay): string[] {
  if (learnedEgress.length === 0) return [];
  return [
    '',
    "learned as the tenant's own networks (revoke with `notEgress` in the settings):",
    ...learnedEgress.map(
      ({ prefix, asOrganization, people, days, effectiveFrom }) =>
        `  ${prefix} ${printable(asOrganization ?? '')} · ${plural(people, 'person', 'people')} on ${plural(days, 'day')}, from ${new Date(effectiveFrom).toISOString().slice(0, 16)}Z`,
    ),
  ];
}

function failureLines({ failures }: Replay): string[] {
  if (failures.length === 0) return [];
  const shown = failures.slice(0, 3).map(({ detector, user, observationId, error }) => {
    return `  ${detector} at ${printable(observationId)} of ${printable(user)}: ${printable(error instanceof Error ? error.message : String(error))}`;
  });
  return ['', `${plural(failures.length, 'evaluation')} failed and were skipped; please report this:`, ...shown];
}

export function sourceName(source: string): string {
  return Object.entries(SOURCE_NAMES).find(([, value]) => value === source)?.[0] ?? source;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
