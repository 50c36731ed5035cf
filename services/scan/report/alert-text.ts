import type { Alert } from '../../../detectors/kit/alert.ts';
import type { Evidence } from '../../../detectors/kit/finding.ts';
import type { ScanAlert } from '../replay.ts';
import { printable } from './printable.ts';

const LABEL_WIDTH = 10;
/** More evidence than this is in the document, not on the page. */
const EVIDENCE_LINES = 8;

/** One alert as an analyst reads it: who, what changed, application, when, why it matters, what to do first, where to look. */
export function alertText({ alert, userTimeZone }: ScanAlert): string {
  const { mfa, rule, triage } = alert;
  return [
    `${mfa.alert.severity.toUpperCase()}  ${rule.name}  [${rule.id}]`,
    line('who', who(alert)),
    line('what', alert.event.reason),
    ...mfa.alert.evidence
      .slice(0, EVIDENCE_LINES)
      .map((evidence, index) => line(index === 0 ? 'changed' : '', evidenceText(evidence))),
    ...moreEvidence(mfa.alert.evidence.length),
    line('app', alert.service?.name ?? '(not said)'),
    line('when', when(alert, userTimeZone)),
    line('why', rule.description),
    line('harmless', mfa.alert.counterfactual),
    line('first', triage.steps[0] ?? ''),
    ...pivotLines(alert),
    line(
      'alert',
      `${alert.event.id} · ${mfa.alert.confidence} confidence · risk ${String(alert.event.risk_score)}${saturation(alert)}`,
    ),
  ].join('\n');
}

function who({ user }: Alert): string {
  const account = user.email ?? user.name;
  return user.full_name === undefined ? account : `${user.full_name} <${account}>`;
}

function evidenceText({ what, before, after, weight }: Evidence): string {
  const name = what.replaceAll('_', ' ');
  const change =
    before !== undefined && after !== undefined
      ? `${before} → ${after}`
      : (after ?? (before === undefined ? '' : `was ${before}`));
  return `${name}${change === '' ? '' : `: ${change}`}${weight === 'context' ? ' (context)' : ''}`;
}

function moreEvidence(count: number): string[] {
  return count > EVIDENCE_LINES
    ? [line('', `and ${String(count - EVIDENCE_LINES)} more (--format ndjson shows all)`)]
    : [];
}

function when({ mfa, ...alert }: Alert, timeZone: string): string {
  const time = new Date(alert['@timestamp']);
  const utc = `${alert['@timestamp'].slice(0, 19).replace('T', ' ')} UTC`;
  const local = `${localTime(time, timeZone)} ${timeZone}`;
  const { first_event: first, last_event: last, event_count: count } = mfa.alert;
  const span = first === last ? '' : ` · ${String(count)} events from ${first.slice(0, 19)}Z to ${last.slice(0, 19)}Z`;
  return `${utc} · ${local}${span}`;
}

function localTime(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(time);
}

function pivotLines({ pivot }: Alert): string[] {
  const entries = [
    ['Okta', pivot.okta],
    ['KQL', pivot.kql],
    ['Google', pivot.google],
  ] as const;
  return entries.flatMap(([name, query]) =>
    query === undefined
      ? []
      : query
          .split('\n')
          .map((part, index) => line(index === 0 ? 'pivot' : '', index === 0 ? `${name}: ${part}` : `  ${part}`)),
  );
}

function saturation({ mfa }: Alert): string {
  return mfa.alert.saturated
    ? ' · SATURATED: this user has more events than are kept; older evidence may be missing'
    : '';
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${printable(text)}`;
}
