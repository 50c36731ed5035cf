import type { JsonObject, MfaEvent } from '../event.ts';
import type { TenantId } from '../identity.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { PlaceFields } from '../place-ecs.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { documentOf } from './document.ts';
import type { ActivityId } from './identity.ts';
import { activityId } from './identity.ts';
import type { DeviceFields } from './origin.ts';
import { deviceOf, networkVendor, originOf } from './origin.ts';
import type { Actor } from './people.ts';
import { actorOf } from './people.ts';
import { readEvent } from './reading.ts';
import type { Stream } from './recognise.ts';
import { streamOfApplication } from './recognise.ts';
import { fetchedIso } from './time.ts';

/** What the events of one activity share. */
export interface Activity {
  readonly id: ActivityId;
  readonly stream: Stream;
  readonly tenant: TenantId;
  /** When it was fetched, ISO 8601 UTC. */
  readonly created: string;
  readonly actor: Actor;
  readonly origin: PlaceFields;
  readonly device: DeviceFields;
  readonly network: JsonObject | undefined;
}

/** Google bundles the changes of one click; a list this long is none of its own. */
const MAX_EVENTS = 1_000;
const MAX_NAME = 200;

/** The events of one `activities.list` item, in its order. One event without a name refuses the whole activity: nothing is dropped silently. */
export function normaliseActivity(record: JsonObject, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const id = activityId(record, context.fetchedAt);
  if (!id.ok) return id;
  const events = listOf(record['events']);
  if (events.length === 0) return reject('missing_field', 'an activity needs at least one event', 'events');
  if (events.length > MAX_EVENTS) return reject('too_large', `an activity of more than ${MAX_EVENTS} events`, 'events');
  const activity = activityOf(record, id.value, context);
  const documents: MfaEvent[] = [];
  for (let position = 0; position < events.length; position++) {
    const event = objectOf(events[position]);
    const name = event?.['name'];
    if (event === undefined || !isName(name)) return unnamed(name, position);
    documents.push(documentOf(readEvent(activity, event, name, position)));
  }
  return ok(documents);
}

function activityOf(record: JsonObject, id: ActivityId, context: NormaliseContext): Activity {
  const info = objectOf(record['networkInfo']);
  return {
    id,
    stream: streamOfApplication(id.application),
    tenant: context.tenant,
    created: fetchedIso(context.fetchedAt),
    actor: actorOf(record),
    origin: originOf(record['ipAddress'], info, context.locate),
    device: deviceOf(objectOf(record['userDeviceInfo'])),
    network: networkVendor(info),
  };
}

/** The name is part of the identity, so it is taken whole or not at all. */
function isName(name: JsonObject[string]): name is string {
  return typeof name === 'string' && name.length <= MAX_NAME && textOf(name) === name;
}

function unnamed(name: JsonObject[string], position: number): Result<never> {
  const field = `events[${position}].name`;
  return name === undefined || name === null || name === ''
    ? reject('missing_field', `${field} is missing`, field)
    : reject('bad_field', `${field} is not an event name`, field);
}
