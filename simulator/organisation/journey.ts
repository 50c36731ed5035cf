import { carrierAccess, carrierPool, fixedAccess, homeAccess, type Access } from './access.ts';
import { atLocal, weekday } from './local-time.ts';
import { CITY_LIST, distanceKm, nearestNetwork, networksOf, type City } from './network.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Tenant } from './tenant.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CRUISE_KMH = 820;

/** From one time to another the laptop sits behind one access, the phone behind another. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  readonly laptop: Access;
  readonly phone: Access;
  readonly where: 'home' | 'commute' | 'office' | 'airborne' | 'hotel';
  /** Sign-in activity per hour, relative to an hour at the office. */
  readonly weight: number;
}

export interface Trip {
  /** Days since the organisation's first: flying out, flying home. */
  readonly out: number;
  readonly back: number;
  readonly city: City;
  readonly hotel: Access;
  readonly carrier: Access;
  readonly airborne: Access | undefined;
  readonly flight: number;
}

/** At most two trips: away at least 2 nights, home at least 4. */
export function planTrips(person: Person, days: number, random: Random): readonly Trip[] {
  if (!person.travels || person.kind !== 'member') return [];
  const trips: Trip[] = [];
  for (let out = random.between(2, 12); out + 3 < days && trips.length < 2; out += random.between(9, 20)) {
    trips.push(planTrip(person, out, random));
  }
  return trips;
}

function planTrip(person: Person, out: number, random: Random): Trip {
  const abroad = CITY_LIST.filter((city) => {
    const far = distanceKm(city, person.home);
    return far > 600 && far < 9000 && !['RU', 'NG'].includes(city.country) && networksOf('carrier', city.id).length > 0;
  });
  const city = random.pick(abroad);
  const wifi = random.chance(0.3) ? nearestNetwork(random, 'satellite', person.home) : undefined;
  return {
    out,
    back: out + random.between(2, 3),
    city,
    hotel: homeAccess(nearestNetwork(random, 'fixed', city), undefined, random.fork(`hotel ${String(out)}`)),
    carrier: carrierAccess(carrierPool(city, random, false), random.fork(`roaming ${String(out)}`)),
    airborne: wifi === undefined ? undefined : fixedAccess(wifi, random),
    flight: Math.round((distanceKm(city, person.home) / CRUISE_KMH) * HOUR),
  };
}

export interface JourneyDay {
  readonly legs: readonly Leg[];
  readonly trip: Trip | undefined;
  readonly weekend: boolean;
}

/** Where a person's devices are on one day, in order of time, without overlap. */
export function journeyOf(
  person: Person,
  tenant: Tenant,
  trips: readonly Trip[],
  start: number,
  day: number,
): JourneyDay {
  const dayStart = start + day * DAY;
  const trip = trips.find((each) => day >= each.out && day <= each.back);
  const weekend = weekday(dayStart) >= 5;
  if (trip !== undefined) return { legs: tripLegs(person, trip, dayStart, day), trip, weekend: false };
  const landed = Math.max(
    0,
    ...trips.filter((each) => each.back === day - 1).map((each) => landing(each, dayStart - DAY)),
  );
  const legs = homeLegs(person, tenant, dayStart, day, weekend).flatMap((leg) =>
    leg.to <= landed ? [] : [{ ...leg, from: Math.max(leg.from, landed) }],
  );
  return { legs, trip, weekend };
}

/** Through the airport on the way home; after a night flight that is the next day. */
function landing(trip: Trip, dayStart: number): number {
  return atLocal(trip.city.timeZone, dayStart, 11.5) + trip.flight + 1.5 * HOUR;
}

function tripLegs(person: Person, trip: Trip, dayStart: number, day: number): Leg[] {
  const home = (hour: number): number => atLocal(person.home.timeZone, dayStart, hour);
  const away = (hour: number): number => atLocal(trip.city.timeZone, dayStart, hour);
  const hotel = { laptop: trip.hotel, phone: trip.carrier, where: 'hotel', weight: 0.8 } as const;
  const atHome = { laptop: person.access.home, phone: person.access.carrier, where: 'home', weight: 0.6 } as const;
  if (day === trip.out) {
    const landed = home(11.5) + trip.flight + 1.5 * HOUR;
    const first = { ...atHome, from: home(7), to: home(9) };
    return [first, ...inFlight(trip, home(11.75)), { ...hotel, from: landed, to: landed + 3 * HOUR }];
  }
  if (day === trip.back) {
    const landed = landing(trip, dayStart);
    const first = { ...hotel, from: away(7.5), to: away(9) };
    return [first, ...inFlight(trip, away(11.75)), { ...atHome, from: landed, to: landed + 2 * HOUR }];
  }
  // The day after a long flight out begins once one has landed and slept.
  const earliest = day === trip.out + 1 ? dayStart - DAY + 11.5 * HOUR + 20 * HOUR : 0;
  return [{ ...hotel, from: Math.max(away(8.5), earliest), to: Math.max(away(19), earliest + 4 * HOUR) }];
}

function inFlight(trip: Trip, takeOff: number): Leg[] {
  if (trip.airborne === undefined || trip.flight < 2 * HOUR) return [];
  const access = { laptop: trip.airborne, phone: trip.airborne };
  return [
    { ...access, where: 'airborne', weight: 0.3, from: takeOff + 0.5 * HOUR, to: takeOff + trip.flight - 0.5 * HOUR },
  ];
}

function homeLegs(person: Person, tenant: Tenant, dayStart: number, day: number, weekend: boolean): Leg[] {
  const at = (hour: number): number => atLocal(person.home.timeZone, dayStart, hour);
  const { home, carrier, vpn, sase } = person.access;
  const managed = sase ?? home;
  const evening = vpn ?? managed;
  const begin = person.startHour;
  const leg = (from: number, to: number, laptop: Access, where: Leg['where'], weight: number): Leg => ({
    ...{ from: at(from), to: at(to), laptop, where, weight },
    phone: where === 'home' && vpn === undefined ? home : carrier,
  });
  if (weekend) return [leg(10, 20, evening, 'home', 0.12)];
  const late = leg(19.5, 22.5, evening, 'home', 0.15);
  const atOffice = (day * 3 + person.index) % 5 < person.officeDays;
  if (!atOffice) {
    const viaGateway = tenant.egress === 'vpn' && person.remoteVpn && (day + person.index) % 3 !== 0;
    const middle = viaGateway ? tenant.gateway : managed;
    const parts = [leg(begin, begin + 1, managed, 'home', 1), leg(begin + 1, begin + 7, middle, 'home', 1)];
    return [...parts, leg(begin + 7, begin + 8.5, managed, 'home', 1), late];
  }
  return [
    leg(begin - 0.7, begin, managed, 'home', 0.7),
    leg(begin + 0.1, begin + 0.7, carrier, 'commute', 0.5),
    leg(begin + 0.8, begin + 8.5, sase ?? person.office.access, 'office', 1),
    leg(begin + 8.6, begin + 9.2, carrier, 'commute', 0.5),
    late,
  ];
}
