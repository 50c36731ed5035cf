import { readFileSync } from 'node:fs';
import { packageFile } from '../../services/platform/package-root.ts';
import { CITIES } from './data/cities.ts';
import { NETWORKS } from './data/networks.ts';
import type { Random } from './random.ts';

export interface City {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** ISO 3166-2, e.g. `PT-11`. */
  readonly subdivision: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly countryName: string;
  readonly lat: number;
  readonly lon: number;
  readonly timeZone: string;
}

export type NetworkKind = 'fixed' | 'carrier' | 'hosting' | 'vpn' | 'tor' | 'relay' | 'sase' | 'satellite' | 'platform';

export interface Network {
  readonly kind: NetworkKind;
  readonly city: City;
  readonly asn: number;
  readonly org: string;
  readonly prefix: string;
  readonly family: 4 | 6;
  /** Where the identity provider puts the network: near the database's place, never exactly on it. */
  readonly lat: number;
  readonly lon: number;
}

/** One address in use. */
export interface Spot {
  readonly ip: string;
  readonly network: Network;
}

export const CITY_LIST: readonly City[] = CITIES.trim().split('\n').map(parseCity);

const BY_ID = new Map(CITY_LIST.map((city) => [city.id, city]));

export function cityNamed(id: string): City {
  const city = BY_ID.get(id);
  if (city === undefined) throw new RangeError(`no city ${id}`);
  return city;
}

function parseCity(line: string): City {
  const [id = '', name = '', region = '', subdivision = '', countryName = '', lat = '', lon = '', timeZone = ''] =
    line.split('|');
  const country = subdivision.slice(0, 2);
  return { id, name, region, subdivision, country, countryName, lat: Number(lat), lon: Number(lon), timeZone };
}

/** A place within some 8 km of the city's centre, always the same for one prefix. */
function offCentre(prefix: string, axis: number): number {
  let sum = axis;
  for (let i = 0; i < prefix.length; i += 1) sum = (sum * 31 + prefix.charCodeAt(i)) % 10_007;
  return Math.round((sum / 10_007 - 0.5) * 1400) / 10_000;
}

function parseNetwork(line: string): Network {
  const [kind = '', cityId = '', asn = '', org = '', prefix = ''] = line.split('|');
  const city = cityNamed(cityId);
  return {
    kind: kind as NetworkKind,
    city,
    asn: Number(asn),
    org,
    prefix,
    family: prefix.includes(':') ? 6 : 4,
    lat: Number((city.lat + offCentre(prefix, 3)).toFixed(4)),
    lon: Number((city.lon + offCentre(prefix, 7)).toFixed(4)),
  };
}

const ALL: readonly Network[] = NETWORKS.trim().split('\n').map(parseNetwork);

const indexed = new Map<string, Network[]>();
for (const network of ALL) {
  for (const place of [network.city.id, network.city.country, '*']) {
    const key = `${network.kind} ${place} ${String(network.family)}`;
    const list = indexed.get(key);
    if (list === undefined) indexed.set(key, [network]);
    else list.push(network);
  }
}

/** Networks of a kind in a city (`mad`), a country (`ES`) or anywhere (`*`). */
export function networksOf(kind: NetworkKind, place = '*', family: 4 | 6 = 4): readonly Network[] {
  return indexed.get(`${kind} ${place} ${String(family)}`) ?? [];
}

/** A network of that kind in the city, else in the country, else anywhere. */
export function nearestNetwork(random: Random, kind: NetworkKind, city: City): Network {
  const choices = [city.id, city.country, '*'].map((place) => networksOf(kind, place)).find((list) => list.length > 0);
  if (choices === undefined) throw new RangeError(`no ${kind} network`);
  return random.pick(choices);
}

/** A random host of the prefix: never a network or broadcast address. */
export function addressIn(network: Network, random: Random): string {
  return network.family === 4 ? ipv4In(network.prefix, random) : `${subnetIn(network, random)}:${interfaceId(random)}`;
}

function ipv4In(prefix: string, random: Random): string {
  const [address = '', length = '24'] = prefix.split('/');
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number);
  const third = c + random.int(2 ** (24 - Number(length)));
  return `${String(a)}.${String(b)}.${String(third)}.${String(random.between(2, 253))}`;
}

/** A household's /64, e.g. `2a02:900c:2a17:4c1`. */
export function subnetIn(network: Network, random: Random): string {
  const [address = '', length = '48'] = network.prefix.split('/');
  const [a = '0', b = '0', c = '0'] = address.split('::', 1)[0]?.split(':') ?? [];
  const third = length === '40' ? parseInt(c, 16) + random.int(256) : parseInt(c, 16);
  return `${a}:${b}:${third.toString(16)}:${random.between(1, 65_535).toString(16)}`;
}

/** A privacy interface identifier (RFC 8981): new every day on the same /64. */
export function interfaceId(random: Random): string {
  const group = (): string => random.between(0x1000, 0xffff).toString(16);
  return `${group()}:${group()}:${group()}:${group()}`;
}

export function distanceKm(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(h));
}

/** Operators whose fixed and mobile users share addresses: nobody can tell a stranger's line there from the person's own phone. */
const MIXED_CARRIERS: ReadonlySet<number> = new Set(
  readFileSync(packageFile('data', 'network-classes.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('\tmixed_carrier\t'))
    .map((line) => Number(line.split('\t')[1])),
);

/**
 * The last block of each access provider in a city houses nobody of the organisation: strangers come from there, unless its operator
 * mixes fixed and mobile lines.
 */
const FOR_STRANGERS: ReadonlySet<Network> = new Set(
  [
    ...new Map(
      ALL.filter(isHomeLine).map((network) => [`${network.city.id} ${String(network.asn)}`, network]),
    ).values(),
  ].filter((last) =>
    ALL.some((other) => isHomeLine(other) && other !== last && other.city === last.city && other.asn === last.asn),
  ),
);

function isHomeLine({ kind, family }: Network): boolean {
  return kind === 'fixed' && family === 4;
}

export function isForStrangers(network: Network): boolean {
  return FOR_STRANGERS.has(network) && !MIXED_CARRIERS.has(network.asn);
}

/** A home line in the city, on a block where members of the organisation live. */
export function homeNetwork(random: Random, city: City): Network {
  const lines = networksOf('fixed', city.id).filter((network) => !FOR_STRANGERS.has(network));
  return lines.length === 0 ? nearestNetwork(random, 'fixed', city) : random.pick(lines);
}
