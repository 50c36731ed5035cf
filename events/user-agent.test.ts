import fc from 'fast-check';
import { agentFamily, browserFamilyOf, osFamilyOf } from './user-agent.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('agentFamily', () => {
  test.each([
    ['Chrome on Windows', `${WINDOWS} Chrome/141.0.0.0 Safari/537.36`, 'windows', 'chrome'],
    ['Edge on Windows', `${WINDOWS} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, 'windows', 'edge'],
    ['Opera on Windows', `${WINDOWS} Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0`, 'windows', 'opera'],
    ['Internet Explorer', 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko', 'windows', 'ie'],
    [
      'Firefox on macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0',
      'macos',
      'firefox',
    ],
    [
      'Safari on macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
      'macos',
      'safari',
    ],
    ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'linux', 'firefox'],
    [
      'Chrome on ChromeOS',
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
      'chromeos',
      'chrome',
    ],
    [
      'Chrome on an iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.0.0 Mobile/15E148 Safari/604.1',
      'ios',
      'chrome',
    ],
    [
      'Safari on an iPad',
      'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
      'ios',
      'safari',
    ],
    [
      'Samsung browser',
      'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36',
      'android',
      'samsung',
    ],
  ])('agentFamily · %s · OS and browser family, no script', (_, raw, osFamily, browserFamily) => {
    const family = agentFamily(raw);
    expect(family).toMatchObject({ osFamily, browserFamily });
    expect(family.script).toBeUndefined();
  });

  test.each([
    ['curl/8.4.0', 'curl'],
    ['python-requests/2.31.0', 'python-requests'],
    ['Python/3.11 aiohttp/3.9.1', 'aiohttp'],
    ['python-httpx/0.27.0', 'python-httpx'],
    ['Go-http-client/1.1', 'Go-http-client'],
    ['okhttp/4.9.3', 'okhttp'],
    ['axios/1.7.2', 'axios'],
    ['node', 'node'],
    ['undici', 'undici'],
    ['Java/17.0.1', 'Java'],
    ['Apache-HttpClient/4.5.13 (Java/11.0.16)', 'Apache-HttpClient'],
    ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.2506', 'PowerShell'],
  ])('agentFamily · %s · a script, no browser', (raw, name) => {
    const family = agentFamily(raw);
    expect(family).toMatchObject({ script: true, name });
    expect(family.browserFamily).toBeUndefined();
  });

  test('agentFamily · headless Chrome · a script that is Chrome', () => {
    expect(agentFamily(`${WINDOWS} HeadlessChrome/141.0.0.0 Safari/537.36`)).toMatchObject({
      script: true,
      browserFamily: 'chrome',
      osFamily: 'windows',
    });
  });

  test.each([
    ['B7F62B65BN.com.okta.mobile.auth/9.51.0 DeviceSDK/2.4.0 iOS/19.1 Apple/iPhone16,2', 'ios'],
    ['D49C79C8FA.com.okta.android.auth/7.2.0 DeviceSDK/1.0.0 Android/14 Google/Pixel 8', 'android'],
    ['OktaVerify/4.2.1.0 WPFDeviceSDK/1.8.0 Windows/10.0.19045.2364 Dell_Inc./XPS', 'windows'],
  ])('agentFamily · Okta Verify %s · its system and no browser', (raw, osFamily) => {
    expect(agentFamily(raw)).toMatchObject({ osFamily, name: 'Okta Verify' });
    expect(agentFamily(raw).browserFamily).toBeUndefined();
  });

  test.each([
    ['Windows-AzureAD-Authentication-Provider/1.0', { osFamily: 'windows', osName: 'Windows' }],
    [
      'Microsoft Authenticator/6.8.3 (iPhone; iOS 17.4; Scale/3.00)',
      { osFamily: 'ios', osName: 'iOS', name: 'Microsoft Authenticator' },
    ],
    ['Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B)', { osFamily: 'android', osName: 'Android', name: 'App' }],
    ['BAV2ROPC', {}],
  ])('agentFamily · the app %s · its system, neither browser nor script', (raw, expected) => {
    expect(agentFamily(raw)).toEqual(expected);
  });

  test.each([undefined, '', '-', 'unknown', 'Mozilla/5.0'])('agentFamily · %p · says nothing', (raw) => {
    expect(agentFamily(raw)).toEqual({});
  });

  test('agentFamily · any string · never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (raw) => typeof agentFamily(raw) === 'object'),
    );
  });

  test('agentFamily · a hostile megabyte · answers within a moment', () => {
    const began = performance.now();
    agentFamily(`Mozilla/5.0 (${'; '.repeat(500_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('labels of providers', () => {
  test.each([
    ['Windows 10', 'windows'],
    ['Windows10', 'windows'],
    ['Mac OS X', 'macos'],
    ['MacOs', 'macos'],
    ['Mac OS 14.5 (Sonoma)', 'macos'],
    ['iOS', 'ios'],
    ['iOS (iPhone)', 'ios'],
    ['Ios 18.1', 'ios'],
    ['Android 14', 'android'],
    ['Chrome OS', 'chromeos'],
    ['Linux', 'linux'],
    ['Unknown', undefined],
    ['UNKNOWN', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('osFamilyOf · %p · %p', (label, family) => {
    expect(osFamilyOf(label)).toBe(family);
  });

  test.each([
    ['CHROME', 'chrome'],
    ['Chrome 141.0.0', 'chrome'],
    ['Chrome Mobile iOS', 'chrome'],
    ['CHROME_MOBILE', 'chrome'],
    ['Edge', 'edge'],
    ['Edge 141.0.0', 'edge'],
    ['Mobile Safari 18.1', 'safari'],
    ['SAFARI', 'safari'],
    ['IE', 'ie'],
    ['IE 11.0', 'ie'],
    ['FIREFOX', 'firefox'],
    ['Samsung Internet 23.0', 'samsung'],
    ['Rich Client 4.65.0.0', undefined],
    ['UNKNOWN', undefined],
    ['', undefined],
  ])('browserFamilyOf · %p · %p', (label, family) => {
    expect(browserFamilyOf(label)).toBe(family);
  });
});
