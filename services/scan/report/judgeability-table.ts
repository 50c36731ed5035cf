import type { Gap, Judgement } from '../../../detectors/kit/judgeability.ts';
import type { Detector } from '../../../detectors/kit/detector.ts';
import { plural, quantity, sourceName } from './words.ts';

const VERDICTS: Readonly<Record<Judgement['verdict'], string>> = {
  yes: 'yes',
  partly: 'partly',
  none: 'no',
  idle: 'no rows',
};
const CELL = 10;

/** Source by detector: can it judge what was delivered? Then what is missing for the rest, and how to get it. */
export function judgeabilityText(judgements: readonly Judgement[], detectors: readonly Detector[]): string {
  if (judgements.length === 0) return 'No event of a person was read: there was nothing to judge.';
  const sources = [...new Set(judgements.map(({ source }) => source))].sort();
  const width = Math.max('can it judge?'.length, ...detectors.map(({ id }) => id.length)) + 2;
  const rows = detectors.map(({ id }) => {
    const verdicts = sources.map((source) => judgements.find((one) => one.source === source && one.detector === id));
    return [id, ...verdicts.map((found) => (found === undefined ? '-' : VERDICTS[found.verdict]))];
  });
  return [
    ...[['can it judge?', ...sources.map(sourceName)], ...rows].map((cells) => tableRow(cells, width)),
    ...judgements.flatMap(gapLines),
  ].join('\n');
}

function tableRow([first = '', ...cells]: readonly string[], width: number): string {
  return `${first.padEnd(width)}${cells.map((cell) => cell.padEnd(CELL)).join('')}`.trimEnd();
}

function gapLines({ source, detector, gaps, verdict }: Judgement): string[] {
  const title = `  ${sourceName(source)} · ${detector}: `;
  if (verdict === 'idle') return [`${title}none of the events is of a kind it judges, so its silence says nothing`];
  return gaps.map((gap) => title + gapText(gap));
}

function gapText({ field, judges, rows, present, remedy }: Gap): string {
  const blind = judges === 'everything' ? 'it cannot judge' : `${judges} cannot judge`;
  const seen = `${field} on ${quantity(present)} of ${plural(rows, 'row')}`;
  return `${seen}: ${blind}${remedy === undefined ? '' : `; ${remedy}`}`;
}
