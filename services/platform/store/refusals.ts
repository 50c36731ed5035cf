import type { MfaEvent } from '../../../events/event.ts';
import { timeOfIso } from '../../../events/iso-time.ts';
import type { AlertRecord, IncidentRecord } from '../../records/index.ts';

/** What a Store will never take. */
export interface Refused {
  readonly poison: string;
}

/** Why a Store will never take something; undefined where it will. Adapters add what only they cannot keep. */
type Refusal = string | undefined;

export function eventRefusal({ '@timestamp': time, event: { id }, mfa: { rank } }: MfaEvent): Refusal {
  const timeless = timeRefusal('@timestamp', time);
  if (timeless !== undefined) return timeless;
  if (typeof id !== 'string' || id === '') return 'event.id is missing';
  return Number.isSafeInteger(rank) ? undefined : `mfa.rank is no whole number: ${String(rank)}`;
}

export function alertRefusal({ alert }: AlertRecord): Refusal {
  return alert === undefined ? undefined : timeRefusal('@timestamp', alert['@timestamp']);
}

export function incidentRefusal({ incident }: IncidentRecord): Refusal {
  return timeRefusal('last_event', incident.last_event);
}

function timeRefusal(field: string, time: string): Refusal {
  return Number.isSafeInteger(timeOfIso(time)) ? undefined : `${field} is no time: ${JSON.stringify(time)}`;
}
