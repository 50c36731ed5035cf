import { compareGeo } from '../../events/network/distance.ts';
import type { NetworkClass, Place } from '../../events/place.ts';

/** Where an address is, by the one source that knows both ends; sources are never mixed. */
export function countriesOf(a: Place, b: Place): readonly [string, string] | undefined {
  const [from, to] = [a.geo?.country, b.geo?.country];
  if (from !== undefined && to !== undefined) return [from, to];
  const [said, alsoSaid] = [a.providerGeo, b.providerGeo];
  if (said?.country === undefined || alsoSaid?.country === undefined || said.provider !== alsoSaid.provider)
    return undefined;
  return [said.country, alsoSaid.country];
}

export function isOtherCountry(a: Place, b: Place): boolean {
  const countries = countriesOf(a, b);
  return countries !== undefined && countries[0] !== countries[1];
}

export function isSameCountry(a: Place, b: Place): boolean {
  const countries = countriesOf(a, b);
  return countries !== undefined && countries[0] === countries[1];
}

/**
 * Whether two addresses belong to different networks: another prefix, and another operator or country. One operator's IPv4 and IPv6
 * addresses are one network. Where operator and country are unknown nothing is claimed.
 */
export function isOtherNetwork(a: Place, b: Place): boolean {
  if (a.prefix === b.prefix) return false;
  if (a.asn !== undefined && a.asn === b.asn) return !isOtherFamily(a, b) && isOtherCountry(a, b);
  return (a.asn !== undefined && b.asn !== undefined) || isOtherCountry(a, b);
}

/** IPv4 against IPv6. */
export function isOtherFamily(a: Place, b: Place): boolean {
  return a.ip.includes(':') !== b.ip.includes(':');
}

/** The least distance between two places, km: both uncertainties taken off. Undefined where one source does not know both. */
export function leastKm(a: Place, b: Place): number | undefined {
  const compared = compareGeo(a, b);
  return compared === undefined ? undefined : Math.max(0, compared.km - compared.radiusKm);
}

/** Another country, or further apart than geolocation may be wrong. */
export function isElsewhere(a: Place, b: Place): boolean {
  return isOtherCountry(a, b) || (leastKm(a, b) ?? 0) > 0;
}

/** Networks people hide behind or rent by the hour. */
export function isConcealing({ networkClass }: Place): boolean {
  return networkClass === 'hosting' || networkClass === 'anonymiser';
}

/** Their addresses say where a service is, not where its user is. */
const SPEECHLESS: ReadonlySet<NetworkClass> = new Set<NetworkClass>([
  'hosting',
  'anonymiser',
  'relay',
  'satellite',
  'corporate',
  'platform',
]);

export function saysWhereUserIs({ networkClass }: Place): boolean {
  return !SPEECHLESS.has(networkClass);
}
