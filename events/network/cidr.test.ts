import fc from 'fast-check';
import type { Address } from './address.ts';
import { addressValue, parseAddress } from './address.ts';
import { cidrMatcher, parseCidr } from './cidr.ts';

/** Containment by shifting big integers: slow and plain. */
function containsNaively(cidr: string, address: Address): boolean {
  const [network = '', length = ''] = cidr.split('/');
  const base = parseAddress(network)!;
  if (base.version !== address.version) return false;
  const shift = BigInt((base.version === 4 ? 32 : 128) - Number(length));
  return BigInt(addressValue(base)) >> shift === BigInt(addressValue(address)) >> shift;
}

/** Few distinct bits, so that networks and addresses meet often. */
const v4 = fc.tuple(fc.nat(3), fc.constantFrom(0, 127, 128, 255)).map(([a, b]) => `10.${a}.${b}.${a * 64}`);
const v6 = fc.tuple(fc.nat(3), fc.constantFrom('0', '7fff', '8000', 'ffff')).map(([a, b]) => `2001:${a}:${b}::${a}`);
const address = fc.oneof(v4, v6).map((ip) => parseAddress(ip)!);
const cidr = fc.oneof(
  fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`),
  fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map(([ip, bits]) => `${ip}/${bits}`),
);

test('cidrMatcher · any networks and address · the narrowest network a naive check finds', () => {
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 12 }), address, (cidrs, ip) => {
      const found = cidrMatcher(cidrs.map((item) => [item, item])).find(ip);
      const bits = (item: string): number => Number(item.split('/')[1]);
      const expected = cidrs.filter((item) => containsNaively(item, ip)).sort((a, b) => bits(b) - bits(a))[0];
      expect(found === undefined ? undefined : bits(found)).toBe(expected === undefined ? undefined : bits(expected));
      if (found !== undefined) expect(containsNaively(found, ip)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0/8',
  '::/129',
  '::ffff:1.2.3.0/90',
  'x/8',
  '',
])('parseCidr · %p · no network', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('parseCidr · host bits and mapped networks · cleared and IPv4', () => {
  expect(parseCidr('10.1.2.3/8')).toEqual(parseCidr('10.0.0.0/8'));
  expect(parseCidr('::ffff:192.0.2.0/120')).toEqual(parseCidr('192.0.2.0/24'));
  expect(parseCidr('192.0.2.7')).toEqual(parseCidr('192.0.2.7/32'));
});

test('parseCidr · any string · never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => ['object', 'undefined'].includes(typeof parseCidr(text))),
  );
});

test('cidrMatcher · what is no network · an error that quotes it', () => {
  expect(() => cidrMatcher([['10.0.0.0/99', 1]])).toThrow('"10.0.0.0/99" is not a CIDR');
});
