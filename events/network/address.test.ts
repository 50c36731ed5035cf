import fc from 'fast-check';
import { isIP } from 'node:net';
import { addressValue, formatAddress, networkPrefix, parseAddress } from './address.ts';

const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6());

describe('parseAddress', () => {
  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4:443',
    '1.2.3.XXX',
    ' 1.2.3.4',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    ':',
    ':::',
    '1::2::3',
    '::1%eth0',
    '[::1]',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '1.2.3.4::',
    '::1.2.3',
    '::1.2.3.4:5',
    'g::',
    '1:2:3:4:5:6:7:',
    ':1:2:3:4:5:6:7',
    '::1/128',
  ])('parseAddress · %p · no address', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('parseAddress · an IPv4-mapped address · the IPv4 address', () => {
    expect(parseAddress('::ffff:192.0.2.1')).toEqual(parseAddress('192.0.2.1'));
    expect(parseAddress('::FFFF:c000:201')).toEqual(parseAddress('192.0.2.1'));
  });

  test('parseAddress · any string · agrees with the platform on what an address is', () => {
    const text = fc.oneof(anyAddress, fc.string(), fc.stringMatching(/^[0-9a-f:.]{2,40}$/));
    fc.assert(
      fc.property(text, (ip) => {
        expect(parseAddress(ip) !== undefined).toBe(isIP(ip) !== 0);
      }),
      { numRuns: 3000 },
    );
  });

  test('formatAddress · any address · is read back as the same address', () => {
    fc.assert(
      fc.property(anyAddress, (ip) => {
        const address = parseAddress(ip)!;
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  test.each([
    ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
  ])('formatAddress · %s · %s (RFC 5952)', (written, canonical) => {
    expect(formatAddress(parseAddress(written)!)).toBe(canonical);
  });

  test('addressValue · both versions · the unsigned number', () => {
    expect(addressValue(parseAddress('255.255.255.255')!)).toBe(4294967295);
    expect(addressValue(parseAddress('2600:1900::')!)).toBe(0x26001900000000000000000000000000n);
  });
});

describe('networkPrefix', () => {
  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['255.255.255.255', '255.255.255.0/24'],
    ['2001:db8:1:2:3::4', '2001:db8:1::/48'],
    ['2001:DB8::1', '2001:db8::/48'],
    ['2001::1', '2001::/48'],
    ['::1', '::/48'],
    ['not an address', undefined],
    ['1.2.3.XXX', undefined],
  ])('networkPrefix · %s · %s', (ip, prefix) => {
    expect(networkPrefix(ip)).toBe(prefix);
  });

  test('networkPrefix · its own answer · unchanged', () => {
    fc.assert(
      fc.property(anyAddress, (ip) => {
        const prefix = networkPrefix(ip)!;
        expect(networkPrefix(prefix)).toBe(prefix);
      }),
    );
  });

  test('networkPrefix · any string · never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(['string', 'undefined']).toContain(typeof networkPrefix(text));
      }),
    );
  });
});
