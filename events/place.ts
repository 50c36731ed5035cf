/** What an address is: its network, what kind of network that is, and where it surfaces. Built once per address, shared by reference. */
export interface Place {
  readonly ip: string;
  /** The /24 (IPv4) or /48 (IPv6) the address lies in, e.g. `203.0.113.0/24`: addresses of one prefix are one network. */
  readonly prefix: string;
  readonly asn?: number;
  readonly asOrganization?: string;
  readonly networkClass: NetworkClass;
  /** The service behind an anonymiser or relay as its source names it, e.g. `NORD_VPN`, `Mullvad`. */
  readonly operator?: string;
  /** What decided the class: the provider's field, or the list with its date. Evidence quotes it. Absent when unknown. */
  readonly classSource?: string;
  /** What else a list says of the network; it decides no class. */
  readonly networkTag?: NetworkTag;
  /** From the bundled database: the source both ends of a comparison normally share. */
  readonly geo?: Geo;
  /** What the identity provider itself said of this address. Comparable only with the same provider's. */
  readonly providerGeo?: ProviderGeo;
}

/**
 * `anonymiser`: VPN brands, Tor, proxies, residential proxies. `relay`: iCloud Private Relay, WARP. `hosting`: clouds and servers.
 * `corporate`: SASE egress (Zscaler, Netskope …) — what a tenant says is its own is *egress*, a matter of settings, not of class.
 * `platform`: the identity provider's own addresses (Microsoft, Google, Apple, Okta).
 */
export const NETWORK_CLASSES = [
  'unknown',
  'hosting',
  'anonymiser',
  'relay',
  'mobile_carrier',
  'satellite',
  'corporate',
  'platform',
] as const;
export type NetworkClass = (typeof NETWORK_CLASSES)[number];

/** `mixed_carrier`: fixed and mobile access in one network, so a change within it or to it may be Wi-Fi to carrier. `north_korea`: carries its transit. */
export const NETWORK_TAGS = ['mixed_carrier', 'north_korea'] as const;
export type NetworkTag = (typeof NETWORK_TAGS)[number];

export interface Geo {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly lat?: number;
  readonly lon?: number;
  /** Within this many kilometres of the coordinates; the whole country where only the country is known. */
  readonly radiusKm?: number;
  /** IANA zone, where the database has it. */
  readonly timeZone?: string;
}

export interface ProviderGeo extends Geo {
  readonly provider: 'okta' | 'entra' | 'google_workspace';
}

/** What a provider's record says of an address, beside the address. */
export interface PlaceHints {
  readonly asn?: number;
  readonly asOrganization?: string;
  readonly geo?: ProviderGeo;
  /** The provider's own verdict on the network, e.g. Okta's `ipServiceCategories`. It outranks every list but the tenant's own. */
  readonly networkClass?: NetworkClass;
  readonly operator?: string;
  readonly classSource?: string;
}

/** Looks an address up. Pure to its callers: the same address and hints give the same place for one set of databases and lists. */
export type Locate = (ip: string, hints: PlaceHints) => Place;

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.ip === b.ip &&
    a.prefix === b.prefix &&
    a.asn === b.asn &&
    a.asOrganization === b.asOrganization &&
    a.networkClass === b.networkClass &&
    a.networkTag === b.networkTag &&
    a.operator === b.operator &&
    a.classSource === b.classSource &&
    sameGeo(a.geo, b.geo) &&
    a.providerGeo?.provider === b.providerGeo?.provider &&
    sameGeo(a.providerGeo, b.providerGeo)
  );
}

function sameGeo(a: Geo | undefined, b: Geo | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.country === b.country &&
    a.region === b.region &&
    a.city === b.city &&
    a.lat === b.lat &&
    a.lon === b.lon &&
    a.radiusKm === b.radiusKm &&
    a.timeZone === b.timeZone
  );
}
