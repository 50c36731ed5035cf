import type { JsonObject, MfaEvent } from '../event.ts';
import type { NormaliseContext, Provider } from '../normalise.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { documentOf } from './document.ts';
import { publishedAt } from './event-time.ts';
import { text } from './fields.ts';
import { partsOf } from './parts.ts';

const MAX_ID = 128;
const MAX_MESSAGE = 1_024;

/**
 * Okta System Log (`/api/v1/logs`, log streaming): one `LogEvent`, one event. Okta never revises a record, so its rank is always 0.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
export const okta: Provider = { source: 'okta', recognise, normalise };

/** A record that lost its `uuid` or its time is still Okta's: it must be refused with the reason that says so. */
function recognise(record: JsonObject): string | undefined {
  if (typeof record['eventType'] !== 'string') return undefined;
  if (record['uuid'] === undefined && record['published'] === undefined) return undefined;
  const marks = PARTS.reduce((count, part) => (Object.hasOwn(record, part) ? count + 1 : count), 0);
  return marks >= 2 ? 'system' : undefined;
}

const PARTS = [
  'actor',
  'client',
  'outcome',
  'target',
  'debugContext',
  'securityContext',
  'authenticationContext',
  'transaction',
  'displayMessage',
];

function normalise(record: JsonObject, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const id = name(record, 'uuid');
  if (!id.ok) return id;
  const eventType = name(record, 'eventType');
  if (!eventType.ok) return eventType;
  const time = publishedAt(record['published'], context.fetchedAt);
  if (!time.ok) return time;
  const message = text(record['displayMessage'], MAX_MESSAGE);
  const parts = partsOf(record, eventType.value);
  return ok([documentOf(parts, { id: id.value, time: time.value, message }, context)]);
}

/** An id must come whole: one that was cut would be another event's. */
function name(record: JsonObject, field: string): Result<string> {
  const value = record[field];
  if (value === undefined || value === null || value === '')
    return reject('missing_field', `the record has no ${field}`, field);
  const written = text(value, MAX_ID + 1);
  if (written === undefined || written !== value || written.length > MAX_ID) {
    return reject('bad_field', `${field} is not a plain text of at most ${MAX_ID.toString()} characters`, field);
  }
  return ok(written);
}
