import { CONFIDENCES, SEVERITIES } from '../../detectors/kit/finding.ts';
import { isoTime, timeOfIso } from '../../events/iso-time.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Incident, IncidentAlert, UserRisk } from '../records/index.ts';
import { RISK_WINDOW_MS } from './limits.ts';
import { spanOf } from './take-in.ts';
import type { IncidentState, UserState } from './user-state.ts';

/** Whose incidents they are. */
export interface Owner {
  readonly tenant: TenantId;
  readonly user: string;
}

/** The incident as it is shown. Title, severity, confidence and reason are the weightiest alert's, so that they speak of one thing. */
export function incidentDocument(owner: Owner, incident: IncidentState): Incident {
  const alerts = incident.alerts.map(({ shown }) => shown).sort(byTime);
  const active = alerts.filter(isActive);
  const telling = active.length === 0 ? alerts : active;
  const [weightiest] = [...telling].sort(byWeight) as [IncidentAlert];
  const span = spanOf(incident);
  const detection = active.length === 0 ? 'retracted' : 'active';
  return {
    id: incident.id,
    ...owner,
    ...(incident.userName === undefined ? {} : { user_name: incident.userName }),
    status: detection === 'active' ? 'open' : 'retracted',
    detection,
    severity: weightiest.severity,
    confidence: weightiest.confidence,
    risk: riskOf(active),
    title: titleOf(weightiest, telling.length - 1),
    reason: weightiest.reason,
    first_event: isoTime(span.first),
    last_event: isoTime(span.last),
    alerts,
    revision: incident.revision,
    ...(alerts.every(({ quiet }) => quiet === true) ? { quiet: true } : {}),
  };
}

/** The user's active alerts of 30 days; those of forgotten incidents are older than that. Undefined while nothing is known of the user. */
export function userRisk(owner: Owner, { incidents }: UserState): UserRisk | undefined {
  const alerts = incidents.flatMap((incident) => incident.alerts.map(({ shown }) => shown));
  const active = alerts.filter(isActive);
  if (alerts.length === 0) return undefined;
  const newest = Math.max(...(active.length === 0 ? alerts : active).map(({ last_event: last }) => timeOfIso(last)));
  const counted = active.filter(({ last_event: last }) => timeOfIso(last) >= newest - RISK_WINDOW_MS).sort(byTime);
  return { ...owner, risk: riskOf(counted), active_alerts: counted.length, last_event: isoTime(newest) };
}

/** 1 − Π(1 − risk): what several doubts add up to, 0–100. */
function riskOf(alerts: readonly IncidentAlert[]): number {
  const harmless = alerts.reduce((product, { risk }) => product * (1 - risk / 100), 1);
  return Math.round(100 * (1 - harmless));
}

function titleOf({ name }: IncidentAlert, others: number): string {
  return others === 0 ? name : `${name}, and ${String(others)} more`;
}

function isActive({ detection }: IncidentAlert): boolean {
  return detection === 'active';
}

function byTime(a: IncidentAlert, b: IncidentAlert): number {
  return timeOfIso(a.first_event) - timeOfIso(b.first_event) || (a.id < b.id ? -1 : 1);
}

function byWeight(a: IncidentAlert, b: IncidentAlert): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence) ||
    b.risk - a.risk ||
    byTime(a, b)
  );
}
