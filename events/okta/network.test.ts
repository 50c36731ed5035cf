import { ALICE, debug, oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { testContext } from '../../test/support/context.ts';
import type { JsonObject } from '../event.ts';
import type { PlaceHints } from '../place.ts';

const networkOf = (fields: JsonObject) => oktaEvent(oktaRecord('user.session.start', fields)).mfa.network;
const categories = (...list: JsonObject[]): JsonObject => ({
  securityContext: { ipDetails: { ipServiceCategories: list } },
});

describe('network class · what Okta says of the address', () => {
  const IP_DETAILS = 'okta securityContext.ipDetails';
  test.each([
    [{ type: 'VPN', operator: 'NORD_VPN', isAnonymous: true }, 'anonymiser', 'NORD_VPN'],
    [{ type: 'VPN', operator: 'ASTRILL_VPN' }, 'anonymiser', 'ASTRILL_VPN'],
    [{ type: 'Tor', operator: null }, 'anonymiser', undefined],
    [{ type: 'Proxy', operator: 'SOME_PROXY' }, 'anonymiser', 'SOME_PROXY'],
    [{ type: 'Residential Proxy', operator: 'OXYLABS_PROXY' }, 'anonymiser', 'OXYLABS_PROXY'],
    [{ type: 'Blockchain VPN', operator: 'MYSTERIUM_VPN' }, 'anonymiser', 'MYSTERIUM_VPN'],
    [{ type: 'Proxy', operator: 'APPLE_ICLOUD_RELAY_PROXY', isAnonymous: true }, 'relay', 'APPLE_ICLOUD_RELAY_PROXY'],
    [{ type: 'VPN', operator: 'WARP_VPN' }, 'relay', 'WARP_VPN'],
    [{ type: 'VPN', operator: 'GLOBALPROTECT_VPN' }, 'corporate', 'GLOBALPROTECT_VPN'],
    [{ type: 'Proxy', operator: 'ZSCALER_PROXY', isAnonymous: true }, 'corporate', 'ZSCALER_PROXY'],
    [{ type: 'Proxy', operator: 'NETSKOPE' }, 'corporate', 'NETSKOPE'],
    [{ type: 'Proxy', operator: 'SYMANTEC_WSS' }, 'corporate', 'SYMANTEC_WSS'],
    [{ type: 'Proxy', operator: 'TRENDMICRO_PROXY' }, 'corporate', 'TRENDMICRO_PROXY'],
  ])('ipServiceCategories · %j · is %s', (category, networkClass, operator) => {
    const network = networkOf(categories(category));
    expect(network).toMatchObject({ class: networkClass, class_source: IP_DETAILS });
    expect(network?.operator).toBe(operator);
  });

  test('several services · one of them anonymises · it decides', () => {
    const network = networkOf(
      categories({ type: 'Proxy', operator: 'ZSCALER' }, { type: 'VPN', operator: 'NORD_VPN' }),
    );
    expect(network).toMatchObject({ class: 'anonymiser', operator: 'NORD_VPN' });
  });

  test.each([
    [
      'tunnels as text',
      { tunnels: '[{"anonymous":true,"operator":"MULLVAD_VPN","type":"VPN"}]' },
      'MULLVAD_VPN',
      'tunnels',
    ],
    ['tunnels as a list', { tunnels: [{ anonymous: true, operator: 'NORD_VPN', type: 'VPN' }] }, 'NORD_VPN', 'tunnels'],
    ['proxyType', { proxyType: 'tor' }, 'tor', 'proxyType'],
  ])('debugData · %s · is the fallback', (_, data, operator, source) => {
    expect(networkOf(debug(data))).toMatchObject({
      class: 'anonymiser',
      operator,
      class_source: `okta debugData.${source}`,
    });
  });

  test('securityContext and debugData disagree · the structured field · is believed', () => {
    const fields = { ...categories({ type: 'VPN', operator: 'WARP_VPN' }), ...debug({ proxyType: 'tor' }) };
    expect(networkOf(fields)).toMatchObject({ class: 'relay', operator: 'WARP_VPN' });
  });

  test('isProxy · alone · is an anonymiser without a name; false says nothing', () => {
    expect(networkOf({ securityContext: { isProxy: true } })).toEqual({
      class: 'anonymiser',
      prefix: '198.51.100.0/24',
      class_source: 'okta securityContext.isProxy',
    });
    expect(networkOf({ securityContext: { isProxy: false } })).toEqual({ class: 'unknown', prefix: '198.51.100.0/24' });
  });

  test.each([{ tunnels: '[{"broken' }, { tunnels: '{}' }, { tunnels: 7 }, { proxyType: 'none' }, { proxyType: {} }])(
    'debugData · %j · says nothing',
    (data) => {
      expect(networkOf(debug(data as JsonObject))?.class).toBe('unknown');
    },
  );
});

describe('place · address, owner and Okta’s geography', () => {
  test('place · everything said · is passed on as hints', () => {
    const asked: [string, PlaceHints][] = [];
    const base = testContext();
    const context = testContext({
      locate: (ip, hints) => {
        asked.push([ip, hints]);
        return base.locate(ip, hints);
      },
    });
    const geographicalContext = {
      country: 'Norway',
      state: 'Oslo County',
      city: 'Oslo',
      geolocation: { lat: 59.9, lon: 10.7 },
    };
    const record = oktaRecord('user.session.start', {
      client: { ipAddress: '198.51.100.7', geographicalContext },
      securityContext: { asNumber: '64511', asOrg: 'Example Hosting' },
    });
    oktaEvent(record, context);
    expect(asked).toEqual([
      [
        '198.51.100.7',
        {
          asn: 64_511,
          asOrganization: 'Example Hosting',
          geo: { provider: 'okta', country: 'NO', region: 'Oslo County', city: 'Oslo', lat: 59.9, lon: 10.7 },
        },
      ],
    ]);
  });

  test.each([null, '', 'unknown', 'not an address', '999.1.1.1', '10.0.0.0/24', {}, 'x'.repeat(5_000)])(
    'address · %j · gives an event without a place',
    (ipAddress) => {
      const event = oktaEvent(oktaRecord('user.session.start', { client: { ipAddress } }));
      expect(event.source).toBeUndefined();
      expect(event.mfa.network).toBeUndefined();
    },
  );

  test.each([
    { lat: 200, lon: 10 },
    { lat: 0, lon: 0 },
    { lat: '59', lon: '10' },
    { lat: null, lon: null },
  ])('coordinates · %j · are left out', (geolocation) => {
    const client = { ipAddress: '198.51.100.7', geographicalContext: { country: 'Norway', geolocation } };
    expect(oktaEvent(oktaRecord('user.session.start', { client })).mfa.provider_geo).toEqual({
      country_iso_code: 'NO',
    });
  });

  test('related · proxies before the client · are all there once', () => {
    const request = { ipChain: [{ ip: '198.51.100.7' }, { ip: '203.0.113.1' }, { ip: 'nonsense' }, null] };
    expect(oktaEvent(oktaRecord('user.session.start', { request })).related).toEqual({
      user: [ALICE.id, 'alice@example.com'],
      ip: ['198.51.100.7', '203.0.113.1'],
    });
  });
});
