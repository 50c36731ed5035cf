import type { Address } from './address-parser.ts';
import { parseAddress } from './address-parser.ts';

export type { Address } from './address-parser.ts';
export { parseAddress } from './address-parser.ts';

/** The longest address, and a prefix length behind it. */
const MAX_LENGTH = 49;
const CACHE_LIMIT = 100_000;
const cache = new Map<string, string | undefined>();

/**
 * The network an address lies in: its /24 (IPv4) or /48 (IPv6) in canonical form, e.g. `203.0.113.0/24`, `2001:db8:1::/48`.
 * Undefined for what is no address. Takes a prefix it made itself, and returns it unchanged.
 */
export function networkPrefix(ip: string): string | undefined {
  if (ip.length > MAX_LENGTH) return undefined;
  const known = cache.get(ip);
  if (known !== undefined || cache.has(ip)) return known;
  const prefix = computePrefix(ip);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(ip, prefix);
  return prefix;
}

function computePrefix(ip: string): string | undefined {
  const address = parseAddress(ip.endsWith('/24') || ip.endsWith('/48') ? ip.slice(0, -3) : ip);
  return address === undefined ? undefined : prefixOf(address);
}

/** Canonical prefix of a parsed address. */
export function prefixOf(address: Address): string {
  if (address.version === 4) {
    const { value } = address;
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.0/24`;
  }
  const [a = 0, b = 0, c = 0] = address.groups;
  if (c !== 0) return `${a.toString(16)}:${b.toString(16)}:${c.toString(16)}::/48`;
  if (b !== 0) return `${a.toString(16)}:${b.toString(16)}::/48`;
  return a === 0 ? '::/48' : `${a.toString(16)}::/48`;
}

/** The address as one writes it: dotted IPv4, lower-case IPv6 with the longest run of zero groups left out (RFC 5952). */
export function formatAddress(address: Address): string {
  if (address.version === 4) {
    const { value } = address;
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  }
  const { groups } = address;
  const { start, length } = longestZeroRun(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, at) => {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: at - length + 1, length };
  });
  return best;
}

/** The address as an unsigned number. */
export function addressValue(address: Address): number | bigint {
  if (address.version === 4) return address.value;
  return address.groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}
