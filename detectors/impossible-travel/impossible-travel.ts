import type { Fact } from '../../events/event.ts';
import { hasFact } from '../../events/observation.ts';
import type { Evidence, Finding, Severity } from '../kit/finding.ts';
import { personName } from '../kit/person-name.ts';
import { privilegeOf } from '../kit/privilege.ts';
import { PROVIDER_NAMES, isoTime, placeName, startOfUtcDay, utcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import { hasHistory, isKnownPlace, knownUntil, parallelUse } from './habits.ts';
import type { Journey } from './journey.ts';
import {
  apparentSpeed,
  distanceText,
  hasCarrierEnd,
  hasSaseEnd,
  interval,
  isFar,
  isImpossible,
  km,
  neighbour,
} from './journey.ts';
import type { Params } from './params.ts';
import { travelFields } from './travel-end.ts';
import type { Placed } from './whereabouts.ts';
import { countryOf, isRoughWhereabouts, isSameDay, isSase, isWhereabouts, networkKey } from './whereabouts.ts';

/**
 * The journey that ends at the anchor. All journeys of a UTC day between the same two networks are one finding, told from the first:
 * two people taking turns (A-B-A-B) are one incident.
 */
export function findImpossibleTravel(view: View, anchor: Placed, params: Params): readonly Finding[] {
  const { trace } = view;
  const journey = neighbour(view, anchor, -1, params);
  if (journey === undefined)
    trace.check(`a comparable sign-in lies within ${String(params.windowHours)} hours before`, false);
  else if (isImpossible(journey, params, trace) && !isParallel(view, journey, params))
    return [finding(view, journey, params)];
  return findBesideSase(view, anchor, params, isRoughWhereabouts);
}

/** SASE egress is no baseline: it is asked only where the sign-ins that tell more say nothing. */
export function findBesideSase(
  view: View,
  anchor: Placed,
  params: Params,
  isEnd: typeof isWhereabouts,
): readonly Finding[] {
  const journey = neighbour(view, anchor, -1, params, isEnd);
  if (journey === undefined) return [];
  const holds =
    isImpossible(journey, params, view.trace) &&
    isStrangerToSase(view, journey, params) &&
    !isParallel(view, journey, params);
  return holds ? [finding(view, journey, params)] : [];
}

/** A client that bypasses the SASE tunnel shows the user's home or café: only a network they never used speaks against the tunnel's place. */
function isStrangerToSase(view: View, journey: Journey, params: Params): boolean {
  const { from, to } = journey;
  const other = isSase(from.place) ? to : from;
  const stranger = strangerEnd(view, journey, knownUntil(to.time, params), params);
  return view.trace.check('beside SASE egress, the other network is new to the user', stranger === other, () =>
    placeName(other.place),
  );
}

function isParallel(view: View, { from, to }: Journey, params: Params): boolean {
  const revoked = view.settings.notEgress.match(from.place) ?? view.settings.notEgress.match(to.place);
  if (revoked !== undefined) {
    view.trace.check('parallel use of both networks may not excuse this (`notEgress`)', true, () => revoked);
    return false;
  }
  const use = parallelUse(view, from.place, to.place, knownUntil(to.time, params), params);
  return !view.trace.check(
    `the user has not habitually used both networks on the same days (${String(params.parallelDays)} or more, over ${String(params.parallelAgeDays)} days or more)`,
    use === undefined,
    () =>
      use === undefined
        ? 'no such habit'
        : `${from.place.prefix} and ${to.place.prefix} both on ${String(use.days)} days since ${utcDay(use.since)}; revoke with \`notEgress\``,
  );
}

function finding(view: View, journey: Journey, params: Params): Finding {
  const { from, to } = journey;
  const back = returned(view, journey, params);
  const circumstances = weigh(view, journey, back, params);
  const risk = riskOf(circumstances);
  const networks = [networkKey(from.place), networkKey(to.place)].sort();
  return {
    rule: 'impossible-travel',
    key: `${networks.join('|')}|${utcDay(to.time)}`,
    anchorTime: startOfUtcDay(to.time),
    trigger: to,
    severity: severityOf(risk),
    confidence: confidenceOf(circumstances),
    risk,
    reason: reasonOf(view, journey),
    evidence: [moveEvidence(journey), distanceEvidence(journey), ...circumstances.map(({ evidence }) => evidence)],
    counterfactual: counterfactualOf(journey, back, params),
    observations: back === undefined ? [from, to] : [from, to, back],
    fields: { travel: travelFields(journey) },
  };
}

/** The first sign-in later that day that is back on the network the journey began at: two people, rather than one wrong location. */
function returned(view: View, { from, to }: Journey, params: Params): Placed | undefined {
  const origin = networkKey(from.place);
  for (const later of view.window) {
    if (later.time <= to.time || !isWhereabouts(later, view)) continue;
    if (!isSameDay(later.time, to.time)) return undefined;
    if (networkKey(later.place) === origin && isFar(to, later, params)) return later;
  }
  return undefined;
}

interface Circumstance {
  readonly evidence: Evidence;
  /** Points of risk it adds, or takes off. */
  readonly risk: number;
}

const BASE_RISK = 75;
/** The same hardware key at both ends is one device whose address lies about its place. */
const SAME_DEVICE_RISK = -45;

/** What speaks for two people, and what for one person whose address misleads. */
function weigh(view: View, journey: Journey, back: Placed | undefined, params: Params): readonly Circumstance[] {
  const { from, to } = journey;
  const before = knownUntil(to.time, params);
  const circumstances: Circumstance[] = [];
  const add = (risk: number, evidence: Evidence): unknown => circumstances.push({ risk, evidence });
  const device = sharedHardwareKey(from, to);
  if (device !== undefined)
    add(SAME_DEVICE_RISK, { what: 'same_hardware_bound_device', after: device, weight: 'high' });
  if (hasCarrierEnd(journey))
    add(-15, {
      what: 'mobile_carrier_end',
      after: 'a roaming phone may surface in its home country',
      weight: 'medium',
    });
  if (hasSaseEnd(journey))
    add(-20, {
      what: 'sase_end',
      after: 'SASE egress tells only roughly where its user is',
      weight: 'medium',
    });
  if (from.place.asn !== undefined && from.place.asn === to.place.asn) {
    add(-15, { what: 'same_operator_at_both_ends', after: `AS${String(to.place.asn)}`, weight: 'medium' });
  } else if (countryOf(from.place) === countryOf(to.place) && countryOf(to.place) !== undefined) {
    add(-10, { what: 'same_country_at_both_ends', after: countryOf(to.place) ?? '', weight: 'low' });
  }
  const stranger = strangerEnd(view, journey, before, params);
  if (stranger !== undefined) {
    add(10, {
      what: 'network_new_to_user',
      after: placeName(stranger.place),
      event_id: stranger.eventId,
      time: isoTime(stranger.time),
      weight: 'medium',
    });
  }
  const privilege = privilegeOf(view, before);
  if (privilege !== undefined) add(5, { what: 'privileged_user', after: privilege, weight: 'medium' });
  for (const end of [from, to]) if (isSuspectToProvider(end)) add(5, verdictEvidence(end));
  if (back !== undefined) {
    add(5, {
      what: 'back_at_first_place',
      after: placeName(back.place),
      event_id: back.eventId,
      time: isoTime(back.time),
      weight: 'high',
    });
  }
  return circumstances;
}

/** Providers flag sign-ins they let pass; on its own that is too common for an alert. */
function isSuspectToProvider(end: Placed): boolean {
  return end.facts.some((fact) => SUSPICIONS.includes(fact)) && !hasFact(end, 'verdict_dismissed');
}

const SUSPICIONS: readonly Fact[] = ['verdict_suspicious', 'verdict_travel', 'verdict_anonymous_ip', 'verdict_attack'];

function verdictEvidence({ source, verdict, place, eventId, time }: Placed): Evidence {
  const words = `${PROVIDER_NAMES[source]} flagged the sign-in from ${placeName(place)}`;
  return {
    what: 'provider_verdict',
    after: verdict === undefined ? words : `${words}: ${verdict}`,
    event_id: eventId,
    time: isoTime(time),
    weight: 'medium',
  };
}

/** The end on a network the user never used before; the arrival if both are. */
function strangerEnd(view: View, { from, to }: Journey, before: number, params: Params): Placed | undefined {
  if (!hasHistory(view, before, params)) return undefined;
  const ends = hasSaseEnd({ from, to }) ? [to, from].filter(({ place }) => !isSase(place)) : [to, from];
  return ends.find(({ place }) => !isKnownPlace(view, place, before));
}

/** Only a device identity proven by hardware shows one device; cookies, fingerprints and browser ids can be copied. */
function sharedHardwareKey(from: Placed, to: Placed): string | undefined {
  const { id } = from.device;
  if (id === undefined || id !== to.device.id || from.source !== to.source) return undefined;
  return hasFact(from, 'hardware_bound') && hasFact(to, 'hardware_bound') ? id : undefined;
}

function riskOf(circumstances: readonly Circumstance[]): number {
  const risk = circumstances.reduce((sum, circumstance) => sum + circumstance.risk, BASE_RISK);
  const ceiling = circumstances.some((circumstance) => circumstance.risk === SAME_DEVICE_RISK) ? 39 : 89;
  return Math.max(10, Math.min(ceiling, risk));
}

function severityOf(risk: number): Severity {
  if (risk >= 70) return 'high';
  return risk >= 40 ? 'medium' : 'low';
}

function confidenceOf(circumstances: readonly Circumstance[]): Finding['confidence'] {
  const doubt = circumstances.reduce((sum, { risk }) => sum + Math.min(0, risk), 0);
  if (doubt <= SAME_DEVICE_RISK) return 'low';
  return doubt < -10 ? 'medium' : 'high';
}

function reasonOf(view: View, journey: Journey): string {
  const { from, to, gap } = journey;
  const speed = apparentSpeed(journey);
  const across =
    from.source === to.source ? '' : ` (${PROVIDER_NAMES[from.source]}, then ${PROVIDER_NAMES[to.source]})`;
  const figure = speed === undefined ? '' : `, ${Math.round(speed).toLocaleString('en')} km/h`;
  return `${personName(view.user, to)} signed in from ${placeName(from.place, gap.from)} and ${interval(journey)} from ${placeName(to.place, gap.to)}${across}: ${km(gap.km)} apart${figure}`;
}

function moveEvidence({ from, to, gap }: Journey): Evidence {
  return {
    what: 'place_of_sign_in',
    before: `${placeName(from.place, gap.from)} at ${isoTime(from.time).slice(0, 19).replace('T', ' ')} UTC`,
    after: placeName(to.place, gap.to),
    event_id: to.eventId,
    time: isoTime(to.time),
    weight: 'high',
  };
}

function distanceEvidence(journey: Journey): Evidence {
  const source = journey.gap.source === 'database' ? 'the geolocation database' : PROVIDER_NAMES[journey.gap.source];
  return {
    what: 'distance',
    after: `${distanceText(journey)}, ${interval(journey)}; both ends located by ${source}`,
    time: isoTime(journey.to.time),
    event_id: journey.to.eventId,
    weight: 'high',
  };
}

/** Somebody who also returned would have had to be as slow on the way back. */
function counterfactualOf({ leastKm }: Journey, back: Placed | undefined, params: Params): string {
  const hours = leastKm / params.maxSpeedKmh;
  const needed = (Math.ceil(hours * 10) / 10).toFixed(1);
  const other =
    hours < params.windowHours
      ? `had at least ${needed} hours lain between the ${back === undefined ? 'two sign-ins' : 'sign-ins, the return included'}`
      : `had the ${back === undefined ? 'two ' : ''}sign-ins been more than ${String(params.windowHours)} hours apart`;
  return `Harmless if the user confirms both sign-ins and one network is a VPN, proxy or remote desktop of theirs; no alert ${other}.`;
}
