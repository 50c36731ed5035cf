import type { Alert } from '../../detectors/kit/alert.ts';
import type { Confidence, Severity } from '../../detectors/kit/finding.ts';
import { tenantId } from '../../events/identity.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { AlertRecord } from '../../services/records/index.ts';

/** Everything of an alert document that correlation looks at, from the few things a test wants to say. */
export interface TestAlert {
  readonly id: string;
  readonly sequence?: number;
  /** ms since 1970 */
  readonly first?: number;
  readonly last?: number;
  readonly user?: string;
  readonly detection?: 'active' | 'retracted';
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly risk?: number;
  readonly name?: string;
  readonly fullName?: string;
  readonly replacedBy?: string;
  readonly quiet?: true;
  readonly bare?: true;
}

export const ACME = tenantId('acme');
export const NOON = Date.UTC(2026, 10, 20, 12);

export function alertRecord(test: TestAlert): AlertRecord {
  const { id, sequence = 1, user = 'alice@example.com', detection = 'active', replacedBy, quiet, bare } = test;
  return {
    tenant: ACME,
    user,
    id,
    sequence,
    detection,
    ...(bare === true ? {} : { alert: alertDocument(test, user) }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(quiet === undefined ? {} : { quiet }),
  };
}

function alertDocument(test: TestAlert, user: string): Alert {
  const { id, first = NOON, last = first, detection = 'active', severity = 'high', confidence = 'high' } = test;
  return {
    '@timestamp': isoTime(last),
    ecs: { version: '9.0.0' },
    event: {
      kind: 'alert',
      category: ['authentication', 'threat'],
      type: ['indicator'],
      id,
      reason: `${user} did ${id}`,
      severity: 73,
      risk_score: test.risk ?? 50,
      created: isoTime(last),
      provider: 'okta',
      module: 'mfawatch',
      dataset: 'mfawatch.alert',
    },
    rule: { id: 'impossible_travel', name: test.name ?? 'Impossible travel', version: '1', description: 'why' },
    threat: { framework: 'MITRE ATT&CK', technique: [] },
    organization: { id: ACME },
    user: { name: user, ...(test.fullName === undefined ? {} : { full_name: test.fullName }) },
    related: { user: [user], ip: [] },
    mfa: {
      alert: {
        detector: 'impossible-travel',
        status: detection === 'active' ? 'open' : 'retracted',
        detection,
        severity,
        confidence,
        revision: 1,
        key: id,
        first_event: isoTime(first),
        last_event: isoTime(last),
        event_ids: [],
        event_count: 0,
        evidence: [],
        counterfactual: '',
        saturated: false,
      },
    },
    triage: { steps: [] },
    pivot: {},
  };
}
