import { activity, eventOf } from '../../test/support/google-activity.ts';
import type { JsonValue } from '../event.ts';

function placed(ipAddress: JsonValue | undefined, networkInfo?: JsonValue): ReturnType<typeof eventOf> {
  return eventOf(activity('login', 'logout', {}, { ipAddress, networkInfo }));
}

describe('google origin', () => {
  test("Google's network and country · reach the place as hints", () => {
    const event = placed('203.0.113.7', { ipAsn: [64511], regionCode: 'no', subdivisionCode: 'NO-03' });
    expect(event.source).toMatchObject({ ip: '203.0.113.7', as: { number: 64511 } });
    expect(event.mfa.provider_geo).toEqual({ country_iso_code: 'NO' });
  });

  test('IPv6 · is located by its /48', () => {
    expect(placed('2001:db8:a:b::1').mfa.network?.prefix).toBe('2001:db8:a::/48');
  });

  test.each(['not an address', '203.0.113.0/24', '203.0.113.999', '::ffff:zz'])(
    '%s · is kept, and located nowhere',
    (text) => {
      const event = placed(text);
      expect(event.source).toEqual({ address: text });
      expect(event.mfa.network).toBeUndefined();
      expect(event.related?.ip).toBeUndefined();
    },
  );

  test.each([undefined, null, '', 7, ['203.0.113.7']])('address %j · no source at all', (value) => {
    expect(placed(value).source).toBeUndefined();
  });

  test.each([[{ ipAsn: ['64511'] }], [{ ipAsn: 64511 }]])('network %j · the number is read', (network) => {
    expect(placed('203.0.113.7', network).source?.as?.number).toBe(64511);
  });

  test.each([[{ ipAsn: [0], regionCode: 'Norway' }], [{ ipAsn: [4294967296] }], [{ ipAsn: {} }], ['NO'], [null]])(
    'network %j · gives no hint',
    (network) => {
      const event = placed('203.0.113.7', network);
      expect(event.source).toEqual({ ip: '203.0.113.7' });
      expect(event.mfa.provider_geo).toBeUndefined();
    },
  );

  test.each([
    ['Windows 10.0.22631', 'DESKTOP_CHROME', 'windows', { name: 'Windows', version: '10.0.22631' }],
    ['MacOs 14.5.0', undefined, 'macos', { name: 'MacOs', version: '14.5.0' }],
    ['ChromeOS', undefined, 'chromeos', { name: 'ChromeOS' }],
    [undefined, 'ANDROID', 'android', undefined],
  ])('device %s %s · family %s', (deviceOsVersion, deviceType, family, os) => {
    const event = eventOf(
      activity('login', 'login_success', {}, { userDeviceInfo: { deviceId: 'd1', deviceType, deviceOsVersion } }),
    );
    expect(event.device).toEqual({ id: 'd1' });
    expect(event.mfa.device).toEqual({ os_family: family });
    expect(event.host?.os).toEqual(os);
  });
});
