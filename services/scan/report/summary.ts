import type { Detector } from '../../../detectors/kit/detector.ts';
import type { LearnedEgress } from '../../../detectors/kit/egress-learning.ts';
import type { Collection, Counts } from '../collect.ts';
import type { Replay } from '../replay.ts';
import { judgeabilityText } from './judgeability-table.ts';
import { printable } from './printable.ts';
import { plural, quantity, sourceName } from './words.ts';

/** The end of a scan, for stderr: what was read, what was not, what could be judged, what was learned. */
export function summaryText(collection: Collection, replay: Replay, detectors: readonly Detector[]): string {
  return [
    ...inputProblems(collection),
    readText(collection),
    eventsText(collection.counts),
    `accounts   ${quantity(collection.byUser.size)}`,
    ...alertsText(collection, replay),
    '',
    judgeabilityText(replay.judgements, detectors),
    ...egressLines(replay.learnedEgress),
    ...failureLines(replay),
  ].join('\n');
}

/** Files that could not be read or not to their end, and arguments that gave nothing at all. */
export function inputProblems({ files, inputs }: Collection): string[] {
  const told = files.flatMap(({ file, problem }) => (problem === undefined ? [] : [`${printable(file)}: ${problem}`]));
  const named = new Set(files.filter(({ problem }) => problem !== undefined).map(({ file }) => file));
  const barren = inputs
    .filter(({ path, accepted }) => accepted === 0 && !named.has(path))
    .map(({ path }) => `${path === '-' ? 'standard input' : printable(path)}: not one readable record`);
  return [...told, ...barren];
}

function readText({ counts, files }: Collection): string {
  const read = `read       ${plural(counts.records, 'record')} in ${plural(files.length, 'file')}`;
  if (counts.rejected === 0) return read;
  const codes = [...counts.rejections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${quantity(count)}`);
  return `${read}; ${plural(counts.rejected, 'dead letter')} (${codes.join(', ')})`;
}

function eventsText({ events, bySource, duplicates, revisions, impersonal }: Counts): string {
  const sources = [...bySource].map(([source, count]) => `${sourceName(source)} ${quantity(count)}`).sort();
  const of = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
  return `events     ${quantity(events)}${of}; ${quantity(duplicates)} repeated, ${quantity(revisions)} revised, ${quantity(impersonal)} of no person`;
}

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

function alertsText(collection: Collection, { alerts, judgements }: Replay): string[] {
  if (alerts.length === 0) return ['alerts     none', ...silenceLines(collection.counts, judgements)];
  const parts = SEVERITIES.map((severity) => {
    return [severity, alerts.filter(({ alert }) => alert.mfa.alert.severity === severity).length] as const;
  }).filter(([, count]) => count > 0);
  return [
    `alerts     ${quantity(alerts.length)} (${parts.map(([severity, count]) => `${quantity(count)} ${severity}`).join(', ')})`,
  ];
}

/** An honest reason for silence: nothing was wrong, or nothing could be seen. */
function silenceLines({ events }: Counts, judgements: Replay['judgements']): string[] {
  if (events === 0) return [];
  const blind = judgements.some(({ verdict }) => verdict !== 'yes');
  return [
    `           No detector found its conditions met in these ${plural(events, 'event')}.`,
    ...(blind ? ['           Not everything could be judged, so this is no all-clear: see below.'] : []),
  ];
}

const EGRESS_SHOWN = 10;

function egressLines(learned: readonly LearnedEgress[]): string[] {
  if (learned.length === 0) return [];
  const shown = [...learned].sort((a, b) => b.people - a.people || (a.prefix < b.prefix ? -1 : 1));
  return [
    '',
    "learned as the tenant's own networks (revoke with `notEgress` in the settings):",
    ...shown.slice(0, EGRESS_SHOWN).map(egressLine),
    ...(learned.length > EGRESS_SHOWN ? [`  … and ${quantity(learned.length - EGRESS_SHOWN)} more`] : []),
  ];
}

function egressLine({ prefix, asOrganization, people, days, effectiveFrom }: LearnedEgress): string {
  const owner = asOrganization === undefined ? '' : ` ${printable(asOrganization)}`;
  const use = `${plural(people, 'person', 'people')} on ${plural(days, 'day')}`;
  return `  ${prefix}${owner} · ${use}, from ${new Date(effectiveFrom).toISOString().slice(0, 16)}Z`;
}

const FAILURES_SHOWN = 3;

function failureLines({ failures }: Replay): string[] {
  if (failures.length === 0) return [];
  const shown = failures.slice(0, FAILURES_SHOWN).map(({ detector, user, observationId, error }) => {
    const message = error instanceof Error ? error.message : String(error);
    return printable(`  ${detector} at ${observationId} of ${user}: ${message}`);
  });
  return ['', `${plural(failures.length, 'evaluation')} failed and were skipped; please report this:`, ...shown];
}
