import type { Observation } from '../../../events/observation.ts';
import { clientName, placeName } from '../../../detectors/kit/wording.ts';
import type { ExplainedAnchor, Explanation, UserExplanation } from '../explain.ts';
import { printable } from './printable.ts';

const ANCHORS_SHOWN = 3;
const AROUND_SHOWN = 12;

/** `mfawatch explain` for people: what happened around the moment, then each detector's answer with its reasons. */
export function explanationText(user: string, time: number, { around, explanations }: UserExplanation): string {
  return [
    `${printable(user)} around ${new Date(time).toISOString()} (30 minutes either way)`,
    '',
    ...(around.length === 0
      ? ['  nothing of this user was recorded then']
      : around.slice(0, AROUND_SHOWN).map(aroundLine)),
    ...(around.length > AROUND_SHOWN ? [`  … and ${String(around.length - AROUND_SHOWN)} more`] : []),
    ...explanations.flatMap((explanation) => ['', ...explanationLines(explanation)]),
  ].join('\n');
}

function aroundLine(observation: Observation): string {
  const { time, action, outcome, place, app } = observation;
  const parts = [
    action,
    outcome,
    place === undefined ? 'no address' : `${place.ip} ${placeName(place)}`,
    clientName(observation),
    app,
  ];
  return printable(
    `  ${new Date(time).toISOString().slice(11, 23)}  ${parts.filter((part) => part !== undefined).join(' · ')}`,
  );
}

function explanationLines({ detector, anchors }: Explanation): string[] {
  if (anchors.length === 0) return [`${detector}: quiet. Nothing here is of a kind it judges.`];
  const found = anchors.flatMap(({ findings }) => findings);
  const unique = [...new Map(found.map((finding) => [finding.key, finding])).values()];
  const verdict = unique.length === 0 ? 'quiet.' : `alerts (${String(unique.length)}).`;
  return [
    `${detector}: ${verdict}`,
    ...unique.map(({ severity, reason }) => printable(`  ${severity.toUpperCase()} ${reason}`)),
    ...anchors.slice(0, ANCHORS_SHOWN).flatMap(anchorLines),
    ...(anchors.length > ANCHORS_SHOWN ? [`  … and ${String(anchors.length - ANCHORS_SHOWN)} more judged`] : []),
  ];
}

function anchorLines({ observation, checks, findings }: ExplainedAnchor): string[] {
  const title = `  ${new Date(observation.time).toISOString().slice(11, 19)} ${observation.action} (${observation.eventId})${findings.length > 0 ? ': alert' : ''}`;
  return [
    printable(title),
    ...checks.map(({ condition, holds, detail }) =>
      printable(`    ${holds ? '✓' : '✗'} ${condition}${detail === undefined ? '' : `: ${detail}`}`),
    ),
  ];
}
