import type { JsonObject } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { networkPrefix } from '../network/address.ts';
import type { Locate, NetworkClass, Place, PlaceHints, ProviderGeo } from '../place.ts';
import { countryCode } from './countries.ts';
import { jsonOf } from './debug-data.ts';
import { finite, flag, known, list, object } from './fields.ts';
import type { Parts } from './parts.ts';

type Verdict = Required<Pick<PlaceHints, 'networkClass' | 'classSource'>> & Pick<PlaceHints, 'operator'>;

/** Where the request came from, or undefined where the record names no valid address (jobs, deliveries by Okta itself). */
export function placeOfRequest(parts: Parts, locate: Locate): Place | undefined {
  const ip = address(parts.client['ipAddress']);
  return ip === undefined ? undefined : locate(ip, hintsOf(parts));
}

/** The text, if it is an IP address. */
export function address(value: unknown): string | undefined {
  const ip = known(value, 64);
  return ip === undefined || ip.includes('/') || networkPrefix(ip) === undefined ? undefined : ip;
}

function hintsOf(parts: Parts): PlaceHints {
  const { security } = parts;
  const hints: Mutable<PlaceHints> = {};
  const asn = asNumber(security['asNumber']);
  if (asn !== undefined) hints.asn = asn;
  const organisation = known(security['asOrg']) ?? known(security['isp']);
  if (organisation !== undefined) hints.asOrganization = organisation;
  const geo = geoOf(object(parts.client['geographicalContext']));
  if (geo !== undefined) hints.geo = geo;
  return Object.assign(hints, networkVerdict(parts));
}

function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : finite(value);
  return number !== undefined && Number.isInteger(number) && number > 0 && number <= 0xffff_ffff ? number : undefined;
}

function geoOf(context: JsonObject): ProviderGeo | undefined {
  const geo: Mutable<ProviderGeo> = { provider: 'okta' };
  const country = countryCode(known(context['country']));
  if (country !== undefined) geo.country = country;
  const region = known(context['state']);
  if (region !== undefined) geo.region = region;
  const city = known(context['city']);
  if (city !== undefined) geo.city = city;
  const { lat, lon } = object(context['geolocation']);
  if (isLatitude(lat) && isLongitude(lon) && !(lat === 0 && lon === 0)) {
    geo.lat = lat;
    geo.lon = lon;
  }
  return geo.country === undefined && geo.city === undefined && geo.lat === undefined ? undefined : geo;
}

function isLatitude(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 90;
}

function isLongitude(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 180;
}

/** Okta's own word on the network, the structured and most specific first. */
function networkVerdict(parts: Parts): Verdict | undefined {
  const { security, debug } = parts;
  const firstHop = object(list(parts.request['ipChain'])[0]);
  return (
    byServices(object(security['ipDetails'])['ipServiceCategories'], 'okta securityContext.ipDetails') ??
    byServices(object(firstHop['ipDetails'])['ipServiceCategories'], 'okta request.ipChain.ipDetails') ??
    byServices(jsonOf(debug['tunnels']), 'okta debugData.tunnels') ??
    byProxyType(known(debug['proxyType'], 64)) ??
    (flag(security['isProxy']) === true
      ? { networkClass: 'anonymiser', classSource: 'okta securityContext.isProxy' }
      : undefined)
  );
}

/** When an address serves several purposes, the one that hides people most decides. */
const WEIGHT: Readonly<Partial<Record<NetworkClass, number>>> = { anonymiser: 3, relay: 2, corporate: 1 };

function byServices(services: unknown, classSource: string): Verdict | undefined {
  let heaviest: Verdict | undefined;
  for (const entry of list(services)) {
    const service = object(entry);
    const operator = known(service['operator'], 64);
    const networkClass = serviceClass(
      operator,
      known(service['type'], 64),
      flag(service['isAnonymous'] ?? service['anonymous']),
    );
    if (networkClass === undefined || weight(networkClass) <= weight(heaviest?.networkClass)) continue;
    heaviest = { networkClass, classSource, ...(operator === undefined ? {} : { operator }) };
  }
  return heaviest;
}

function weight(networkClass: NetworkClass | undefined): number {
  return networkClass === undefined ? 0 : (WEIGHT[networkClass] ?? 0);
}

/** Consumer relays keep the user's region; security services of companies let employees out (Okta `IPServiceCategory`). */
const RELAYS = /ICLOUD|PRIVATE_?RELAY|(?:^|_)WARP(?:_|$)/;
const CORPORATE =
  /GLOBAL_?PROTECT|PALO_?ALTO|PRISMA_ACCESS|ZSCALER|NETSKOPE|SYMANTEC|TREND_?MICRO|FORCEPOINT|UMBRELLA|CISCO_(?:ANYCONNECT|SECURE)|SKYHIGH|CATO_NETWORKS|IBOSS|MENLO|FORTI(?:CLIENT|SASE)/;
const ANONYMISING: ReadonlySet<string> = new Set(['vpn', 'proxy', 'tor', 'residential proxy', 'blockchain vpn']);

function serviceClass(
  operator: string | undefined,
  type: string | undefined,
  anonymous: boolean | undefined,
): NetworkClass | undefined {
  const name = operator?.toUpperCase().replace(/[\s-]+/g, '_');
  if (name !== undefined && RELAYS.test(name)) return 'relay';
  if (name !== undefined && CORPORATE.test(name)) return 'corporate';
  const kind = type?.toLowerCase().replaceAll('_', ' ');
  return anonymous === true || (kind !== undefined && ANONYMISING.has(kind)) ? 'anonymiser' : undefined;
}

function byProxyType(proxyType: string | undefined): Verdict | undefined {
  if (proxyType === undefined || /^(?:none|not_?anonymous|false)$/i.test(proxyType)) return undefined;
  return { networkClass: 'anonymiser', classSource: 'okta debugData.proxyType', operator: proxyType };
}
