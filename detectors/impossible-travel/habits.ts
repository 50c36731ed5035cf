import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Remembered, Sighting } from '../kit/profile.ts';
import { daysSeen, isOwnActivity } from '../kit/profile.ts';
import { plural, startOfUtcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import type { Params } from './params.ts';
import { DAY_MS, HOUR_MS } from './params.ts';
import { countryOf } from './whereabouts.ts';

const SITE = 'impossible-travel:site';

/**
 * A provider's network in one region: home addresses change, the provider and the region do not. Without a region there is no site: an
 * operator known in one corner of a country must not vouch for another.
 */
function siteOf(place: Place): string | undefined {
  const region = place.geo?.region ?? place.geo?.city ?? place.providerGeo?.region ?? place.providerGeo?.city;
  if (place.asn === undefined || region === undefined) return undefined;
  return `AS${String(place.asn)}/${countryOf(place) ?? '?'}/${region}`;
}

/** What the profile keeps for this detector. */
export function* rememberSite(observation: Observation): Generator<Remembered> {
  if (observation.place === undefined || !isOwnActivity(observation)) return;
  const site = siteOf(observation.place);
  if (site !== undefined) yield [SITE, site];
}

/**
 * Until when the past counts as known at an observation: the start of its UTC day less the settling time, so that what is done on a day
 * does not become a habit on that day, and all findings of a day judge by the same past.
 */
export function knownUntil(time: number, params: Params): number {
  return startOfUtcDay(time) - params.settleHours * HOUR_MS;
}

/** Whether enough of the user's past is known at all to call something new. */
export function hasHistory(view: View, before: number, params: Params): boolean {
  return view.knownSince <= before - params.historyDays * DAY_MS;
}

export interface ParallelUse {
  /** UTC days, of the last 32, on which both networks were used. */
  readonly days: number;
  /** Since when both were known: ms. */
  readonly since: number;
}

/** Whether the user habitually used both networks on the same days: an office's egress beside the hotel's Wi-Fi, a remote desktop. */
export function parallelUse(view: View, a: Place, b: Place, before: number, params: Params): ParallelUse | undefined {
  const uses = sightings(view, a, before).flatMap((ofA) => sightings(view, b, before).map((ofB) => together(ofA, ofB)));
  return uses
    .filter(({ days, since }) => days >= params.parallelDays && since <= before - params.parallelAgeDays * DAY_MS)
    .sort((x, y) => y.days - x.days || x.since - y.since)[0];
}

function together(a: Sighting, b: Sighting): ParallelUse {
  return { days: daysInCommon(a, b), since: Math.max(a.first, b.first) };
}

/** Whether a network, or its operator in the same region, was seen on this many days before. */
export function isKnownPlace(view: View, place: Place, before: number): boolean {
  return sightings(view, place, before).length > 0;
}

function sightings(view: View, place: Place, before: number): readonly Sighting[] {
  const site = siteOf(place);
  const found = [
    view.seen('prefix', place.prefix, before),
    site === undefined ? undefined : view.seen(SITE, site, before),
  ];
  return found.filter((sighting) => sighting !== undefined);
}

/** UTC days on which both values were seen; each knows the 32 days up to its own last. */
function daysInCommon(a: Readonly<Sighting>, b: Readonly<Sighting>): number {
  const lag = Math.floor(a.last / DAY_MS) - Math.floor(b.last / DAY_MS);
  if (Math.abs(lag) > 31) return 0;
  const common = lag >= 0 ? a.days & (b.days << lag) : (a.days << -lag) & b.days;
  let days = 0;
  for (let bits = common >>> 0; bits !== 0; bits &= bits - 1) days += 1;
  return days;
}

/** The user's habit of using this anonymiser, in words, or undefined. */
export function anonymiserHabit(view: View, place: Place, before: number, params: Params): string | undefined {
  const classes = view.values('network_class', before);
  const isNamedHabitKnown = [...classes.keys()].some((value) => value.startsWith('anonymiser/'));
  // Providers name operators unevenly: where either side has no name, any anonymiser habit may be this one.
  const value = place.operator !== undefined && isNamedHabitKnown ? `anonymiser/${place.operator}` : 'anonymiser';
  const habit = classes.get(value);
  if (habit === undefined || daysSeen(habit) < params.habitDays) return undefined;
  return `${value} on ${String(daysSeen(habit))} of 32 days`;
}

/** The anonymisers a user was seen with, in words: named operators, or how often there was one without a name. */
export function anonymisersUsed(view: View, before: number): string {
  const classes = [...view.values('network_class', before)];
  const named = classes.filter(([value]) => value.startsWith('anonymiser/'));
  const told = named.map(([value, sighting]) => `${value.slice('anonymiser/'.length)} on ${days(sighting)}`);
  const any = classes.find(([value]) => value === 'anonymiser')?.[1];
  if (told.length === 0 && any !== undefined) told.push(`another on ${days(any)}`);
  return told.length === 0 ? 'none used before' : told.sort().join(', ');
}

function days(sighting: Sighting): string {
  return plural(daysSeen(sighting), 'day');
}
