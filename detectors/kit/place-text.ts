import type { Mutable } from '../../events/mutable.ts';
import type { Geo, Place, ProviderGeo } from '../../events/place.ts';

/** Places are most of a state's text, and their property names most of theirs: so they are written as a tuple. */
type PlaceTuple = readonly [
  ip: string,
  prefix: string,
  networkClass: Place['networkClass'],
  asn: number | null,
  asOrganization: string | null,
  operator: string | null,
  classSource: string | null,
  networkTag: Place['networkTag'] | null,
  geo: GeoTuple | null,
  provider: ProviderGeo['provider'] | null,
  providerGeo: GeoTuple | null,
];

type GeoTuple = readonly [
  country: string | null,
  region: string | null,
  city: string | null,
  lat: number | null,
  lon: number | null,
  radiusKm: number | null,
  timeZone: string | null,
];

/** The same few places come and go with the states of many batches; either way round is done once. */
const texts = new WeakMap<Place, string>();
const PLACES_LIMIT = 50_000;
const places = new Map<string, Place>();

export function placeText(place: Place): string {
  let text = texts.get(place);
  if (text === undefined) texts.set(place, (text = write(place)));
  return text;
}

export function placeOfText(text: string): Place {
  let place = places.get(text);
  if (place === undefined) {
    place = read(text);
    if (places.size >= PLACES_LIMIT) places.clear();
    places.set(text, place);
    texts.set(place, text);
  }
  return place;
}

function write(place: Place): string {
  const { geo, providerGeo } = place;
  return JSON.stringify([
    place.ip,
    place.prefix,
    place.networkClass,
    place.asn,
    place.asOrganization,
    place.operator,
    place.classSource,
    place.networkTag,
    geo === undefined ? undefined : geoTuple(geo),
    providerGeo?.provider,
    providerGeo === undefined ? undefined : geoTuple(providerGeo),
  ]);
}

function read(text: string): Place {
  const [ip, prefix, networkClass, asn, asOrganization, operator, classSource, networkTag, geo, provider, providerGeo] =
    JSON.parse(text) as PlaceTuple;
  const place: Mutable<Place> = { ip, prefix, networkClass };
  if (asn !== null) place.asn = asn;
  if (asOrganization !== null) place.asOrganization = asOrganization;
  if (operator !== null) place.operator = operator;
  if (classSource !== null) place.classSource = classSource;
  if (networkTag !== null && networkTag !== undefined) place.networkTag = networkTag;
  if (geo !== null) place.geo = geoOf(geo);
  if (provider !== null && providerGeo !== null) place.providerGeo = { ...geoOf(providerGeo), provider };
  return place;
}

function geoTuple({ country, region, city, lat, lon, radiusKm, timeZone }: Geo): unknown[] {
  return [country, region, city, lat, lon, radiusKm, timeZone];
}

function geoOf([country, region, city, lat, lon, radiusKm, timeZone]: GeoTuple): Geo {
  const geo: Mutable<Geo> = {};
  if (country !== null) geo.country = country;
  if (region !== null) geo.region = region;
  if (city !== null) geo.city = city;
  if (lat !== null) geo.lat = lat;
  if (lon !== null) geo.lon = lon;
  if (radiusKm !== null) geo.radiusKm = radiusKm;
  if (timeZone !== null) geo.timeZone = timeZone;
  return geo;
}
