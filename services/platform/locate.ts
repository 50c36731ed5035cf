import type { Mutable } from '../../events/mutable.ts';
import type { Address } from '../../events/network/address.ts';
import { formatAddress, parseAddress, prefixOf } from '../../events/network/address.ts';
import type { Classify } from '../../events/network/classify.ts';
import type { Locate, Place, PlaceHints, ProviderGeo } from '../../events/place.ts';
import type { AsnTable } from './asn-table.ts';
import type { GeoDatabase } from './geo-database.ts';

export interface LocateSources {
  readonly geo: Pick<GeoDatabase, 'find'>;
  readonly asn: Pick<AsnTable, 'find'>;
  readonly classify: Classify;
}

const CACHE_LIMIT = 100_000;
const MAX_HOLDER = 256;

/**
 * Builds the look-up that normalisers get. The same address with the same hints gives the same object while it is remembered; other hints
 * give another place. A provider's AS number outranks the table's, so that one record's number and class come from one view.
 */
export function createLocate(sources: LocateSources): Locate {
  const cache = new Map<string, Place>();
  return (ip, hints) => {
    const key = cacheKey(ip, hints);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const place = Object.freeze(buildPlace(sources, ip, hints));
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, place);
    return place;
  };
}

/** Numbers and words of fixed sets stand in front; the free texts stand last and are told apart by their lengths. */
function cacheKey(ip: string, hints: PlaceHints): string {
  const { asn, networkClass, operator = '', classSource = '', asOrganization = '', geo } = hints;
  const fixed = `${asn ?? ''}|${networkClass ?? ''}|${ip.length}|${operator.length}|${classSource.length}|${asOrganization.length}`;
  return `${fixed}|${ip}${operator}${classSource}${asOrganization}${geo === undefined ? '' : geoKey(geo)}`;
}

function geoKey(geo: ProviderGeo): string {
  const { provider, country = '', lat, lon, radiusKm, region = '', city = '', timeZone = '' } = geo;
  const fixed = `${provider}|${lat ?? ''}|${lon ?? ''}|${radiusKm ?? ''}|${country.length}|${region.length}|${city.length}`;
  return `${fixed}|${country}${region}${city}${timeZone}`;
}

function buildPlace({ geo, asn, classify }: LocateSources, ip: string, hints: PlaceHints): Place {
  const address = parseAddress(ip);
  const place: Mutable<Place> = { ...networkOf(ip, address), networkClass: 'unknown' };
  nameHolder(place, hints, address === undefined ? undefined : asn.find(address));
  const classed = classify({
    address,
    asn: place.asn,
    asOrganization: place.asOrganization,
    verdict: hints,
  });
  place.networkClass = classed.networkClass;
  if (classed.operator !== undefined) place.operator = classed.operator;
  if (classed.classSource !== undefined) place.classSource = classed.classSource;
  if (classed.tag !== undefined) place.networkTag = classed.tag;
  const where = address === undefined ? undefined : geo.find(address);
  if (where !== undefined) place.geo = where;
  if (hints.geo !== undefined) place.providerGeo = hints.geo;
  return place;
}

/** What is no address is a network of its own: equal strings still join. */
function networkOf(ip: string, address: Address | undefined): { ip: string; prefix: string } {
  return address === undefined ? { ip, prefix: ip } : { ip: formatAddress(address), prefix: prefixOf(address) };
}

function nameHolder(place: Mutable<Place>, hints: PlaceHints, listed: ReturnType<AsnTable['find']>): void {
  const asn = hints.asn ?? listed?.asn;
  const organization = hints.asOrganization ?? (asn === listed?.asn ? listed?.organization : undefined);
  if (asn !== undefined) place.asn = asn;
  if (organization !== undefined) place.asOrganization = organization.slice(0, MAX_HOLDER);
}
