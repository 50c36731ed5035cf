import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { NetworkClass } from '../../events/place.ts';
import type { Evidence, Finding } from '../kit/finding.ts';
import { personName } from '../kit/person-name.ts';
import { privilegeOf } from '../kit/privilege.ts';
import { SILENT } from '../kit/trace.ts';
import { durationName, isoTime, placeName, plural, startOfUtcDay, utcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import { isLetIn, isPasswordStep, isStoppedAfterPassword, tellsOfStop } from './endpoints.ts';
import { hasHistory, isKnownPlace, knownUntil } from './habits.ts';
import type { Journey } from './journey.ts';
import { isImpossible, km, neighbour } from './journey.ts';
import type { Params } from './params.ts';
import { DAY_MS, MINUTE_MS } from './params.ts';
import { travelFields } from './travel-end.ts';
import type { Placed } from './whereabouts.ts';
import { countryOf, isPlaced, isSameDay, networkKey, tellsWhere } from './whereabouts.ts';

/** Networks that surface in a country of their own choosing, and mean nothing by it. An attacker's hosting or VPN exit stays in. */
const SAYS_NO_COUNTRY: ReadonlySet<NetworkClass> = new Set<NetworkClass>([
  'relay',
  'satellite',
  'corporate',
  'platform',
]);

export function isProbe(observation: Observation): boolean {
  return (
    isPlaced(observation) &&
    !SAYS_NO_COUNTRY.has(observation.place.networkClass) &&
    (isStoppedAfterPassword(observation) || isPasswordStep(observation))
  );
}

/** The password was proven at the anchor and nobody got further from there: one finding per user, country and UTC day. */
export function findPasswordProvenAbroad(view: View, anchor: Placed, params: Params): readonly Finding[] {
  const { trace } = view;
  const stop = stopOf(view, anchor);
  if (!trace.check('the sign-in stopped after the password', stop !== undefined) || stop === undefined) return [];
  const before = knownUntil(anchor.time, params);
  const passed = view.window.find((other) => gotFurther(anchor, other, params));
  const isOpen =
    trace.check(
      `nobody got in from that network in the day before or the ${String(params.passedWithinMinutes)} minutes after`,
      passed === undefined,
      () => passed?.eventId ?? 'nobody',
    ) &&
    trace.check('the user is not known on this network', !isKnownPlace(view, anchor.place, before), () =>
      placeName(anchor.place),
    );
  if (!isOpen) return [];
  const journey = impossibleNeighbour(view, anchor, params);
  const country = newCountry(view, anchor, before, params);
  const isForeign = trace.check(
    'the place is out of reach of the sign-ins around it, or its country is new to the user',
    journey !== undefined || country !== undefined,
    () => placeName(anchor.place),
  );
  return isForeign ? [finding(view, { probe: anchor, stop, journey, country }, before)] : [];
}

/** The row that tells of the stop: the probe itself, or the refusal in its flow. */
function stopOf(view: View, probe: Placed): Observation | undefined {
  return tellsOfStop(probe) ? probe : view.window.find((other) => isStopOf(probe, other));
}

/** A refusal this soon after the password belongs to it, where rows share no flow id (Okta names one only on some rows). */
const REFUSED_WITHIN_MS = 5 * MINUTE_MS;

/** Whether another observation refuses what a password step began. */
function isStopOf(probe: Observation, other: Observation): boolean {
  if (probe.source !== other.source || !tellsOfStop(other)) return false;
  const later = other.time - probe.time;
  return (probe.flow !== undefined && probe.flow === other.flow) || (later >= 0 && later <= REFUSED_WITHIN_MS);
}

/** Whether another observation shows that the person at the probe's address was let in: before, or at a further try. */
export function gotFurther(probe: Placed, other: Observation, params: Params): boolean {
  const later = other.time - probe.time;
  if (later > params.passedWithinMinutes * MINUTE_MS || later < -DAY_MS || other === probe || !isLetIn(other))
    return false;
  if (probe.flow !== undefined && probe.flow === other.flow) return true;
  if (other.place === undefined) return false;
  return other.place.prefix === probe.place.prefix || networkKey(other.place) === networkKey(probe.place);
}

/** The nearest sign-in before or after that nobody could have come from or gone to. */
function impossibleNeighbour(view: View, probe: Placed, params: Params): Journey | undefined {
  if (!tellsWhere(probe.place)) return undefined;
  for (const step of [-1, 1] as const) {
    const journey = neighbour(view, probe, step, params);
    if (journey !== undefined && isImpossible(journey, params, SILENT)) return journey;
  }
  return undefined;
}

function newCountry(view: View, probe: Placed, before: number, params: Params): string | undefined {
  const country = countryOf(probe.place);
  if (country === undefined || !hasHistory(view, before, params)) return undefined;
  return view.seen('country', country, before) === undefined ? country : undefined;
}

/** Attempts of one day from one country belong to one finding. */
export function isSameProbe(a: Placed, b: Observation): boolean {
  return isPlaced(b) && isProbe(b) && originKey(a) === originKey(b) && isSameDay(a.time, b.time);
}

function originKey({ place }: Placed): string {
  return countryOf(place) ?? place.prefix;
}

interface Case {
  readonly probe: Placed;
  readonly stop: Observation;
  readonly journey: Journey | undefined;
  readonly country: string | undefined;
}

function finding(view: View, found: Case, before: number): Finding {
  const { probe, stop, journey, country } = found;
  const attempts = view.window.filter(
    (other): other is Placed => isSameProbe(probe, other) && isPlaced(other) && stopOf(view, other) !== undefined,
  );
  const isHidden = !tellsWhere(probe.place);
  const privilege = privilegeOf(view, before);
  const risk = 20 + (journey === undefined ? 0 : 15) + (isHidden ? 10 : 0) + (privilege === undefined ? 0 : 10);
  return {
    rule: 'password-proven-abroad',
    key: `password|${originKey(probe)}|${utcDay(probe.time)}`,
    anchorTime: startOfUtcDay(probe.time),
    trigger: probe,
    severity: risk >= 40 ? 'medium' : 'low',
    confidence: journey !== undefined && country !== undefined ? 'high' : 'medium',
    risk,
    reason: `Somebody proved the password of ${personName(view.user, probe)} from ${placeName(probe.place)} and was stopped ${stoppedBy(stop)}`,
    evidence: [
      stopEvidence(found, attempts.length),
      ...(journey === undefined ? [] : [reachEvidence(probe, journey)]),
      ...(country === undefined ? [] : [countryEvidence(view, probe, country, before)]),
      ...(isHidden
        ? [{ what: 'network_class', after: probe.place.networkClass, weight: 'medium' } satisfies Evidence]
        : []),
      ...(privilege === undefined
        ? []
        : [{ what: 'privileged_user', after: privilege, weight: 'medium' } satisfies Evidence]),
    ],
    counterfactual:
      'Harmless if the user was there and failed to complete MFA; no alert had a sign-in from that network succeeded before or soon after.',
    observations: [...new Set([...attempts, stop, ...(journey === undefined ? [] : [otherEnd(probe, journey)])])],
    ...(journey === undefined ? {} : { fields: { travel: travelFields(journey) } }),
  };
}

function otherEnd(probe: Placed, { from, to }: Journey): Placed {
  return from === probe ? to : from;
}

function stoppedBy(stop: Observation): string {
  return hasFact(stop, 'stopped_at_mfa') ? 'at the second factor' : 'by policy';
}

function stopEvidence({ probe, stop }: Case, attempts: number): Evidence {
  const code = [stop.code, stop.reason].filter((part) => part !== undefined).join(' ');
  return {
    what: 'password_proven_then_stopped',
    after: `${plural(attempts, 'attempt')} that day, stopped ${stoppedBy(stop)}${code === '' ? '' : ` (${code})`}`,
    event_id: probe.eventId,
    time: isoTime(probe.time),
    weight: 'high',
  };
}

function reachEvidence(probe: Placed, journey: Journey): Evidence {
  const other = otherEnd(probe, journey);
  return {
    what: 'user_was_elsewhere',
    before: placeName(other.place),
    after: `${placeName(probe.place)}, at least ${km(journey.leastKm)} away, ${durationName(journey.ms)} apart`,
    event_id: other.eventId,
    time: isoTime(other.time),
    weight: 'high',
  };
}

function countryEvidence(view: View, probe: Placed, country: string, before: number): Evidence {
  const known = [...view.values('country', before).keys()].sort().slice(0, 8).join(', ');
  return {
    what: 'country_new_to_user',
    before: known === '' ? 'none known' : known,
    after: country,
    event_id: probe.eventId,
    time: isoTime(probe.time),
    weight: 'medium',
  };
}
