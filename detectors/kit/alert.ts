import type { TenantId } from '../../events/identity.ts';
import { ECS_VERSION } from '../../events/event.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { alertId } from './alert-id.ts';
import type { Detector, Rule } from './detector.ts';
import type { Confidence, Evidence, Finding, FindingFields, Severity } from './finding.ts';
import { pivots } from './pivot.ts';
import type { Pivots } from './pivot.ts';
import { personName } from './person-name.ts';
import type { Assertion } from './state.ts';
import { stepText } from './triage-step.ts';

/** The alert document (docs/alert.schema.json): ECS plus `mfa.*`, the same fields wherever an alert is shown. Stored ones add triage. */
export interface Alert {
  readonly '@timestamp': string;
  readonly ecs: { readonly version: string };
  readonly event: {
    readonly kind: 'alert';
    readonly category: readonly string[];
    readonly type: readonly string[];
    readonly id: string;
    readonly reason: string;
    readonly severity: number;
    readonly risk_score: number;
    /** Event time at which the last of its evidence happened: a function of the events, so that live and replayed alerts agree. */
    readonly created: string;
    readonly provider: string;
    readonly module: 'mfawatch';
    readonly dataset: 'mfawatch.alert';
  };
  readonly rule: { readonly id: string; readonly name: string; readonly version: string; readonly description: string };
  readonly threat: {
    readonly framework: string;
    readonly technique: readonly { readonly id: string; readonly name: string }[];
  };
  readonly organization: { readonly id: TenantId };
  readonly user: { readonly id?: string; readonly email?: string; readonly name: string; readonly full_name?: string };
  readonly service?: { readonly name: string };
  readonly source?: AlertSource;
  readonly related: { readonly user: readonly string[]; readonly ip: readonly string[] };
  readonly mfa: {
    readonly alert: {
      readonly detector: string;
      readonly status: 'open' | 'acknowledged' | 'closed' | 'retracted';
      readonly detection: 'active' | 'retracted';
      readonly severity: Severity;
      readonly confidence: Confidence;
      readonly revision: number;
      readonly key: string;
      readonly first_event: string;
      readonly last_event: string;
      /** The first and the last 25; `event_count` says how many there are. */
      readonly event_ids: readonly string[];
      readonly event_count: number;
      readonly evidence: readonly Evidence[];
      readonly counterfactual: string;
      readonly saturated: boolean;
      readonly replaced_by?: string;
    };
    readonly session?: NonNullable<FindingFields['session']>;
    readonly travel?: NonNullable<FindingFields['travel']>;
    readonly factor?: NonNullable<FindingFields['factor']>;
  };
  readonly triage: { readonly steps: readonly string[] };
  readonly pivot: Pivots;
}

interface AlertSource {
  readonly ip: string;
  readonly geo?: {
    readonly country_iso_code?: string;
    readonly region_name?: string;
    readonly city_name?: string;
    readonly timezone?: string;
    readonly location?: { readonly lat: number; readonly lon: number };
  };
  readonly as?: { readonly number?: number; readonly organization?: { readonly name: string } };
}

const EVENT_SEVERITY: Readonly<Record<Severity, number>> = { low: 21, medium: 47, high: 73, critical: 99 };
/** How many event ids an alert quotes from either end. */
const QUOTED_IDS = 25;

export interface AlertContext {
  readonly tenant: TenantId;
  readonly user: string;
  readonly detector: Detector;
  readonly assertion: Assertion;
  readonly saturated: boolean;
}

