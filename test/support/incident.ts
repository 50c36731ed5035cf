import { tenantId } from '../../events/identity.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { Incident, IncidentAlert } from '../../services/records/index.ts';

export const ACME = tenantId('acme');
/** 2026-11-20 12:00 UTC */
export const NOON = Date.UTC(2026, 10, 20, 12);

const ALERT: IncidentAlert = {
  id: '202611-alert1',
  detector: 'session-hijacking',
  rule: 'session-moved',
  name: 'Session used from another place',
  severity: 'high',
  confidence: 'high',
  risk: 80,
  reason: 'The session of jane.doe@acme.example was used from another country within minutes',
  first_event: isoTime(NOON - 600_000),
  last_event: isoTime(NOON - 300_000),
  detection: 'active',
};

const INCIDENT: Incident = {
  id: '202611-incident1',
  tenant: ACME,
  user: 'jane.doe@acme.example',
  user_name: 'Jane Doe',
  status: 'open',
  detection: 'active',
  severity: 'high',
  confidence: 'high',
  risk: 80,
  title: 'Session used from another place',
  reason: 'The session of jane.doe@acme.example was used from another country within minutes',
  first_event: isoTime(NOON - 600_000),
  last_event: isoTime(NOON - 300_000),
  alerts: [ALERT],
  revision: 1,
};

/** An incident as correlate publishes it, from what a test wants to say. */
export function incident(change: Partial<Incident> = {}): Incident {
  return { ...INCIDENT, ...change };
}
