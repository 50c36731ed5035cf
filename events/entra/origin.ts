import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { networkPrefix } from '../network/address.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { Place, PlaceHints, ProviderGeo } from '../place.ts';
import type { PlaceFields } from '../place-ecs.ts';
import { placeFields } from '../place-ecs.ts';
import { finite, object, text, whole } from './value.ts';

/** Where a record came from, and the document's fields that say so. */
export interface Origin {
  readonly place?: Place;
  readonly fields: PlaceFields;
}

const NOWHERE: Origin = { fields: {} };

/**
 * An address that does not parse (`203.0.113.XXX`, masked for users of other tenants) is kept as `source.address` and has no place.
 * The location goes along as the provider's own opinion.
 */
export function originOf(
  address: JsonValue | undefined,
  location: JsonValue | undefined,
  asn: JsonValue | undefined,
  context: NormaliseContext,
): Origin {
  const written = text(address);
  if (written === undefined) return NOWHERE;
  const ip = withoutPort(written);
  if (networkPrefix(ip) === undefined) return { fields: maskedSource(written) };
  const place = context.locate(ip, hintsOf(location, asn));
  return { place, fields: placeFields(place) };
}

function maskedSource(address: string): PlaceFields {
  const source: NonNullable<MfaEvent['source']> = { address: address.slice(0, 64) };
  return { source };
}

/** Some older rows carry `203.0.113.7:50123` or `[2001:db8::1]:443`. */
function withoutPort(address: string): string {
  if (address.startsWith('[')) return address.slice(1, Math.max(1, address.indexOf(']')));
  const colon = address.indexOf(':');
  return colon > 0 && colon === address.lastIndexOf(':') && address.includes('.') ? address.slice(0, colon) : address;
}

const MAX_ASN = 4_294_967_295;

function hintsOf(location: JsonValue | undefined, asn: JsonValue | undefined): PlaceHints {
  const hints: Mutable<PlaceHints> = {};
  const number = whole(asn);
  if (number !== undefined && number > 0 && number <= MAX_ASN) hints.asn = number;
  const geo = geoOf(object(location));
  if (geo !== undefined) hints.geo = geo;
  return hints;
}

function geoOf(location: JsonObject): ProviderGeo | undefined {
  const country = text(location['countryOrRegion'])?.toUpperCase();
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) return undefined;
  const geo: Mutable<ProviderGeo> = { provider: 'entra', country };
  const region = text(location['state']);
  const city = text(location['city']);
  if (region !== undefined) geo.region = region;
  if (city !== undefined) geo.city = city;
  addCoordinates(geo, object(location['geoCoordinates']));
  return geo;
}

function addCoordinates(geo: Mutable<ProviderGeo>, coordinates: JsonObject): void {
  const lat = finite(coordinates['latitude']);
  const lon = finite(coordinates['longitude']);
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return;
  if (lat === 0 && lon === 0) return;
  geo.lat = lat;
  geo.lon = lon;
}
