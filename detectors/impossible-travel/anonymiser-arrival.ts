import type { Observation } from '../../events/observation.ts';
import type { Evidence, Finding } from '../kit/finding.ts';
import { personName } from '../kit/person-name.ts';
import { privilegeOf } from '../kit/privilege.ts';
import { clientName, isoTime, networkName, plural, startOfUtcDay, utcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import { isEndpoint } from './endpoints.ts';
import { anonymiserHabit, anonymisersUsed, hasHistory, knownUntil } from './habits.ts';
import type { Params } from './params.ts';
import type { Placed } from './whereabouts.ts';
import { isPlaced, isSameDay } from './whereabouts.ts';

/** A sign-in through an anonymiser: one finding per user, operator (or network) and UTC day. */
export function findAnonymiserArrival(view: View, anchor: Placed, params: Params): readonly Finding[] {
  const before = knownUntil(anchor.time, params);
  const habit = anonymiserHabit(view, anchor.place, before, params);
  const silent =
    !view.trace.check(
      `at least ${String(params.historyDays)} days of the user's past are known`,
      hasHistory(view, before, params),
      () => (Number.isFinite(view.knownSince) ? `known since ${utcDay(view.knownSince)}` : 'nothing is known'),
    ) || !view.trace.check('the user has no habit of this anonymiser', habit === undefined, () => habit ?? 'none');
  return silent ? [] : [finding(view, anchor, before)];
}

export function isAnonymiserArrival(observation: Observation): boolean {
  return isPlaced(observation) && observation.place.networkClass === 'anonymiser' && isEndpoint(observation);
}

/** Sign-ins of one day through one service belong to one finding. */
export function isSameArrival(a: Placed, b: Observation): boolean {
  return isPlaced(b) && isAnonymiserArrival(b) && serviceKey(a) === serviceKey(b) && isSameDay(a.time, b.time);
}

function serviceKey({ place }: Placed): string {
  return place.operator ?? (place.asn === undefined ? place.prefix : `AS${String(place.asn)}`);
}

function serviceName({ place }: Placed): string {
  return place.operator === undefined ? networkName(place) : `${place.operator} (${networkName(place)})`;
}

function finding(view: View, anchor: Placed, before: number): Finding {
  const arrivals = view.window.filter((other): other is Placed => isSameArrival(anchor, other));
  const first = arrivals[0] ?? anchor;
  const stranger = newClient(view, first, before);
  const privilege = privilegeOf(view, before);
  const risk = 35 + (stranger === undefined ? 0 : 15) + (privilege === undefined ? 0 : 10);
  return {
    rule: 'anonymiser-arrival',
    key: `anonymiser|${serviceKey(first)}|${utcDay(first.time)}`,
    anchorTime: startOfUtcDay(first.time),
    trigger: first,
    severity: risk >= 40 ? 'medium' : 'low',
    confidence: 'medium',
    risk,
    reason: `${personName(view.user, first)} signed in through the anonymiser ${serviceName(first)}, which they had no habit of using`,
    evidence: [
      arrivalEvidence(view, first, before, arrivals.length),
      ...(stranger === undefined ? [] : [stranger]),
      ...(privilege === undefined
        ? []
        : [{ what: 'privileged_user', after: privilege, weight: 'medium' } satisfies Evidence]),
    ],
    counterfactual: `Harmless if the user confirms they use ${serviceName(first)}; no alert had they used it on two earlier days, or were it the tenant's own egress.`,
    observations: arrivals.length === 0 ? [anchor] : arrivals,
  };
}

function arrivalEvidence(view: View, first: Placed, before: number, count: number): Evidence {
  return {
    what: 'anonymiser',
    before: anonymisersUsed(view, before),
    after: `${serviceName(first)}, ${plural(count, 'sign-in event')} that day; known by ${first.place.classSource ?? 'its class'}`,
    event_id: first.eventId,
    time: isoTime(first.time),
    weight: 'high',
  };
}

/** A device or browser the user was not seen with before. */
function newClient(view: View, observation: Placed, before: number): Evidence | undefined {
  const { token, id, osFamily, browserFamily } = observation.device;
  const isKnown =
    (token !== undefined && view.seen('device_token', token, before) !== undefined) ||
    (id !== undefined && view.seen('device_id', id, before) !== undefined);
  const client = osFamily === undefined || browserFamily === undefined ? undefined : `${osFamily}/${browserFamily}`;
  const isSaid = token !== undefined || id !== undefined || client !== undefined;
  if (!isSaid || isKnown) return undefined;
  if (
    token === undefined &&
    id === undefined &&
    client !== undefined &&
    view.seen('client', client, before) !== undefined
  )
    return undefined;
  return {
    what: 'device_new_to_user',
    after: clientName(observation) ?? 'a device not seen before',
    event_id: observation.eventId,
    time: isoTime(observation.time),
    weight: 'medium',
  };
}
