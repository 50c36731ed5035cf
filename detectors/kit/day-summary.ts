import type { Source } from '../../events/event.ts';
import { SOURCES } from '../../events/event.ts';
import { located } from '../../events/network/distance.ts';
import type { Mutable } from '../../events/mutable.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { addressOf } from '../../events/observe.ts';
import type { Geo, NetworkClass, Place, ProviderGeo } from '../../events/place.ts';
import { DAY_MS } from './closed-days.ts';
import { isOwnActivity } from './profile.ts';

/**
 * What one UTC day of a tenant's events teaches about the tenant as a whole, as plain JSON. It knows no aliases: people stand in it as the
 * records name them. Equal events give deep-equal summaries whatever order they came in. About 100 bytes a name and 120 a network.
 */
export interface DaySummary {
  /** Shape of this document. */
  readonly version: 1;
  /** Days since 1970. */
  readonly day: number;
  /** In order of prefix. */
  readonly networks: readonly SummarisedNetwork[];
  /** In order of source, id and address. */
  readonly people: readonly SummarisedPerson[];
}

/** A network people were in, as its lowest address that day shows it. */
export interface SummarisedNetwork {
  readonly prefix: string;
  readonly ip: string;
  /** Absent where unknown. */
  readonly class?: NetworkClass;
  readonly organisation?: string;
  /** Latitude, longitude, radius in km, by the database … */
  readonly point?: Point;
  /** … and by the identity provider. */
  readonly provided?: readonly [provider: ProviderGeo['provider'], ...Point];
}

type Point = readonly [lat: number, lon: number, radiusKm: number];

/** One way records name somebody. */
export interface Name {
  readonly source: Source;
  /** The provider's immutable id. */
  readonly id?: string;
  /** Lower-cased address. */
  readonly address?: string;
}

export interface SummarisedPerson extends Name {
  /** Earliest event of the day under this name, ms since 1970. */
  readonly since: number;
  /** Positions in `networks` of those used in own successful activity; absent where there are none. */
  readonly networks?: readonly number[];
}

export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** Collects one day. Holds what the summary holds, however many events there are. */
export class DaySummariser {
  readonly #day: number;
  readonly #networks = new Map<string, SummarisedNetwork>();
  /** The place each network was last taken from: most events come from a place already seen. */
  readonly #places = new Map<string, Place>();
  readonly #people = new Map<string, PersonOfDay>();

  /** @param day days since 1970 */
  constructor(day: number) {
    this.#day = day;
  }

