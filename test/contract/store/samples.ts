import type { MfaEvent } from '../../../events/event.ts';
import type { TenantId } from '../../../events/identity.ts';
import { isoTime } from '../../../events/iso-time.ts';
import type { Alert } from '../../../detectors/kit/alert.ts';
import type { AlertRecord, Incident, IncidentRecord } from '../../../services/records/index.ts';

/** 2026-11-20T00:00:00Z */
export const DAY = Date.UTC(2026, 10, 20);
export const HOUR = 3_600_000;

export interface EventSample {
  readonly id?: string;
  readonly time?: number;
  readonly rank?: number;
  readonly user?: string;
  readonly target?: string;
  readonly source?: MfaEvent['event']['module'];
  readonly dataset?: string;
  readonly operation?: MfaEvent['mfa']['operation'];
  readonly outcome?: MfaEvent['event']['outcome'];
  readonly methods?: readonly MfaEvent['mfa']['steps'][number]['method'][];
  readonly ip?: string;
  readonly prefix?: string;
  readonly country?: string;
  readonly asn?: number;
  readonly message?: string;
}

export function sampleEvent(tenant: TenantId, sample: EventSample = {}): MfaEvent {
  const { id = 'event-1', time = DAY, rank = 1, user = 'anna', source = 'okta', operation = 'sign_in' } = sample;
  const timestamp = isoTime(time);
  return {
    '@timestamp': timestamp,
    ecs: { version: '9.0.0' },
    ...(sample.message === undefined ? {} : { message: sample.message }),
    event: {
      kind: 'event',
      category: ['authentication'],
      type: ['start'],
      action: 'user.session.start',
      outcome: sample.outcome ?? 'success',
      id,
      module: source,
      dataset: sample.dataset ?? `${source}.system`,
      provider: source,
      created: timestamp,
    },
    organization: { id: tenant },
    user: { ...person(user), ...(sample.target === undefined ? {} : { target: person(sample.target) }) },
    source: {
      ...(sample.ip === undefined ? {} : { ip: sample.ip }),
      ...(sample.asn === undefined ? {} : { as: { number: sample.asn } }),
      ...(sample.country === undefined ? {} : { geo: { country_iso_code: sample.country } }),
    },
    mfa: {
      operation,
      facts: [],
      rank,
      steps: (sample.methods ?? []).map((method, index) => ({
        index,
        time: timestamp,
        method,
        purpose: 'mfa',
        result: 'passed',
        strength: 'otp',
      })),
      ...(sample.prefix === undefined ? {} : { network: { class: 'isp', prefix: sample.prefix } }),
    },
  } as unknown as MfaEvent;
}

function person(name: string) {
  return { id: `id-${name}`, name: `${name}@acme.example`, email: `${name}@acme.example` };
}

export interface AlertSample {
  readonly id?: string;
  readonly time?: number;
  readonly user?: string;
  readonly detector?: string;
  readonly rule?: string;
  readonly ruleName?: string;
  readonly severity?: Alert['mfa']['alert']['severity'];
  readonly reason?: string;
  readonly ip?: string;
  readonly revision?: number;
}

export function sampleAlert(tenant: TenantId, sample: AlertSample = {}): Alert {
  const { id = '202611-1', time = DAY, user = 'anna@acme.example', ip = '203.0.113.7', rule = 'travel' } = sample;
  const timestamp = isoTime(time);
  return {
    '@timestamp': timestamp,
    ecs: { version: '9.0.0' },
    event: {
      kind: 'alert',
      category: ['authentication', 'threat'],
      type: ['indicator'],
      id,
      reason: sample.reason ?? 'Signed in from Berlin and Lima within an hour',
      severity: 73,
      risk_score: 70,
      created: timestamp,
      provider: 'okta',
      module: 'mfawatch',
      dataset: 'mfawatch.alert',
    },
    rule: { id: rule, name: sample.ruleName ?? 'Impossible travel', version: '1', description: 'why' },
    threat: { framework: 'MITRE ATT&CK', technique: [{ id: 'T1078', name: 'Valid Accounts' }] },
    organization: { id: tenant },
    user: { name: user },
    source: { ip },
    related: { user: [user], ip: [ip] },
    mfa: {
      alert: {
        detector: sample.detector ?? 'impossible-travel',
        status: 'open',
        detection: 'active',
        severity: sample.severity ?? 'high',
        confidence: 'high',
        revision: sample.revision ?? 1,
        key: 'key',
        first_event: timestamp,
        last_event: timestamp,
        event_ids: ['event-1'],
        event_count: 1,
        evidence: [],
        counterfactual: 'a VPN',
        saturated: false,
      },
    },
    triage: { steps: ['Ask her'] },
    pivot: {},
  } as unknown as Alert;
}

/** What detection says when it finds the alert. */
export function found(tenant: TenantId, sequence: number, sample: AlertSample = {}): AlertRecord {
  const alert = sampleAlert(tenant, sample);
  return { tenant, user: alert.user.name, id: alert.event.id, sequence, detection: 'active', alert };
}

/** What detection says when it takes the alert back, its evidence being out of sight. */
export function retracted(tenant: TenantId, sequence: number, id = '202611-1', replacedBy?: string): AlertRecord {
  const record = { tenant, user: 'anna@acme.example', id, sequence, detection: 'retracted' } as const;
  return replacedBy === undefined ? record : { ...record, replacedBy };
}

export function sampleIncident(tenant: TenantId, sequence: number, fields: Partial<Incident> = {}): IncidentRecord {
  const time = isoTime(DAY);
  const incident: Incident = {
    id: '202611-i1',
    tenant,
    user: 'anna@acme.example',
    status: 'open',
    detection: 'active',
    severity: 'high',
    confidence: 'high',
    risk: 70,
    title: 'Impossible travel',
    reason: 'Berlin and Lima',
    first_event: time,
    last_event: time,
    alerts: [],
    revision: 1,
    ...fields,
  };
  return { kind: 'incident', sequence, incident };
}

export function member(id: string): Incident['alerts'][number] {
  return {
    id,
    detector: 'impossible-travel',
    rule: 'travel',
    name: 'Impossible travel',
    severity: 'high',
    confidence: 'high',
    risk: 70,
    reason: 'Berlin and Lima',
    first_event: isoTime(DAY),
    last_event: isoTime(DAY),
    detection: 'active',
  };
}
