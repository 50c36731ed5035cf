import type { Evidence } from '../../detectors/kit/finding.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import type { Incident, IncidentAlert } from '../records/index.ts';
import type { IncidentFacts, Item, Story } from './item.ts';
import { clean, nameMask } from './mask.ts';
import type { Notification, SummarySubject } from './notification.ts';
import { idempotencyKey, revisionOf, subjectId } from './notification.ts';
import { zoneClock } from './zone-clock.ts';

const EVIDENCE_LINES = 5;
const PROGRAM_ALERTS = 25;

export interface Surroundings {
  /** Of the incident's alerts, as far as the Store has them. */
  readonly alerts: readonly Alert[];
  /** Name of the tenant, for people. */
  readonly organisation: string;
  readonly timeZone: string;
  /** Where people look at incidents, without a slash at the end. */
  readonly publicUrl?: string | undefined;
  readonly maskNames: boolean;
  /** ms since 1970. */
  readonly now: number;
  readonly note?: string | undefined;
}

/** What one delivery says of a notification. Pure. */
export function compose(notification: Notification, kind: Item['kind'], around: Surroundings): Item {
  const { subject, tenant } = notification;
  const mask = masker(notification, around);
  const frame = {
    key: idempotencyKey(notification, kind),
    kind,
    at: new Date(around.now).toISOString(),
    tenant,
    subject: subjectId(subject),
    revision: revisionOf(subject),
  };
  if (subject.kind === 'summary') return { ...frame, story: masked(summaryStory(subject, around), mask) };
  const { incident } = subject;
  return {
    ...frame,
    story: masked(incidentStory(incident, kind, notification, around), mask),
    incident: factsOf(incident, mask),
  };
}

type Mask = (text: string) => string;

function masker({ tenant, subject }: Notification, { maskNames, alerts }: Surroundings): Mask {
  if (!maskNames) return clean;
  const people = subject.kind === 'incident' ? namesOf(subject.incident, alerts) : [];
  const hide = nameMask(tenant, people);
  return (text) => clean(hide(text));
}

function namesOf({ user, user_name: name }: Incident, alerts: readonly Alert[]): readonly string[] {
  const found = alerts.flatMap((alert) => [alert.user.name, alert.user.email, alert.user.full_name]);
  return [user, name, ...found].filter((one) => one !== undefined);
}

function masked(story: Story, mask: Mask): Story {
  const { severity, evidence, link, ...texts } = story;
  const all = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, mask(text)]));
  return {
    ...(all as unknown as typeof texts),
    severity,
    evidence: evidence.map(mask),
    ...(link === undefined ? {} : { link }),
  };
}

function incidentStory(incident: Incident, kind: Item['kind'], before: Notification, around: Surroundings): Story {
  const weightiest = weightiestOf(incident);
  const alert = around.alerts.find(({ event }) => event.id === weightiest?.id);
  const firstStep = kind === 'resolved' ? undefined : alert?.triage.steps[0];
  const news = newsOf(incident, kind, before, around.note);
  return {
    severity: incident.severity,
    title: incident.title,
    who: incident.user_name ?? incident.user,
    organisation: around.organisation,
    what: incident.reason,
    when: span(incident, around.timeZone),
    evidence: evidenceOf(incident, around),
    ...(news === undefined ? {} : { news }),
    ...(alert === undefined ? {} : { why: alert.rule.description }),
    ...(firstStep === undefined ? {} : { firstStep }),
    ...linkTo(`incidents/${encodeURIComponent(incident.id)}`, around),
  };
}

function linkTo(path: string, { publicUrl }: Surroundings): { readonly link?: string } {
  return publicUrl === undefined ? {} : { link: `${publicUrl.replace(/\/+$/, '')}/${path}` };
}

function newsOf(incident: Incident, kind: Item['kind'], before: Notification, note?: string): string | undefined {
  if (kind === 'resolved') return `Over: ${note ?? 'nothing is left to do'}.`;
  const active = incident.alerts.filter(({ detection }) => detection === 'active').length;
  if (kind === 'updated') {
    const was = before.told?.severity;
    const change = was === undefined || was === incident.severity ? '' : `, severity ${was} → ${incident.severity}`;
    return `Changed: now ${count(active, 'active alert')}${change}.`;
  }
  return active > 1 ? `${count(active, 'alert')} belong together here.` : undefined;
}

function weightiestOf({ alerts }: Incident): IncidentAlert | undefined {
  const active = alerts.filter(({ detection }) => detection === 'active');
  const [first, ...rest] = active.length === 0 ? alerts : active;
  return rest.reduce((best, alert) => (best !== undefined && alert.risk > best.risk ? alert : best), first);
}

interface Line {
  readonly time: string;
  readonly text: string;
  readonly weight: number;
}

const WEIGHTS: Readonly<Record<Evidence['weight'], number>> = { high: 3, medium: 2, low: 1, context: 0 };

/** The weightiest few, told in order of time; where the Store has none of the alerts yet, their own sentences. */
function evidenceOf(incident: Incident, { alerts, timeZone }: Surroundings): readonly string[] {
  const told = alerts.flatMap((alert) => alert.mfa.alert.evidence.map((one) => lineOf(one, alert['@timestamp'])));
  const lines = told.length > 0 ? told : incident.alerts.map(sentenceOf);
  return distinct(lines)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, EVIDENCE_LINES)
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .map(({ time, text }) => `${zoneClock(Date.parse(time), timeZone)} · ${text}`);
}

function lineOf({ what, before, after, time, weight }: Evidence, fallback: string): Line {
  const change = [before, after].filter((side) => side !== undefined).join(' → ');
  const name = what.replaceAll('_', ' ');
  return { time: time ?? fallback, text: change === '' ? name : `${name}: ${change}`, weight: WEIGHTS[weight] };
}

function sentenceOf({ reason, first_event: time, risk }: IncidentAlert): Line {
  return { time, text: reason, weight: risk };
}

function distinct(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [`${line.time} ${line.text}`, line])).values()];
}

function span({ first_event: first, last_event: last }: Incident, timeZone: string): string {
  const begin = zoneClock(Date.parse(first), timeZone);
  return first === last ? begin : `${begin} to ${zoneClock(Date.parse(last), timeZone)}`;
}

function summaryStory(subject: SummarySubject, around: Surroundings): Story {
  const { severity, examples, since } = subject;
  const more = subject.count - examples.length;
  return {
    severity,
    title: `And ${count(subject.count, 'more incident')} within the hour`,
    who: 'several people',
    organisation: around.organisation,
    what: `So many incidents opened at once that these were not sent one by one.`,
    when: `since ${zoneClock(since, around.timeZone)}`,
    evidence: more > 0 ? [...examples, `and ${count(more, 'other')}`] : examples,
    why: 'A flood is an attack on many people, or a change (a new network, a new policy) that looks like one.',
    firstStep: 'Open the queue and look at what they have in common: network, application, time.',
    ...linkTo('incidents', around),
  };
}

function factsOf(incident: Incident, mask: Mask): IncidentFacts {
  const { id, status, severity, confidence, risk, first_event, last_event } = incident;
  return {
    id,
    status,
    severity,
    confidence,
    risk,
    user: mask(incident.user),
    title: mask(incident.title),
    first_event,
    last_event,
    alerts: incident.alerts.slice(0, PROGRAM_ALERTS).map((alert) => ({
      id: alert.id,
      rule: alert.rule,
      name: alert.name,
      severity: alert.severity,
      reason: mask(alert.reason),
      detection: alert.detection,
      first_event: alert.first_event,
      last_event: alert.last_event,
    })),
  };
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
