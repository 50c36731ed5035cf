import tzLookup from '@photostructure/tz-lookup';
import type { Mutable } from '../../events/mutable.ts';
import type { Geo } from '../../events/place.ts';

/**
 * Reads a database record, in either shape in use: MaxMind's nested one (`country.iso_code`, `location.latitude`) and the flat one of
 * ip-location-db (`country_code`, `latitude`). Undefined where it names no place.
 */
export function geoOfRecord(record: unknown): Geo | undefined {
  if (!isObject(record)) return undefined;
  const geo: Mutable<Geo> = {};
  readNames(geo, record);
  readPoint(geo, isObject(record.location) ? record.location : record);
  return geo.country === undefined && geo.lat === undefined ? undefined : geo;
}

function readNames(geo: Mutable<Geo>, record: JsonLike): void {
  const country = isObject(record.country) ? record.country.iso_code : (record.country_code ?? record.country);
  const region = Array.isArray(record.subdivisions) ? englishName(record.subdivisions[0]) : textOf(record.state1);
  const city = englishName(record.city) ?? textOf(record.city);
  if (typeof country === 'string' && /^[A-Za-z]{2}$/.test(country)) geo.country = country.toUpperCase();
  if (region !== undefined) geo.region = region;
  if (city !== undefined) geo.city = city;
}

function readPoint(geo: Mutable<Geo>, record: JsonLike): void {
  const { latitude, longitude, accuracy_radius: radius } = record;
  let zone = textOf(record.time_zone) ?? textOf(record.timezone);
  if (isFinite(latitude) && isFinite(longitude)) {
    geo.lat = rounded(latitude);
    geo.lon = rounded(longitude);
    if (isFinite(radius) && radius > 0) geo.radiusKm = radius;
    // The bundled database leaves its time-zone column empty; where the point is says as much.
    zone ??= zoneAt(geo.lat, geo.lon);
  }
  if (zone !== undefined) geo.timeZone = zone;
}

/** IANA zone of a point; undefined for coordinates that are none. */
function zoneAt(lat: number, lon: number): string | undefined {
  return Math.abs(lat) > 90 || Math.abs(lon) > 180 ? undefined : tzLookup(lat, lon);
}

type JsonLike = { readonly [key: string]: unknown };

function isObject(value: unknown): value is JsonLike {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function englishName(value: unknown): string | undefined {
  return isObject(value) && isObject(value.names) ? textOf(value.names.en) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Ten metres: single-precision databases otherwise show digits they do not have. */
function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
