import type { GeoComparison } from '../../events/network/distance.ts';
import { compareGeo } from '../../events/network/distance.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { durationName, placeName } from '../kit/wording.ts';
import type { Trace } from '../kit/trace.ts';
import type { View } from '../kit/view.ts';
import type { Params } from './params.ts';
import { HOUR_MS } from './params.ts';
import type { Placed } from './whereabouts.ts';
import { countryOf, isSase, isWhereabouts } from './whereabouts.ts';

/** Two sign-ins next to each other in event time, and what lies between them. */
export interface Journey {
  readonly from: Placed;
  readonly to: Placed;
  readonly gap: GeoComparison;
  /** The distance there must at least have been, both accuracy radii taken off: km. */
  readonly leastKm: number;
  readonly ms: number;
}

/** Two sign-ins in the same moment still leave a figure to compare with the limit. */
const LEAST_INTERVAL_MS = 60_000;

/** How far a user may be from the SASE point of presence they surface at: the next one over, in a thinly served region. */
const SASE_RADIUS_KM = 1_500;

export function journeyBetween(from: Placed, to: Placed): Journey | undefined {
  const gap = compareGeo(from.place, to.place);
  if (gap === undefined) return undefined;
  const slack = gap.radiusKm + (hasSaseEnd({ from, to }) ? SASE_RADIUS_KM : 0);
  return { from, to, gap, leastKm: Math.max(0, gap.km - slack), ms: to.time - from.time };
}

export function hasSaseEnd({ from, to }: Pick<Journey, 'from' | 'to'>): boolean {
  return isSase(from.place) || isSase(to.place);
}

/** The least speed the journey took: km/h. */
export function leastSpeed({ leastKm, ms }: Journey): number {
  return leastKm / (Math.max(ms, LEAST_INTERVAL_MS) / HOUR_MS);
}

/** The speed as anybody would work it out, or undefined within one minute, where a figure says nothing. */
export function apparentSpeed({ gap, ms }: Journey): number | undefined {
  return ms < LEAST_INTERVAL_MS ? undefined : gap.km / (ms / HOUR_MS);
}

/** "at the same time" or "12 minutes later". */
export function interval({ ms }: Journey): string {
  return ms < LEAST_INTERVAL_MS ? 'at the same time' : `${durationName(ms)} later`;
}

type IsEnd = (observation: Observation, view: View) => observation is Placed;

/**
 * The sign-in before (step -1) or after (step 1) an observation that can be compared with it. A carrier in the same country tells no more
 * than the country, so it hides no sign-in of that country behind it.
 */
export function neighbour(
  view: View,
  of: Placed,
  step: 1 | -1,
  params: Params,
  isEnd: IsEnd = isWhereabouts,
): Journey | undefined {
  const { window } = view;
  const reach = params.windowHours * HOUR_MS;
  let vague: Journey | undefined;
  for (let index = window.lastIndexOf(of) + step; ; index += step) {
    const other = window[index];
    if (other === undefined || Math.abs(other.time - of.time) > reach) return vague;
    if (!isEnd(other, view)) continue;
    const journey = step < 0 ? journeyBetween(other, of) : journeyBetween(of, other);
    if (journey === undefined) continue;
    if (isVague(other, of, journey)) vague ??= journey;
    else return vague === undefined || isWithinCountry(journey) ? journey : vague;
  }
}

function isVague(other: Placed, of: Placed, journey: Journey): boolean {
  return isOnCarrier(other) && !isOnCarrier(of) && isWithinCountry(journey);
}

/** Whether two sign-ins are too far apart to be in one place, whatever the time between them. */
export function isFar(a: Placed, b: Placed, params: Params): boolean {
  if (a.place.prefix === b.place.prefix || isSurelyNear(a.place, b.place, params.minDistanceKm)) return false;
  const journey = journeyBetween(a, b);
  return journey !== undefined && journey.leastKm >= params.minDistanceKm;
}

/** A degree of latitude, and at most a degree of longitude: km. */
const DEGREE_KM = 111.4;

/** A cheap upper bound, for the many pairs in one town: along the meridian, then along the parallel, is never the shorter way. */
function isSurelyNear({ geo: a }: Place, { geo: b }: Place, km: number): boolean {
  if (a?.lat === undefined || a.lon === undefined || b?.lat === undefined || b.lon === undefined) return false;
  if ((a.lat === 0 && a.lon === 0) || (b.lat === 0 && b.lon === 0)) return false;
  return (Math.abs(a.lat - b.lat) + Math.abs(a.lon - b.lon)) * DEGREE_KM < km;
}

/** Whether nobody travels like this. Every condition must hold. */
export function isImpossible(journey: Journey, params: Params, trace: Trace): boolean {
  const { from, to, leastKm } = journey;
  return (
    trace.check(
      'the two sign-ins come from different networks (/24 or /48)',
      from.place.prefix !== to.place.prefix,
      () => `${from.place.prefix} and ${to.place.prefix}`,
    ) &&
    trace.check(
      `they lie at least ${String(params.minDistanceKm)} km apart, accuracy radii taken off`,
      leastKm >= params.minDistanceKm,
      () =>
        `${placeName(from.place, journey.gap.from)} to ${placeName(to.place, journey.gap.to)}: ${distanceText(journey)}`,
    ) &&
    trace.check(
      `the journey needs more than ${String(params.maxSpeedKmh)} km/h`,
      leastSpeed(journey) > params.maxSpeedKmh,
      () =>
        `${distanceText(journey)} in ${durationName(journey.ms)}: at least ${Math.round(leastSpeed(journey)).toLocaleString('en')} km/h`,
    ) &&
    trace.check(
      'neither end is a mobile carrier that may have surfaced elsewhere in the same country',
      !isCarrierHop(journey),
      () => `${placeName(from.place)} and ${placeName(to.place)}`,
    )
  );
}

/** Carriers route phones through a few gateways: within one country their addresses tell the country only. */
function isCarrierHop(journey: Journey): boolean {
  return hasCarrierEnd(journey) && isWithinCountry(journey);
}

function isWithinCountry({ from, to, gap }: Journey): boolean {
  const country = gap.from.country ?? countryOf(from.place);
  return country !== undefined && country === (gap.to.country ?? countryOf(to.place));
}

export function hasCarrierEnd({ from, to }: Pick<Journey, 'from' | 'to'>): boolean {
  return isOnCarrier(from) || isOnCarrier(to);
}

function isOnCarrier({ place }: Placed): boolean {
  return place.networkClass === 'mobile_carrier';
}

export function distanceText({ gap, leastKm }: Journey): string {
  return `${km(gap.km)}, at least ${km(leastKm)} after accuracy radii of ${km(gap.radiusKm)}`;
}

export function km(value: number): string {
  return `${Math.round(value).toLocaleString('en')} km`;
}