export function toAlert({ tenant, user, detector, assertion, saturated }: AlertContext): Alert {
  const { finding } = assertion;
  const rule = ruleOf(detector, finding);
  const { trigger } = finding;
  const events = inOrder(finding.observations);
  const first = events[0] ?? trigger;
  const last = events.at(-1) ?? trigger;
  return {
    '@timestamp': isoTime(trigger.time),
    ecs: { version: ECS_VERSION },
    event: {
      kind: 'alert',
      category: ['authentication', 'threat'],
      type: ['indicator'],
      id: alertId(tenant, detector.id, user, finding),
      reason: finding.reason,
      severity: EVENT_SEVERITY[finding.severity],
      risk_score: finding.risk,
      created: isoTime(last.time),
      provider: trigger.source,
      module: 'mfawatch',
      dataset: 'mfawatch.alert',
    },
    rule: { id: finding.rule, name: rule.name, version: String(detector.version), description: rule.why },
    threat: { framework: 'MITRE ATT&CK', technique: rule.techniques },
    organization: { id: tenant },
    user: userFields(user, events, trigger),
    ...(trigger.app === undefined ? {} : { service: { name: trigger.app } }),
    ...(trigger.place === undefined ? {} : { source: sourceFields(trigger.place) }),
    related: related(user, trigger, events),
    mfa: {
      alert: {
        detector: detector.id,
        status: assertion.active ? 'open' : 'retracted',
        detection: assertion.active ? 'active' : 'retracted',
        severity: finding.severity,
        confidence: finding.confidence,
        revision: assertion.revision,
        key: finding.key,
        first_event: isoTime(first.time),
        last_event: isoTime(last.time),
        event_ids: quotedIds(events),
        event_count: events.length,
        evidence: inOrderOfTime(finding.evidence),
        counterfactual: finding.counterfactual,
        saturated,
        ...(assertion.replacedBy === undefined ? {} : { replaced_by: assertion.replacedBy }),
      },
      ...finding.fields,
    },
    triage: { steps: rule.steps.map((step) => stepText(step, sourcesOf(trigger, events))) },
    pivot: pivots(user, trigger, events),
  };
}

export function ruleOf(detector: Detector, finding: Finding): Rule {
  const rule = detector.rules[finding.rule];
  if (rule === undefined) throw new TypeError(`${detector.id} found "${finding.rule}" but declares no such rule`);
  return rule;
}

function inOrder(observations: readonly Observation[]): readonly Observation[] {
  const unique = new Map(observations.map((observation) => [observation.id, observation]));
  return [...unique.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

/** Evidence as it happened; what no single event dates (a role, a habit) comes last. */
function inOrderOfTime(evidence: readonly Evidence[]): Evidence[] {
  const dated = ({ time }: Evidence): string => time ?? '~';
  return [...evidence].sort((a, b) => (dated(a) < dated(b) ? -1 : dated(a) > dated(b) ? 1 : 0));
}

/** The trigger's provider first. */
function sourcesOf(trigger: Observation, events: readonly Observation[]): readonly Source[] {
  return [...new Set([trigger, ...events].map(({ source }) => source))];
}

function quotedIds(events: readonly Observation[]): string[] {
  const ids = events.map(({ eventId }) => eventId);
  return ids.length <= 2 * QUOTED_IDS ? ids : [...ids.slice(0, QUOTED_IDS), ...ids.slice(-QUOTED_IDS)];
}

function userFields(user: string, events: readonly Observation[], trigger: Observation): Alert['user'] {
  const id = trigger.userId ?? events.find(({ userId }) => userId !== undefined)?.userId;
  const fullName = trigger.fullName ?? events.find((event) => event.fullName !== undefined)?.fullName;
  const email = personName(user, trigger);
  return {
    name: user,
    ...(id === undefined ? {} : { id }),
    ...(email.includes('@') ? { email } : {}),
    ...(fullName === undefined ? {} : { full_name: fullName }),
  };
}

function sourceFields(place: Place): AlertSource {
  const geo = place.geo ?? place.providerGeo;
  return {
    ip: place.ip,
    ...(geo === undefined
      ? {}
      : {
          geo: {
            ...(geo.country === undefined ? {} : { country_iso_code: geo.country }),
            ...(geo.region === undefined ? {} : { region_name: geo.region }),
            ...(geo.city === undefined ? {} : { city_name: geo.city }),
            ...(geo.timeZone === undefined ? {} : { timezone: geo.timeZone }),
            ...(geo.lat === undefined || geo.lon === undefined ? {} : { location: { lat: geo.lat, lon: geo.lon } }),
          },
        }),
    ...(place.asn === undefined && place.asOrganization === undefined
      ? {}
      : {
          as: {
            ...(place.asn === undefined ? {} : { number: place.asn }),
            ...(place.asOrganization === undefined ? {} : { organization: { name: place.asOrganization } }),
          },
        }),
  };
}

function related(user: string, trigger: Observation, events: readonly Observation[]): Alert['related'] {
  const users = new Set([user, personName(user, trigger)]);
  const ips = new Set<string>();
  for (const { actor, place } of events) {
    if (actor !== undefined) users.add(actor);
    if (place !== undefined) ips.add(place.ip);
  }
  return { user: [...users].sort(), ip: [...ips].sort() };
}
