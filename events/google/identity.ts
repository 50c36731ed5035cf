import type { JsonObject } from '../event.ts';
import { objectOf, textOf } from '../json.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import type { Moment } from './time.ts';
import { recordTime } from './time.ts';

/** What identifies an activity. The qualifier is not unique: one may cover all sign-ins of a user. */
export interface ActivityId {
  readonly application: string;
  readonly time: Moment;
  readonly qualifier: string;
  readonly customer: string | undefined;
}

const APPLICATION = /^[a-z0-9_]{1,64}$/;
const MAX_QUALIFIER = 64;

/** Reads `id.{time, uniqueQualifier, applicationName, customerId}`. */
export function activityId(record: JsonObject, fetchedAt: number): Result<ActivityId> {
  const id = objectOf(record['id']);
  if (id === undefined) return reject('missing_field', 'an activity needs its id', 'id');
  const application = id['applicationName'];
  if (application === undefined) return reject('missing_field', 'id.applicationName is missing', 'id.applicationName');
  if (typeof application !== 'string' || !APPLICATION.test(application)) {
    return reject('bad_field', 'id.applicationName is not an application name', 'id.applicationName');
  }
  const qualifier = qualifierOf(id);
  if (!qualifier.ok) return qualifier;
  const time = recordTime(id['time'], fetchedAt, 'id.time');
  if (!time.ok) return time;
  const customer = textOf(id['customerId'], MAX_QUALIFIER);
  return ok({ application, time: time.value, qualifier: qualifier.value, customer });
}

/** A 64-bit integer as text; exporters that write it as a number have already rounded it, but it still tells records apart. */
function qualifierOf(id: JsonObject): Result<string> {
  const value = id['uniqueQualifier'];
  if (value === undefined || value === null) {
    return reject('missing_field', 'id.uniqueQualifier is missing', 'id.uniqueQualifier');
  }
  const text = typeof value === 'number' ? String(value) : value;
  if (
    typeof text !== 'string' ||
    text === '' ||
    text.length > MAX_QUALIFIER ||
    textOf(text) !== text ||
    text.includes('|')
  ) {
    return reject('bad_field', 'id.uniqueQualifier is not a qualifier', 'id.uniqueQualifier');
  }
  return ok(text);
}

/**
 * Stored identity of one event of an activity: `<application>|<time, UTC ms>|<qualifier>|<event name>|<0-based position>`.
 * The name is part of it because a sign-in and its own verification share application, time and qualifier; the application
 * because `login` and `user_accounts` both report the same change. Alerts quote it without the application (observe.ts).
 */
export function storedId(id: ActivityId, name: string, position: number): string {
  return `${id.application}|${id.time.iso}|${id.qualifier}|${name}|${position}`;
}

/**
 * Ties a sign-in to its own verification and challenge rows: in real logs they are separate activities of one qualifier and
 * the same millisecond. Google has no session or flow id; rows that differ in either are not tied.
 */
export function flowId(id: ActivityId): string {
  return `${id.time.iso}|${id.qualifier}`;
}
