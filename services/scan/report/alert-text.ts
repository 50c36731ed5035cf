import type { Alert } from '../../../detectors/kit/alert.ts';
import type { Evidence } from '../../../detectors/kit/finding.ts';
import type { ScanAlert } from '../replay.ts';
import type { Page } from './page.ts';
import { hanging, labelled, paint, verbatim } from './page.ts';
import { utcMinute, utcSecond, zoneTime } from './times.ts';

/** More evidence than this is in the document, not on the page. */
const EVIDENCE_LINES = 8;
/** What led up to the evidence belongs on the console's page too. */
const PIVOT_MARGIN_MS = 3_600_000;

/** One alert as an analyst reads it: who, what changed, application, when, why it matters, what to do first, where to look. */
export function alertText({ alert, userTimeZone }: ScanAlert, page: Page): string {
  const { mfa, rule, triage } = alert;
  const { severity, evidence } = mfa.alert;
  return [
    `${paint(page, severity, severity.toUpperCase())}  ${rule.name}  [${rule.id}]`,
    labelled(page, 'who', who(alert)),
    labelled(page, 'what', alert.event.reason),
    ...evidence
      .slice(0, EVIDENCE_LINES)
      .map((one, index) => labelled(page, index === 0 ? 'changed' : '', evidenceText(one))),
    ...moreEvidence(page, evidence.length),
    labelled(page, 'app', alert.service?.name ?? '(the event names none)'),
    labelled(page, 'when', when(alert, userTimeZone)),
    labelled(page, 'why', rule.description),
    labelled(page, 'benign?', mfa.alert.counterfactual),
    labelled(page, 'first', triage.steps[0] ?? ''),
    ...pivotLines(page, alert),
    labelled(page, 'alert', identity(alert)),
  ].join('\n');
}

const HANGING = 6;

/** A minor alert of which there are many: when, what, and the id to find its document by. */
export function alertLine({ alert }: ScanAlert, page: Page): string {
  const { severity } = alert.mfa.alert;
  const text = `${utcSecond(alert['@timestamp'])} · ${alert.event.reason} · [${alert.rule.id}] ${alert.event.id}`;
  return `${paint(page, severity, severity.toUpperCase())}  ${hanging(page, text, HANGING)}`;
}

function who({ user }: Alert): string {
  const account = user.email ?? user.name;
  const known = account === user.name ? '' : ` (followed here as ${user.name})`;
  return `${user.full_name === undefined ? account : `${user.full_name} <${account}>`}${known}`;
}

function evidenceText({ what, before, after, weight }: Evidence): string {
  const name = what.replaceAll('_', ' ');
  return `${name}${changeText(before, after)}${weight === 'context' ? ' (context)' : ''}`;
}

function changeText(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return after === undefined ? '' : `: ${after}`;
  return after === undefined ? `: was ${before}` : `: ${before} → ${after}`;
}

function moreEvidence(page: Page, count: number): string[] {
  if (count <= EVIDENCE_LINES) return [];
  return [labelled(page, '', `and ${String(count - EVIDENCE_LINES)} more (--format ndjson shows all)`)];
}

function when({ mfa, ...alert }: Alert, timeZone: string): string {
  const { first_event: first, last_event: last, event_count: count } = mfa.alert;
  const span = first === last ? '' : ` · ${String(count)} events from ${utcSecond(first)} to ${utcSecond(last)}`;
  return `${utcSecond(alert['@timestamp'])} · ${zoneTime(alert['@timestamp'], timeZone)}${span}`;
}

/** Okta's and Google's consoles have fields of their own for the period; a Kusto query holds it. */
function pivotLines(page: Page, { pivot, mfa }: Alert): string[] {
  const period = `from ${utcMinute(Date.parse(mfa.alert.first_event) - PIVOT_MARGIN_MS)} to ${utcMinute(Date.parse(mfa.alert.last_event) + PIVOT_MARGIN_MS + 60_000)}`;
  const blocks: string[][] = [];
  if (pivot.okta !== undefined) blocks.push([`Okta › Reports › System Log, ${period}:`, `  ${pivot.okta}`]);
  if (pivot.kql !== undefined)
    blocks.push(['Sentinel or Log Analytics:', ...pivot.kql.split('\n').map((part) => `  ${part}`)]);
  if (pivot.google !== undefined)
    blocks.push([`Google Admin › Reporting › Audit and investigation, ${period}:`, `  ${pivot.google}`]);
  return blocks.map((block) => verbatim(page, 'pivot', block));
}

function identity({ event, mfa }: Alert): string {
  const { confidence, saturated } = mfa.alert;
  const risk = `${event.id} · ${confidence} confidence · risk ${String(event.risk_score)}`;
  return saturated
    ? `${risk} · SATURATED: this user has more events than are kept; older evidence may be missing`
    : risk;
}

/** An alert named in passing; not yet made printable. */
export function alertTitle({ alert }: ScanAlert): string {
  const { severity } = alert.mfa.alert;
  return `${utcSecond(alert['@timestamp'])}  ${severity.toUpperCase()} [${alert.rule.id}] ${alert.event.reason}`;
}
