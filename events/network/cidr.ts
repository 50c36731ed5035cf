import type { Address } from './address-parser.ts';
import { parseAddress } from './address-parser.ts';

/** A network with its host bits cleared. */
export interface Cidr {
  readonly address: Address;
  readonly bits: number;
}

/** Parses `192.0.2.0/24`, `2001:db8::/32` or a single address. Host bits below the mask are cleared. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const width = address.version === 4 ? 32 : 128;
  if (slash === -1) return { address, bits: width };
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = networkBits(Number(length), text.slice(0, slash), address);
  return bits < 0 || bits > width ? undefined : { address: masked(address, bits), bits };
}

/** `::ffff:192.0.2.0/120` is the IPv4 network 192.0.2.0/24. */
function networkBits(length: number, written: string, address: Address): number {
  return address.version === 4 && written.includes(':') ? length - 96 : length;
}

/** Finds the narrowest listed network around an address. */
export interface CidrMatcher<T> {
  find(address: Address): T | undefined;
}

/**
 * Buckets the networks by prefix length: a lookup costs one hash look per length in use (a handful), however many networks there are.
 * Of equal networks the first listed wins. Throws a RangeError on what is no CIDR.
 */
export function cidrMatcher<T>(entries: Iterable<readonly [cidr: string | Cidr, value: T]>): CidrMatcher<T> {
  const v4 = new Map<number, Map<string | number, T>>();
  const v6 = new Map<number, Map<string | number, T>>();
  for (const [written, value] of entries) {
    const cidr = typeof written === 'string' ? parseCidr(written) : written;
    if (cidr === undefined) throw new RangeError(`"${String(written)}" is not a CIDR`);
    add(cidr.address.version === 4 ? v4 : v6, cidr, value);
  }
  const lengths4 = narrowestFirst(v4);
  const lengths6 = narrowestFirst(v6);
  return {
    find(address) {
      const lengths = address.version === 4 ? lengths4 : lengths6;
      for (const [bits, networks] of lengths) {
        const value = networks.get(networkKey(address, bits));
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

function add<T>(lengths: Map<number, Map<string | number, T>>, cidr: Cidr, value: T): void {
  let networks = lengths.get(cidr.bits);
  if (networks === undefined) lengths.set(cidr.bits, (networks = new Map()));
  const key = networkKey(cidr.address, cidr.bits);
  if (!networks.has(key)) networks.set(key, value);
}

function narrowestFirst<T>(lengths: ReadonlyMap<number, T>): readonly (readonly [number, T])[] {
  return [...lengths].sort(([a], [b]) => b - a);
}

function networkKey(address: Address, bits: number): string | number {
  if (address.version === 4) return mask32(address.value, bits);
  let key = '';
  for (let group = 0; group * 16 < bits; group++) key += String.fromCharCode(maskedGroup(address.groups, group, bits));
  return key;
}

function masked(address: Address, bits: number): Address {
  if (address.version === 4) return { version: 4, value: mask32(address.value, bits) };
  return { version: 6, groups: address.groups.map((_, group) => maskedGroup(address.groups, group, bits)) };
}

function mask32(value: number, bits: number): number {
  return bits === 0 ? 0 : (value & (0xffffffff << (32 - bits))) >>> 0;
}

function maskedGroup(groups: readonly number[], group: number, bits: number): number {
  const kept = Math.min(16, Math.max(0, bits - group * 16));
  return (groups[group] ?? 0) & (0xffff << (16 - kept)) & 0xffff;
}
