import type { Random } from './random.ts';

export type Os = 'windows' | 'mac' | 'linux' | 'ios' | 'android';
export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari';

/** One browser profile on one device. */
export interface Device {
  readonly role: 'laptop' | 'personal' | 'phone' | 'foreign';
  readonly os: Os;
  readonly browser: Browser;
  readonly name: string;
  /** Hash of the browser's device-token cookie as Okta writes it; stable for the life of the profile. */
  readonly dtHash: string;
  readonly fingerprint: string;
  /** Okta's and Entra's ids for the enrolled hardware: managed laptops only. */
  readonly oktaId?: string;
  readonly entraId?: string;
  /** Major version on 2026-01-01; browsers update every four weeks, each on its own day. */
  readonly version: number;
  readonly updateDay: number;
}

/** What a server reads of a browser at some moment. */
export interface Agent {
  readonly raw: string;
  readonly okta: { readonly rawUserAgent: string; readonly os: string; readonly browser: string };
  readonly oktaDevice: string;
  readonly entraOs: string;
  readonly entraBrowser: string;
}

const DAY = 86_400_000;
const EPOCH = Date.UTC(2026, 0, 1);
const UPDATE_EVERY = 28 * DAY;

const PLATFORM: Readonly<Record<Os, { ua: string; okta: string; entra: string; device: string }>> = {
  windows: { ua: 'Windows NT 10.0; Win64; x64', okta: 'Windows 10', entra: 'Windows10', device: 'Computer' },
  mac: { ua: 'Macintosh; Intel Mac OS X 10_15_7', okta: 'Mac OS X', entra: 'MacOs', device: 'Computer' },
  linux: { ua: 'X11; Linux x86_64', okta: 'Linux', entra: 'Linux', device: 'Computer' },
  ios: { ua: 'iPhone; CPU iPhone OS 19_1 like Mac OS X', okta: 'iOS', entra: 'Ios 19.1', device: 'Mobile' },
  android: { ua: 'Linux; Android 16; K', okta: 'Android 16', entra: 'Android', device: 'Mobile' },
};

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

function rawAgent(device: Device, version: number): string {
  const platform = PLATFORM[device.os].ua;
  const major = String(version);
  const mobile = device.os === 'android' ? ' Mobile' : '';
  switch (device.browser) {
    case 'chrome':
      return `Mozilla/5.0 (${platform}) ${WEBKIT} Chrome/${major}.0.0.0${mobile} Safari/537.36`;
    case 'edge':
      return `Mozilla/5.0 (${platform}) ${WEBKIT} Chrome/${major}.0.0.0 Safari/537.36 Edg/${major}.0.0.0`;
    case 'firefox':
      return `Mozilla/5.0 (${platform}; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`;
    case 'safari': {
      const build = device.os === 'ios' ? ' Mobile/15E148' : '';
      return `Mozilla/5.0 (${platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1${build} Safari/605.1.15`;
    }
  }
}

const OKTA_BROWSER: Readonly<Record<Browser, string>> = {
  chrome: 'CHROME',
  edge: 'EDGE',
  firefox: 'FIREFOX',
  safari: 'SAFARI',
};
const ENTRA_BROWSER: Readonly<Record<Browser, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
};

const agents = new WeakMap<Device, Map<number, Agent>>();

/** The browser as it introduces itself at that time: one object per device and version. */
export function agentOf(device: Device, time: number): Agent {
  const version = device.version + Math.floor((time - EPOCH + device.updateDay * DAY) / UPDATE_EVERY);
  const known = agents.get(device) ?? new Map<number, Agent>();
  const cached = known.get(version);
  if (cached !== undefined) return cached;
  const raw = rawAgent(device, version);
  const platform = PLATFORM[device.os];
  const shown = device.browser === 'safari' ? '19.1' : `${String(version)}.0.0`;
  const agent: Agent = {
    raw,
    okta: { rawUserAgent: raw, os: platform.okta, browser: OKTA_BROWSER[device.browser] },
    oktaDevice: platform.device,
    entraOs: platform.entra,
    entraBrowser: `${ENTRA_BROWSER[device.browser]} ${shown}`,
  };
  agents.set(device, known.set(version, agent));
  return agent;
}

export interface DeviceTraits {
  readonly role: Device['role'];
  readonly os: Os;
  readonly browser: Browser;
  readonly name: string;
  readonly managed?: boolean;
}

export function createDevice(traits: DeviceTraits, random: Random): Device {
  const { managed = false, ...rest } = traits;
  const version = traits.browser === 'firefox' ? 146 : 143;
  return {
    ...rest,
    dtHash: random.hex(64),
    fingerprint: random.hex(32),
    version: version - random.int(2),
    updateDay: random.int(28),
    ...(managed ? { oktaId: `guo${random.token(17)}`, entraId: random.uuid() } : {}),
  };
}

/** Somebody else's machine: unmanaged and never seen before. */
export function foreignDevice(random: Random, os: Os = 'linux', browser: Browser = 'chrome'): Device {
  return createDevice({ role: 'foreign', os, browser, name: '' }, random);
}

/** The same browser profile copied to another machine: cookies and claimed user agent go along, hardware ids do not. */
export function clonedProfile(device: Device): Device {
  const { os, browser, dtHash, fingerprint, version, updateDay } = device;
  return { role: 'foreign', name: '', os, browser, dtHash, fingerprint, version, updateDay };
}

/** The cookie jar of one browser loaded into another kind of browser on another system. */
export function transplantedProfile(device: Device, os: Os, browser: Browser, random: Random): Device {
  return { ...foreignDevice(random, os, browser), dtHash: device.dtHash };
}
