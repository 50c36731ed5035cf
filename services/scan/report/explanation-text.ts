import type { Observation } from '../../../events/observation.ts';
import type { Finding } from '../../../detectors/kit/finding.ts';
import { clientName, durationName, isoTime, placeName } from '../../../detectors/kit/wording.ts';
import type { ExplainedAnchor, Explanation, UserExplanation } from '../explain.ts';
import type { ScanAlert } from '../replay.ts';
import { alertTitle } from './alert-text.ts';
import type { Page } from './page.ts';
import { hanging, paint } from './page.ts';
import { printable } from './printable.ts';
import { utcSecond } from './times.ts';

const ANCHORS_SHOWN = 3;
const AROUND_SHOWN = 12;
const ALERTS_SHOWN = 8;

/** `mfawatch explain` for people: what happened around the moment, then each detector's answer with its reasons. */
export function explanationText(user: string, time: number, explanation: UserExplanation, page: Page): string {
  const { around, nearest, explanations, alerts, saturated } = explanation;
  return [
    `${printable(user)} around ${utcSecond(isoTime(time))}, 30 minutes either way`,
    '',
    ...(nearest === undefined ? aroundLines(around, time, page) : nothingLines(nearest, time)),
    ...(saturated
      ? [
          '',
          '  SATURATED: this user has more events than are kept; older evidence may be missing from the answers below.',
        ]
      : []),
    ...(nearest === undefined ? explanations.flatMap((one) => ['', ...explanationLines(one, page)]) : []),
    '',
    ...alertLines(alerts, time, page),
  ].join('\n');
}

function nothingLines(nearest: Observation, time: number): string[] {
  const apart = durationName(Math.abs(nearest.time - time));
  return [
    '  nothing of this user was recorded then',
    `  the nearest event is ${apart} ${nearest.time < time ? 'earlier' : 'later'}: --at ${isoTime(nearest.time)}`,
  ];
}

/** The rows nearest to the moment, in order of time. */
function aroundLines(around: readonly Observation[], time: number, page: Page): string[] {
  const nearest = [...around].sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time)).slice(0, AROUND_SHOWN);
  const shown = around.filter((observation) => nearest.includes(observation));
  const more = around.length - shown.length;
  return [
    ...shown.map((one) => aroundLine(one, page)),
    ...(more > 0 ? [`  … and ${String(more)} more, further away`] : []),
  ];
}

const ROW_INDENT = 12;

function aroundLine(observation: Observation, page: Page): string {
  const { time, action, outcome, place, app, role, actor } = observation;
  const parts = [
    role === 'target' ? `${action} (by ${actor ?? 'somebody else'})` : action,
    outcome,
    place === undefined ? 'no address' : `${place.ip} ${placeName(place)}`,
    clientName(observation),
    app,
  ];
  return `  ${clock(time)}  ${hanging(page, parts.filter((part) => part !== undefined).join(' · '), ROW_INDENT)}`;
}

function explanationLines({ detector, anchors }: Explanation, page: Page): string[] {
  if (anchors.length === 0) return [`${detector}: quiet. Nothing here is of a kind it judges.`];
  const unique = uniqueFindings(anchors);
  const verdict = unique.length === 0 ? 'quiet.' : `alerts (${String(unique.length)}).`;
  return [
    `${detector}: ${verdict}`,
    ...unique.map(({ severity, reason }) => {
      const label = severity.toUpperCase();
      return `  ${paint(page, severity, label)} ${hanging(page, reason, label.length + 3)}`;
    }),
    ...anchors.slice(0, ANCHORS_SHOWN).flatMap((anchor) => anchorLines(anchor, page)),
    ...(anchors.length > ANCHORS_SHOWN ? [`  … and ${String(anchors.length - ANCHORS_SHOWN)} more judged`] : []),
  ];
}

function uniqueFindings(anchors: readonly ExplainedAnchor[]): Finding[] {
  return [...new Map(anchors.flatMap(({ findings }) => findings).map((finding) => [finding.key, finding])).values()];
}

function anchorLines({ observation, checks, findings }: ExplainedAnchor, page: Page): string[] {
  const verdict = findings.length > 0 ? ': alert' : '';
  return [
    printable(`  ${clock(observation.time)}  ${observation.action} (${observation.eventId})${verdict}`),
    ...checks.map(({ condition, holds, detail }) => {
      const text = `${condition}${detail === undefined ? '' : `: ${detail}`}`;
      return `    ${holds ? '✓' : '✗'} ${hanging(page, text, 6)}`;
    }),
  ];
}

/** What a scan reports of this user on the same UTC day, wherever in the day it lies. */
function alertLines(alerts: readonly ScanAlert[], time: number, page: Page): string[] {
  const day = isoTime(time).slice(0, 10);
  const sameDay = alerts.filter(({ alert }) => alert['@timestamp'].startsWith(day));
  const others = alerts.length - sameDay.length;
  const elsewhere = others === 0 ? '' : `; ${String(others)} on other days`;
  if (sameDay.length === 0) return [`alerts of this user on ${day}: none${elsewhere}`];
  return [
    `alerts of this user on ${day}: ${String(sameDay.length)}${elsewhere}`,
    ...sameDay.slice(0, ALERTS_SHOWN).map((found) => `  ${hanging(page, alertTitle(found), 4)}`),
    ...(sameDay.length > ALERTS_SHOWN ? [`  … and ${String(sameDay.length - ALERTS_SHOWN)} more`] : []),
  ];
}

function clock(time: number): string {
  return isoTime(time).slice(11, 19);
}
