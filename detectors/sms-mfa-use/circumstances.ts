import type { Observation } from '../../events/observation.ts';
import type { Evidence } from '../kit/finding.ts';
import { privilegeOf } from '../kit/privilege.ts';
import { clientName, isoTime, methodName, placeName, utcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import { downgradeOf } from './downgrade.ts';
import type { Downgrade } from './downgrade.ts';
import type { Params } from './params.ts';
import { DAY_MS } from './params.ts';
import type { Past } from './past.ts';
import type { PhoneUse, Topic } from './phone-steps.ts';

/** Why a use weighs more than the everyday one. */
export interface Circumstance {
  /** Points of risk it adds. */
  readonly risk: number;
  readonly evidence: Evidence;
  readonly downgrade?: Downgrade;
}

export function circumstancesOf(
  view: View,
  past: Past,
  topic: Topic,
  use: PhoneUse,
  params: Params,
): readonly Circumstance[] {
  const found = [
    privilege(view, use),
    newDevice(past, use.observation),
    newNetwork(view, past, use.observation),
    ...(topic.purpose === 'second_factor' ? [firstUse(view, topic, params), downgrade(view, past, use, params)] : []),
  ];
  return found.filter((circumstance) => circumstance !== undefined);
}

function privilege(view: View, use: PhoneUse): Circumstance | undefined {
  const reason = privilegeOf(view, use.step.time + 1);
  return reason === undefined
    ? undefined
    : { risk: 30, evidence: { what: 'privileged_user', after: reason, weight: 'high' } };
}

/** No identifier of the device was seen before; where the provider gives none, the operating system and browser stand in. */
function newDevice(past: Past, observation: Observation): Circumstance | undefined {
  const { token, id } = observation.device;
  const isNamed = token !== undefined || id !== undefined;
  const isKnown = isNamed
    ? past.has('device_token', token) || past.has('device_id', id)
    : isKnownClient(past, observation);
  const isNew = past.isLongEnough && !isKnown;
  const client = clientName(observation);
  return isNew
    ? { risk: 20, evidence: sightingEvidence('device_new_to_user', observation, client ?? 'not seen before') }
    : undefined;
}

function isKnownClient(past: Past, { device: { osFamily, browserFamily } }: Observation): boolean {
  return osFamily === undefined || browserFamily === undefined || past.has('client', `${osFamily}/${browserFamily}`);
}

/** Neither the prefix nor its operator was seen before: another address of the same provider is no news. */
function newNetwork(view: View, past: Past, observation: Observation): Circumstance | undefined {
  const { place } = observation;
  if (place === undefined || view.tenant.egress(place, observation.time) !== undefined) return undefined;
  const isKnown = past.has('prefix', place.prefix) || past.has('asn', place.asn?.toString());
  const isNew = past.isLongEnough && !isKnown;
  return isNew
    ? { risk: 20, evidence: sightingEvidence('network_new_to_user', observation, placeName(place)) }
    : undefined;
}

function firstUse(view: View, { method, day }: Topic, params: Params): Circumstance | undefined {
  const since = day - params.firstUseDays * DAY_MS;
  const last = view.seen('method', method, day)?.last;
  const isFirst = view.knownSince <= since && (last === undefined || last < since);
  const known = last === undefined ? 'never before' : `last on ${utcDay(last)}`;
  return isFirst
    ? {
        risk: 15,
        evidence: { what: 'first_use_of_method', before: known, after: methodName(method), weight: 'medium' },
      }
    : undefined;
}

function downgrade(view: View, past: Past, use: PhoneUse, params: Params): Circumstance | undefined {
  const found = downgradeOf(view, past, use, params);
  if (found === undefined) return undefined;
  return {
    risk: 30,
    downgrade: found,
    evidence: {
      what: 'downgrade',
      before: `${methodName(found.from)} (${found.because})`,
      after: methodName(use.method),
      event_id: use.observation.eventId,
      time: isoTime(use.step.time),
      weight: 'high',
    },
  };
}

function sightingEvidence(what: string, observation: Observation, after: string): Evidence {
  return { what, after, event_id: observation.eventId, time: isoTime(observation.time), weight: 'medium' };
}
