import type { Fact, JsonObject, MfaEvent } from '../event.ts';
import { ECS_VERSION } from '../event.ts';
import { objectOf, textOf } from '../json.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { PlaceFields } from '../place-ecs.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { originOf } from './origin.ts';
import { person } from './people.ts';
import type { Moment } from './time.ts';
import { fetchedIso, parseMoment, recordTime } from './time.ts';

/**
 * Alert types about a person's account; the rest of the Alert Center (phishing, data loss, devices …) is kept as `other`.
 * https://developers.google.com/workspace/admin/alertcenter/reference/alert-types
 */
const ALERT_FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['Suspicious login', 'verdict_suspicious'],
  ['Suspicious login (less secure app)', 'verdict_suspicious'],
  ['Suspicious programmatic login', 'verdict_suspicious'],
  ['Leaked password', 'verdict_leaked_password'],
  ['User suspended', 'verdict_compromised'],
  ['User suspended (spam)', 'verdict_suspicious'],
  ['User suspended (spam through relay)', 'verdict_suspicious'],
  ['User suspended (suspicious activity)', 'verdict_compromised'],
  ['State Sponsored Attack', 'verdict_attack'],
  ['Government backed attack', 'verdict_attack'],
]);

/** An id of the Alert Center is a UUID today. */
const MAX_ID = 128;
const MAX_WORD = 256;
const MAX_ADDRESS = 254;

/** One Alert Center alert. It happened when the activity it warns of started; its newest update is the revision that counts. */
export function normaliseAlert(record: JsonObject, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const id = record['alertId'];
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID || textOf(id) !== id) {
    return reject('bad_field', 'alertId is not an alert id', 'alertId');
  }
  const type = textOf(record['type'], MAX_WORD);
  if (type === undefined) return reject('missing_field', 'type is missing', 'type');
  const field = textOf(record['startTime']) === undefined ? 'createTime' : 'startTime';
  const time = recordTime(record[field], context.fetchedAt, field);
  if (!time.ok) return time;
  return ok([alertDocument(record, id, type, time.value, context)]);
}

function alertDocument(
  record: JsonObject,
  id: string,
  type: string,
  time: Moment,
  context: NormaliseContext,
): MfaEvent {
  const data = objectOf(record['data']);
  const login = objectOf(data?.['loginDetails']);
  const user = person(textOf(data?.['email'], MAX_ADDRESS)?.toLowerCase());
  const origin = originOf(login?.['ipAddress'], undefined, context.locate);
  const document: Mutable<MfaEvent> = {
    '@timestamp': time.iso,
    ecs: { version: ECS_VERSION },
    event: eventFields(id, type, context),
    organization: { id: context.tenant },
    mfa: mfaFields(record, type, time, origin),
    google_workspace: { application: 'alert', alert: vendorFields(record, type) },
  };
  if (user !== undefined) document.user = user;
  if (origin.source !== undefined) document.source = origin.source;
  const ip = origin.source?.ip;
  if (user?.email !== undefined || ip !== undefined) {
    document.related = {
      ...(user?.email === undefined ? {} : { user: [user.email] }),
      ...(ip === undefined ? {} : { ip: [ip] }),
    };
  }
  return document;
}

function eventFields(id: string, type: string, context: NormaliseContext): MfaEvent['event'] {
  return {
    kind: 'alert',
    category: ['threat'],
    type: ['indicator'],
    action: type,
    // The Alert Center does not say whether the sign-in it warns of was stopped.
    outcome: 'unknown',
    id: `alert|${id}`,
    module: 'google_workspace',
    dataset: 'google_workspace.alert',
    provider: 'google_workspace',
    created: fetchedIso(context.fetchedAt),
  };
}

function mfaFields(record: JsonObject, type: string, time: Moment, origin: PlaceFields): MfaEvent['mfa'] {
  const fact = ALERT_FACTS.get(type);
  const updated = parseMoment(record['updateTime']);
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation: fact === undefined ? 'other' : 'verdict',
    facts: fact === undefined ? [] : [fact],
    steps: [],
    rank: Math.max(0, (updated ?? time).ms),
    verdict: type,
  };
  if (origin.network !== undefined) mfa.network = origin.network;
  if (origin.provider_geo !== undefined) mfa.provider_geo = origin.provider_geo;
  return mfa;
}

function vendorFields(record: JsonObject, type: string): JsonObject {
  const metadata = objectOf(record['metadata']);
  const data = objectOf(record['data']);
  const loginTime = parseMoment(objectOf(data?.['loginDetails'])?.['loginTime']);
  const created = parseMoment(record['createTime']);
  const fields: { [key: string]: string | undefined } = {
    type,
    source: textOf(record['source'], MAX_WORD),
    customer_id: textOf(record['customerId'], MAX_WORD),
    status: textOf(metadata?.['status'], MAX_WORD),
    severity: textOf(metadata?.['severity'], MAX_WORD),
    create_time: created?.iso,
    login_time: loginTime?.iso,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