  /** Takes in what `observe` gave for an event, under whatever aliases. @throws RangeError for an event of another day. */
  add({ person, observation }: KeyedObservation): void {
    const { source, time, place } = observation;
    if (dayOf(time) !== this.#day)
      throw new RangeError(`an event of day ${String(dayOf(time))}, not ${String(this.#day)}`);
    const one = this.#person(nameOf(source, person.id, addressOf(person)), time);
    if (place === undefined || !isOwnActivity(observation)) return;
    one.prefixes.add(place.prefix);
    const known = this.#places.get(place.prefix);
    if (known === place || (known !== undefined && known.ip < place.ip)) return;
    this.#places.set(place.prefix, place);
    this.#network(networkOf(place));
  }

  /** Takes in another part of the same day. @throws RangeError for another day. */
  addSummary({ day, networks, people }: DaySummary): void {
    if (day !== this.#day) throw new RangeError(`a summary of day ${String(day)}, not ${String(this.#day)}`);
    for (const network of networks) this.#network(network);
    for (const { since, networks: used, ...name } of people) {
      const { prefixes } = this.#person(name, since);
      for (const index of used ?? []) prefixes.add(networks[index]?.prefix ?? '');
    }
  }

  summary(): DaySummary {
    const networks = [...this.#networks.values()].sort((a, b) => compare(a.prefix, b.prefix));
    const positions = new Map(networks.map(({ prefix }, index) => [prefix, index]));
    const people = [...this.#people]
      .sort(([a], [b]) => compare(a, b))
      .map(([, { name, since, prefixes }]): SummarisedPerson => {
        const used = [...prefixes].map((prefix) => positions.get(prefix) ?? 0).sort((a, b) => a - b);
        return used.length === 0 ? { ...name, since } : { ...name, since, networks: used };
      });
    return { version: 1, day: this.#day, networks, people };
  }

  #person(name: Name, time: number): PersonOfDay {
    const key = nameKey(name);
    const known = this.#people.get(key);
    if (known !== undefined) {
      if (time < known.since) known.since = time;
      return known;
    }
    const person = { name, since: time, prefixes: new Set<string>() };
    this.#people.set(key, person);
    return person;
  }

  /** The lowest address counts; of two views of one address the first by its text. */
  #network(network: SummarisedNetwork): void {
    const known = this.#networks.get(network.prefix);
    const isFirst =
      known === undefined ||
      network.ip < known.ip ||
      (network.ip === known.ip && JSON.stringify(network) < JSON.stringify(known));
    if (isFirst) this.#networks.set(network.prefix, network);
  }
}

interface PersonOfDay {
  readonly name: Name;
  since: number;
  readonly prefixes: Set<string>;
}

/** Days from events in any order. */
export class DaySummarisers {
  readonly #days = new Map<number, DaySummariser>();

  add(keyed: KeyedObservation): void {
    const day = dayOf(keyed.observation.time);
    let summariser = this.#days.get(day);
    if (summariser === undefined) this.#days.set(day, (summariser = new DaySummariser(day)));
    summariser.add(keyed);
  }

  /** In order of day. */
  summaries(): readonly DaySummary[] {
    return [...this.#days].sort(([a], [b]) => a - b).map(([, summariser]) => summariser.summary());
  }
}

/** One summary of a day that came in several parts. @throws RangeError for parts of several days, or none. */
export function mergeSummaries(parts: readonly DaySummary[]): DaySummary {
  const first = parts[0];
  if (first === undefined) throw new RangeError('no part of a day');
  const whole = new DaySummariser(first.day);
  for (const part of parts) whole.addSummary(part);
  return whole.summary();
}

/** As much of a place as the summary keeps. */
export function placeOfNetwork({
  prefix,
  ip,
  class: networkClass,
  organisation,
  point,
  provided,
}: SummarisedNetwork): Place {
  const place: Mutable<Place> = { prefix, ip, networkClass: networkClass ?? 'unknown' };
  if (organisation !== undefined) place.asOrganization = organisation;
  if (point !== undefined) place.geo = geoOf(point);
  if (provided !== undefined) {
    const [provider, ...at] = provided;
    place.providerGeo = { ...geoOf(at), provider };
  }
  return place;
}

export function nameKey({ source, id, address }: Name): string {
  return `${String(SOURCES.indexOf(source))}\0${id ?? ''}\0${address ?? ''}`;
}

function nameOf(source: Source, id: string | undefined, address: string | undefined): Name {
  const name: Mutable<Name> = { source };
  if (id !== undefined) name.id = id;
  if (address !== undefined) name.address = address;
  return name;
}

function networkOf(place: Place): SummarisedNetwork {
  const network: Mutable<SummarisedNetwork> = { prefix: place.prefix, ip: place.ip };
  if (place.networkClass !== 'unknown') network.class = place.networkClass;
  if (place.asOrganization !== undefined) network.organisation = place.asOrganization;
  const point = pointOf(place.geo);
  if (point !== undefined) network.point = point;
  const provided = pointOf(place.providerGeo);
  if (place.providerGeo !== undefined && provided !== undefined)
    network.provided = [place.providerGeo.provider, ...provided];
  return network;
}

function pointOf(geo: Geo | undefined): Point | undefined {
  const at = located(geo);
  return at === undefined ? undefined : [at.lat, at.lon, at.radiusKm];
}

function geoOf([lat, lon, radiusKm]: Point): Geo {
  return { lat, lon, radiusKm };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
