import type { TenantId } from '../../events/identity.ts';
import type { Confidence, Severity } from '../../detectors/kit/finding.ts';

/** What travels on `mfa.incidents`. Of one incident (or user) the highest sequence wins. */
export type IncidentMessage = IncidentRecord | UserRiskRecord;

export interface IncidentRecord {
  readonly kind: 'incident';
  /** Offset on `mfa.alerts` of the alert that changed it. */
  readonly sequence: number;
  readonly incident: Incident;
}

/** Alerts of one user that belong together in time. Incidents never merge or split; every alert is in exactly one. */
export interface Incident {
  /** `<yyyyMM of the first alert>-<hash(tenant, user, first alert)>` */
  readonly id: string;
  readonly tenant: TenantId;
  readonly user: string;
  readonly user_name?: string;
  /** People's word if there is one (reopened when an alert joined after closing), else retracted once every alert is, else open. */
  readonly status: 'open' | 'acknowledged' | 'closed' | 'retracted';
  readonly detection: 'active' | 'retracted';
  /** Highest of its active alerts; of all when none is active. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** 0–100: 1 − Π(1 − risk) over its active alerts. */
  readonly risk: number;
  /** One line: the weightiest alert's rule and how many more. */
  readonly title: string;
  readonly reason: string;
  /** Event times, ISO 8601. */
  readonly first_event: string;
  readonly last_event: string;
  readonly alerts: readonly IncidentAlert[];
  /** Raised when an alert joins, comes back, goes, or grows more severe. */
  readonly revision: number;
  /** Every alert of it is quiet: shown, never paged. */
  readonly quiet?: true;
}

export interface IncidentAlert {
  readonly id: string;
  readonly detector: string;
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly risk: number;
  readonly reason: string;
  readonly first_event: string;
  readonly last_event: string;
  readonly detection: 'active' | 'retracted';
  readonly quiet?: true;
}

export interface UserRiskRecord {
  readonly kind: 'user_risk';
  readonly sequence: number;
  readonly risk: UserRisk;
}

/** How much the user's active alerts of the 30 days before the newest of them weigh together. */
export interface UserRisk {
  readonly tenant: TenantId;
  readonly user: string;
  /** 0–100 */
  readonly risk: number;
  readonly active_alerts: number;
  readonly last_event: string;
}
