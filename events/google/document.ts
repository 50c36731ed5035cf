import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { ECS_VERSION } from '../event.ts';
import { objectOf, textOf } from '../json.ts';
import type { Mutable } from '../mutable.ts';
import { storedId } from './identity.ts';
import { mfaFields } from './mfa-fields.ts';
import type { Parameters } from './parameters.ts';
import { textParameter } from './parameters.ts';
import type { Reading } from './reading.ts';
import { vendorFields } from './vendor.ts';

const MAX_WORD = 256;

/** What has been read of one event as a document. */
export function documentOf(reading: Reading): MfaEvent {
  const { activity } = reading;
  const document: Mutable<MfaEvent> = {
    '@timestamp': activity.id.time.iso,
    ecs: { version: ECS_VERSION },
    event: eventFields(reading),
    organization: { id: activity.tenant },
    mfa: mfaFields(reading),
    google_workspace: vendorFields(reading),
  };
  const { source } = activity.origin;
  const { device, host } = activity.device;
  const user = userOf(reading);
  const related = relatedOf(reading);
  const service = serviceOf(reading.parameters);
  if (user !== undefined) document.user = user;
  if (source !== undefined) document.source = source;
  if (device !== undefined) document.device = device;
  if (host !== undefined) document.host = host;
  if (service !== undefined) document.service = service;
  if (related !== undefined) document.related = related;
  return document;
}

function eventFields(reading: Reading): MfaEvent['event'] {
  const { activity, meaning, signIn } = reading;
  const status = objectOf(reading.raw['status']);
  const fields: Mutable<MfaEvent['event']> = {
    kind: meaning.verdict === true ? 'alert' : 'event',
    category: meaning.category,
    type: meaning.type,
    action: reading.name,
    outcome: signIn?.outcome ?? statusOutcome(status) ?? meaning.outcome,
    id: storedId(activity.id, reading.name, reading.position),
    module: 'google_workspace',
    dataset: `google_workspace.${activity.stream}`,
    provider: 'google_workspace',
    created: activity.created,
  };
  const code = signIn?.code ?? codeOf(status?.['errorCode']);
  if (code !== undefined) fields.code = code;
  const reason = signIn?.reason ?? textOf(status?.['errorMessage'], MAX_WORD);
  if (reason !== undefined) fields.reason = reason;
  return fields;
}

/** `events[].status.eventStatus`, which newer records carry. */
function statusOutcome(status: JsonObject | undefined): 'success' | 'failure' | undefined {
  const word = textOf(status?.['eventStatus'], MAX_WORD)?.toUpperCase();
  if (word === undefined) return undefined;
  if (word.startsWith('SUCCEEDED')) return 'success';
  return word.startsWith('FAILED') ? 'failure' : undefined;
}

function codeOf(code: JsonValue | undefined): string | undefined {
  return typeof code === 'number' ? String(code) : textOf(code, MAX_WORD);
}

function userOf({ user, target }: Reading): MfaEvent['user'] {
  return target === undefined ? user : { ...user, target };
}

function relatedOf({ activity, user, target }: Reading): MfaEvent['related'] {
  const ip = activity.origin.source?.ip;
  const names: string[] = [];
  if (user?.email !== undefined) names.push(user.email);
  if (target?.email !== undefined && target.email !== user?.email) names.push(target.email);
  if (names.length === 0) return ip === undefined ? undefined : { ip: [ip] };
  return ip === undefined ? { user: names } : { user: names, ip: [ip] };
}

/** The client or application an event is about. */
function serviceOf(parameters: Parameters): MfaEvent['service'] {
  const id = textParameter(parameters, 'client_id') ?? textParameter(parameters, 'API_CLIENT_NAME');
  const name = textParameter(parameters, 'app_name') ?? textParameter(parameters, 'application_name');
  if (id === undefined && name === undefined) return undefined;
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}
