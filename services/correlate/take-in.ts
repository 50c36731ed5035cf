import { createHash } from 'node:crypto';
import type { Alert } from '../../detectors/kit/alert.ts';
import { SEVERITIES } from '../../detectors/kit/finding.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import type { AlertRecord, IncidentAlert } from '../records/index.ts';
import { FORGOTTEN_AFTER_MS, MAX_ALERTS, MAX_KNOWN_ALERTS, REACH_MS } from './limits.ts';
import type { IncidentState, KnownAlert, UserState } from './user-state.ts';

export interface TakenIn {
  readonly state: UserState;
  /** The incident that reads differently now; it may already be too old to be remembered. */
  readonly changed?: IncidentState;
}

/**
 * One alert record's part in the incidents of its user. An alert joins the incident of the one it replaces, else the earliest whose
 * span ± 24 h covers its own, else opens one, and stays there for ever. Depends on nothing but the records so far, one by one.
 */
export function takeIn(state: UserState, record: AlertRecord): TakenIn {
  const home = state.incidents.find(({ alerts }) => alerts.some(({ shown }) => shown.id === record.id));
  return home === undefined ? welcome(state, record) : revise(state, home, record);
}

/** A retraction of what is not known (any more) says nothing an incident could show. */
function welcome(state: UserState, record: AlertRecord): TakenIn {
  const { alert } = record;
  if (alert === undefined || record.detection === 'retracted') return { state };
  const known = knownAlert(record, incidentAlert(record, alert));
  const home = homeOf(state, known.shown);
  const incident = home === undefined ? opened(record, known) : joined(home, known);
  const incidents = home === undefined ? [...state.incidents, incident] : replaced(state, incident);
  return { state: { ...state, incidents: remembered(incidents) }, changed: incident };

  function joined(before: IncidentState, newcomer: KnownAlert): IncidentState {
    return named({ ...before, revision: before.revision + 1, alerts: [...before.alerts, newcomer] }, alert);
  }
  function opened({ tenant, user }: AlertRecord, first: KnownAlert): IncidentState {
    return named({ id: incidentId(tenant, user, first.shown.id), revision: 1, alerts: [first] }, alert);
  }
}

function revise(state: UserState, home: IncidentState, record: AlertRecord): TakenIn {
  const before = home.alerts.find(({ shown }) => shown.id === record.id);
  if (before === undefined || record.sequence <= before.sequence) return { state };
  const after = knownAlert(record, shownNow(before.shown, record));
  const alerts = home.alerts.map((known) => (known === before ? after : known));
  const revision = home.revision + (isMaterial(before.shown, after.shown) ? 1 : 0);
  const incident = named({ ...home, revision, alerts }, record.alert);
  const incidents = remembered(replaced(state, incident));
  const same = JSON.stringify(before.shown) === JSON.stringify(after.shown) && incident.userName === home.userName;
  return same ? { state: { ...state, incidents } } : { state: { ...state, incidents }, changed: incident };
}

function homeOf({ incidents }: UserState, newcomer: IncidentAlert): IncidentState | undefined {
  const open = incidents.filter(({ alerts }) => alerts.length < MAX_ALERTS);
  const heir = open.find(({ alerts }) => alerts.some(({ replacedBy }) => replacedBy === newcomer.id));
  return heir ?? open.filter((incident) => covers(incident, newcomer)).sort(byTime)[0];
}

function covers(incident: IncidentState, { first_event: first, last_event: last }: IncidentAlert): boolean {
  const span = spanOf(incident);
  return timeOfIso(first) >= span.first - REACH_MS && timeOfIso(last) <= span.last + REACH_MS;
}

function byTime(a: IncidentState, b: IncidentState): number {
  return spanOf(a).first - spanOf(b).first || (a.id < b.id ? -1 : 1);
}

/** What all its alerts cover, ms since 1970. */
export function spanOf({ alerts }: IncidentState): { readonly first: number; readonly last: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const { shown } of alerts) {
    first = Math.min(first, timeOfIso(shown.first_event));
    last = Math.max(last, timeOfIso(shown.last_event));
  }
  return { first, last };
}

/** Asked after each record, never once a batch: what is forgotten must not depend on how records were grouped. */
function remembered(incidents: readonly IncidentState[]): readonly IncidentState[] {
  const newest = Math.max(...incidents.map((incident) => spanOf(incident).last));
  const recent = incidents.filter((incident) => spanOf(incident).last >= newest - FORGOTTEN_AFTER_MS);
  let excess = recent.reduce((count, { alerts }) => count + alerts.length, -MAX_KNOWN_ALERTS);
  if (excess <= 0) return recent;
  return [...recent].sort(byTime).filter(({ alerts }) => {
    const stays = excess <= 0;
    if (!stays) excess -= alerts.length;
    return stays;
  });
}

function replaced({ incidents }: UserState, incident: IncidentState): readonly IncidentState[] {
  return incidents.map((other) => (other.id === incident.id ? incident : other));
}

function knownAlert({ sequence, replacedBy }: AlertRecord, shown: IncidentAlert): KnownAlert {
  return { sequence, ...(replacedBy === undefined ? {} : { replacedBy }), shown };
}

function shownNow(before: IncidentAlert, record: AlertRecord): IncidentAlert {
  return record.alert === undefined ? { ...before, detection: record.detection } : incidentAlert(record, record.alert);
}

function incidentAlert({ id, detection, quiet }: AlertRecord, { rule, event, mfa: { alert } }: Alert): IncidentAlert {
  return {
    id,
    detector: alert.detector,
    rule: rule.id,
    name: rule.name,
    severity: alert.severity,
    confidence: alert.confidence,
    risk: event.risk_score,
    reason: event.reason,
    first_event: alert.first_event,
    last_event: alert.last_event,
    detection,
    ...(quiet === undefined ? {} : { quiet }),
  };
}

function isMaterial(before: IncidentAlert, after: IncidentAlert): boolean {
  return (
    before.detection !== after.detection || SEVERITIES.indexOf(after.severity) > SEVERITIES.indexOf(before.severity)
  );
}

/** The name last heard: alerts that name nobody take it from nobody. */
function named(incident: IncidentState, alert: Alert | undefined): IncidentState {
  const name = alert?.user.full_name ?? incident.userName ?? alert?.user.email;
  return name === undefined ? incident : { ...incident, userName: name };
}

/** The month is that of the alert that opened it, which its id begins with. */
function incidentId(tenant: string, user: string, first: string): string {
  const hash = createHash('sha256').update([tenant, user, first].join('\0')).digest('hex');
  return `${first.slice(0, 6)}-${hash.slice(0, 24)}`;
}
