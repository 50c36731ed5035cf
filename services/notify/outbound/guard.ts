import { lookup as resolve } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

/** IANA special-purpose registries: whatever is not globally reachable, and 168.63.129.16, Azure's host service. */
const INTERNAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** All but 2000::/3, and of that what tunnels to IPv4 (Teredo, 6to4) or is for documentation. */
const INTERNAL_IPV6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

// A list of its own for each family: in one of both, an IPv4 address is also looked for as ::ffff:0:0/96, which lies in ::/3.
const internal = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, prefix] of INTERNAL_IPV4) internal.ipv4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of INTERNAL_IPV6) internal.ipv6.addSubnet(net, prefix, 'ipv6');

/** The receiver's address is one of the inside (I9). */
export class InternalAddressError extends Error {
  override readonly name = 'InternalAddressError';
  readonly code = 'MFAW_INTERNAL_ADDRESS';

  constructor() {
    super('the address is private or internal (allowPrivate permits it)');
  }
}

export function isInternal(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return internal[family].check(address, family);
}

/**
 * For a host given as an address, which is never looked up.
 * @throws InternalAddressError
 */
export function demandExternal(host: string, allowPrivate: boolean): void {
  const address = host.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(address) !== 0 && isInternal(address)) throw new InternalAddressError();
}

/** Resolves a name for one connection and judges what that connection will use: a name that changes its mind (DNS rebinding) gains nothing. */
export function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      if (!allowPrivate && addresses.some(({ address }) => isInternal(address)))
        return callback(new InternalAddressError(), '', 0);
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
