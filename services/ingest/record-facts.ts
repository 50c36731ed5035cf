import type { JsonObject, JsonValue } from '../../events/event.ts';
import { objectOf } from '../../events/json.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { MAX_FUTURE_MS } from '../../events/normalise.ts';

/** Where the providers' records, and exports of them, say when they happened; the first that is a time counts. */
const TIME_FIELDS = [
  'published',
  'createdDateTime',
  'activityDateTime',
  'activityDisplayDateTime',
  'detectedDateTime',
  'time',
  'CreatedDateTime',
  'TimeGenerated',
  'createTime',
  'Date (UTC)',
] as const;

/**
 * When a record happened, ms since 1970, by a glance: good enough to say how far a stream has been fetched, never to judge by.
 * Undefined where it does not say, or says something later than the clock allows (`now`).
 */
export function glanceTime(record: JsonObject, now: number): number | undefined {
  for (const field of TIME_FIELDS) {
    const time = timeIn(record[field]);
    if (time !== undefined) return time <= now + MAX_FUTURE_MS ? time : undefined;
  }
  const time = timeIn(objectOf(record['id'])?.['time']);
  return time !== undefined && time <= now + MAX_FUTURE_MS ? time : undefined;
}

function timeIn(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const time = timeOfIso(value);
  return Number.isNaN(time) ? undefined : time;
}

/** The provider's own id of the record: Okta `uuid`, Graph `id`, Google's `uniqueQualifier`. */
export function nativeIdOf(record: JsonObject): string | undefined {
  const { uuid, id, Id } = record;
  for (const value of [uuid, id, Id]) if (typeof value === 'string' && value !== '') return value;
  const qualifier = objectOf(id)?.['uniqueQualifier'];
  return typeof qualifier === 'string' ? qualifier : undefined;
}
