import { parseAddress } from './network/address.ts';
import { cidrMatcher } from './network/cidr.ts';
import type { Place } from './place.ts';

/** One version of a tenant's settings, parsed. Users are lower-cased addresses. */
export interface Settings {
  /** IANA zone of the tenant: for user-local times in text, and for its days and months in reports. */
  readonly timeZone: string;
  /** The tenant's own networks. */
  readonly egress: NetworkSet;
  /** Networks that are not the tenant's, whatever was learned. */
  readonly notEgress: NetworkSet;
  /** People whose speed is not judged. */
  readonly travellers: ReadonlySet<string>;
  /** Beside those learned from role grants. */
  readonly privileged: ReadonlySet<string>;
  readonly sharedAccounts: ReadonlySet<string>;
  /** Named groups of people, for exceptions. */
  readonly groups: Groups;
  readonly aliases: readonly UserAlias[];
  /** Parameters per detector id, checked by each detector's own schema. */
  readonly detectors: Readonly<Record<string, object>>;
}

/** Users by the name of their group. */
export type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** Ids that belong to one person: `okta:00u…`, `entra:…`, `google_workspace:1000…`, `address:old@example.com`. */
export interface UserAlias {
  readonly user: string;
  readonly ids: readonly string[];
}

export interface NetworkSet {
  /** The entry that covers a place, as it was written, or undefined. */
  match(place: Pick<Place, 'ip' | 'asn'>): string | undefined;
}

/** From CIDRs, single addresses and `AS64500`. Throws a RangeError naming an entry that is none of these. */
export function networkSet(entries: readonly string[]): NetworkSet {
  const asns = new Map<number, string>();
  const networks: (readonly [string, string])[] = [];
  for (const entry of entries) {
    const asn = /^AS(\d{1,10})$/i.exec(entry)?.[1];
    if (asn === undefined) networks.push([entry, entry]);
    else asns.set(Number(asn), entry);
  }
  const matcher = cidrMatcher(networks);
  return {
    match({ ip, asn }) {
      const byAsn = asn === undefined ? undefined : asns.get(asn);
      if (byAsn !== undefined || networks.length === 0) return byAsn;
      const address = parseAddress(ip);
      return address === undefined ? undefined : matcher.find(address);
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();
const NOWHERE: NetworkSet = { match: () => undefined };

export const DEFAULT_SETTINGS: Settings = {
  timeZone: 'UTC',
  egress: NOWHERE,
  notEgress: NOWHERE,
  travellers: NOBODY,
  privileged: NOBODY,
  sharedAccounts: NOBODY,
  groups: new Map(),
  aliases: [],
  detectors: {},
};
