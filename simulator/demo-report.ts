import type { Detector } from '../detectors/kit/detector.ts';
import type { Alert } from '../detectors/kit/alert.ts';
import { explain } from '../services/scan/explain.ts';
import type { ReplayContext, ScanAlert } from '../services/scan/replay.ts';
import { alertText } from '../services/scan/report/alert-text.ts';
import type { Page } from '../services/scan/report/page.ts';
import { hanging } from '../services/scan/report/page.ts';
import type { ScanResult } from '../services/scan/scan.ts';
import type { DemoExport } from './demo-organisation.ts';
import { isAbout, isRight } from './label-match.ts';
import type { Label } from './organisation/record.ts';

/** Alerts printed in full; the rest is counted. */
const IN_FULL = 4;
const NEAR_MISSES = 3;
const GRAVITY = ['critical', 'high', 'medium', 'low'];

/** What the scan made of the demo organisation: the gravest alerts, all of them by rule, near misses, and the truth. */
export function* demoReport(
  demo: DemoExport,
  result: ScanResult,
  context: ReplayContext,
  page: Page,
): Generator<string> {
  const found = result.replay.alerts;
  const alerts = found.map(({ alert }) => alert);
  for (const one of gravest(found)) yield `${alertText(one, page)}\n\n`;
  yield `${byRule(alerts)}\n\n`;
  yield `${nearMisses(demo, result, context, page)}\n\n`;
  yield `${truth(demo.organisation.labels, alerts)}\n\n`;
}

/** One alert of each rule before a second of any, the gravest rules first. */
function gravest(found: readonly ScanAlert[]): ScanAlert[] {
  const ordered = [...found].sort((a, b) => b.alert.event.risk_score - a.alert.event.risk_score);
  const rules = new Set<string>();
  return ordered.filter(({ alert }) => !rules.has(alert.rule.id) && rules.add(alert.rule.id)).slice(0, IN_FULL);
}

function byRule(alerts: readonly Alert[]): string {
  const rules = [...new Set(alerts.map(({ rule }) => rule.id))].sort();
  const rows = rules.map((rule) => {
    const counts = GRAVITY.map(
      (gravity) => alerts.filter((a) => a.rule.id === rule && a.mfa.alert.severity === gravity).length,
    );
    return `  ${rule.padEnd(32)}${counts.map((count) => (count === 0 ? '·' : String(count)).padStart(10)).join('')}`;
  });
  const head = `  ${'rule'.padEnd(32)}${GRAVITY.map((gravity) => gravity.padStart(10)).join('')}`;
  return [`${String(alerts.length)} alerts:`, head, ...rows].join('\n');
}

/** Look-alikes that stayed silent, with the condition that kept the tempted detector quiet. */
function nearMisses(
  { organisation }: DemoExport,
  { collection }: ScanResult,
  context: ReplayContext,
  page: Page,
): string {
  const lines: string[] = [];
  for (const label of organisation.labels) {
    if (label.kind !== 'benign' || label.expected !== 'silence' || lines.length >= NEAR_MISSES) continue;
    const reason = reasonForSilence(label, collection, context);
    if (reason !== undefined)
      lines.push(hanging(page, `- ${label.description} Silent because this does not hold: ${reason}.`, 4));
  }
  return ['Innocent look-alikes that raised nothing:', ...lines.map((line) => `  ${line}`)].join('\n');
}

function reasonForSilence(
  label: Label,
  collection: ScanResult['collection'],
  context: ReplayContext,
): string | undefined {
  const detector = context.detectors.find(({ id }: Detector) => id === label.detector);
  if (detector === undefined) return undefined;
  const explanation = explain(collection, context, label.user, label.to);
  const anchors = explanation?.explanations.find((one) => one.detector === detector.id)?.anchors ?? [];
  const ofLabel = anchors.filter(({ observation }) => label.eventIds.includes(observation.eventId));
  // The anchor that came furthest tells most.
  const [closest] = [...ofLabel].sort(
    (a, b) => b.checks.filter(({ holds }) => holds).length - a.checks.filter(({ holds }) => holds).length,
  );
  const failed = closest?.checks.find(({ holds }) => !holds);
  if (failed === undefined) return undefined;
  return failed.detail === undefined ? failed.condition : `${failed.condition} (${failed.detail})`;
}

function truth(labels: readonly Label[], alerts: readonly Alert[]): string {
  const attacks = labels.filter(({ kind }) => kind === 'attack');
  const innocent = labels.filter(({ kind }) => kind === 'benign');
  const wrong = labels.filter((label) => !isRight(alerts, label));
  const unexplained = alerts.filter(
    (alert) => alert.mfa.alert.detector !== 'sms-mfa-use' && !labels.some((label) => isAbout(alert, label)),
  );
  const right = (list: readonly Label[]): string =>
    `${String(list.filter((label) => isRight(alerts, label)).length)} of ${String(list.length)}`;
  return [
    'The truth, from labels.json:',
    `  labelled attacks and phone uses found: ${right(attacks)}`,
    `  innocent look-alikes left in peace:    ${right(innocent)}`,
    `  hijack and travel alerts no attack explains: ${String(unexplained.length)}`,
    ...wrong.map(({ scenario, user, expected }) => `  wrong: ${scenario} of ${user} (expected: ${expected})`),
    ...unexplained.map(
      (alert) => `  unexplained: ${alert.event.reason} [${alert.rule.id}, ${alert.mfa.alert.severity}]`,
    ),
  ].join('\n');
}
