import { agentOf, type Device } from '../device.ts';
import type { Network, Spot } from '../network.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { RawRecord } from '../record.ts';
import type { Recorder } from '../recorder.ts';

export interface OktaTarget {
  readonly id: string;
  readonly type: string;
  readonly alternateId: string;
  readonly displayName: string;
  readonly detailEntry: unknown;
}

/** One System Log record, as far as it differs from the ordinary. */
export interface OktaEvent {
  readonly type: string;
  readonly time: number;
  readonly spot?: Spot | undefined;
  readonly device?: Device | undefined;
  /** Overrides what `device` would say, e.g. the phone that answered a push. */
  readonly agent?: OktaClient;
  readonly person?: Person;
  readonly actor?: Omit<OktaTarget, 'detailEntry'>;
  readonly session?: string | undefined;
  readonly result?: string;
  readonly reason?: string | null;
  readonly debug?: Readonly<Record<string, unknown>>;
  readonly target?: readonly OktaTarget[];
  readonly authentication?: Readonly<Record<string, unknown>>;
  readonly clientId?: string;
  readonly transaction?: { readonly type: 'WEB' | 'JOB'; readonly id: string };
  readonly risk?: { readonly level: string; readonly reasons: readonly string[] };
  /** Whether Okta's behaviour detection called device and place new. */
  readonly novel?: boolean;
  readonly severity?: string;
}

export interface OktaClient {
  readonly userAgent: { readonly rawUserAgent: string; readonly os: string; readonly browser: string } | null;
  readonly device: string;
}

const DISPLAY: Readonly<Record<string, string>> = {
  'policy.evaluate_sign_on': 'Evaluation of sign-on policy',
  'user.authentication.auth_via_mfa': 'Authentication of user via MFA',
  'user.authentication.sso': 'User single sign on to app',
  'user.session.start': 'User login to Okta',
  'user.session.end': 'User logout from Okta',
  'system.push.send_factor_verify_push': 'Send push notification to verify factor',
  'system.sms.send_factor_verify_message': 'Send second factor auth SMS',
  'system.voice.send_mfa_challenge_call': 'Send second factor auth voice call',
  'user.mfa.factor.activate': 'Activate factor or authenticator enrollment method for user',
  'user.risk.detect': 'User risk detected',
  'user.account.privilege.grant': 'Grant user privilege',
};

const behaviours = (result: string): string =>
  `{New Geo-Location=${result}, New Device=${result}, New IP=${result}, New State=${result}, New Country=${result}, Velocity=${result}, New City=${result}}`;
const NEGATIVE = behaviours('NEGATIVE');
const POSITIVE = behaviours('POSITIVE');

interface Geo {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly postalCode: string | null;
  readonly geolocation: { readonly lat: number; readonly lon: number };
}
const geos = new WeakMap<Network, Geo>();

function geoOf(network: Network): Geo {
  let geo = geos.get(network);
  if (geo === undefined) {
    const { name, region, countryName } = network.city;
    const geolocation = { lat: network.lat, lon: network.lon };
    geo = { city: name, state: region, country: countryName, postalCode: null, geolocation };
    geos.set(network, geo);
  }
  return geo;
}

/** Operators as Okta's IP service categories name them, for the ASNs that carry one brand. */
const OPERATORS: Readonly<Record<number, string>> = {
  39351: 'MULLVAD_VPN',
  136787: 'NORD_VPN',
  147049: 'NORD_VPN',
  209854: 'SURFSHARK_VPN',
  62371: 'PROTON_VPN',
  209103: 'PROTON_VPN',
  36183: 'APPLE_ICLOUD_RELAY_PROXY',
  54113: 'APPLE_ICLOUD_RELAY_PROXY',
  13335: 'WARP_VPN',
};

function serviceOf(network: Network): { type: string; operator: string; isAnonymous: boolean } | undefined {
  if (network.kind === 'tor') return { type: 'Tor', operator: 'TOR', isAnonymous: true };
  const operator = OPERATORS[network.asn];
  if (operator === undefined || !['vpn', 'relay'].includes(network.kind)) return undefined;
  return { type: operator === 'APPLE_ICLOUD_RELAY_PROXY' ? 'Proxy' : 'VPN', operator, isAnonymous: true };
}

const networkContexts = new WeakMap<Network, Record<string, unknown>>();
const NO_NETWORK = { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null };

function networkContext(network: Network): Record<string, unknown> {
  let context = networkContexts.get(network);
  if (context === undefined) {
    const service = serviceOf(network);
    const holder = network.org.toLowerCase();
    context = { asNumber: network.asn, asOrg: holder, isp: holder, domain: null, isProxy: service !== undefined };
    if (service !== undefined) context['ipDetails'] = { ipServiceCategories: [service] };
    networkContexts.set(network, context);
  }
  return context;
}

function securityContext({ spot, risk }: OktaEvent): Record<string, unknown> {
  const context = spot === undefined ? NO_NETWORK : networkContext(spot.network);
  return risk === undefined
    ? context
    : { ...context, risk: { ...risk, detectionName: null, issuer: null, previousLevel: null } };
}

function debugData(event: OktaEvent, transaction: string): Record<string, unknown> {
  const service = event.spot === undefined ? undefined : serviceOf(event.spot.network);
  const data: Record<string, unknown> = {
    requestId: transaction,
    requestUri: '/idp/idx/challenge/answer',
    url: '/idp/idx/challenge/answer?',
    threatSuspected: 'false',
  };
  if (event.agent === undefined && event.device !== undefined) {
    data['dtHash'] = event.device.dtHash;
    data['behaviors'] = event.novel === true ? POSITIVE : NEGATIVE;
  }
  if (service !== undefined) {
    data['tunnels'] = `[{"anonymous":true,"operator":"${service.operator}","type":"${service.type.toUpperCase()}"}]`;
  }
  if (event.risk !== undefined) data['risk'] = `{reasons=${event.risk.reasons.join(', ')}, level=${event.risk.level}}`;
  return event.debug === undefined ? data : Object.assign(data, event.debug);
}

const DEVICE_OS: Readonly<Record<Device['os'], string>> = {
  windows: 'WINDOWS',
  mac: 'MACOS',
  linux: 'LINUX',
  ios: 'IOS',
  android: 'ANDROID',
};

const hardware = new WeakMap<Device, Record<string, unknown>>();

function deviceBlock(device: Device | undefined): Record<string, unknown> | null {
  if (device?.oktaId === undefined) return null;
  let block = hardware.get(device);
  if (block === undefined) {
    block = {
      id: device.oktaId,
      name: device.name,
      os_platform: DEVICE_OS[device.os],
      os_version: device.os === 'windows' ? '10.0.26100.4317' : '26.1.0',
      managed: true,
      registered: true,
      device_integrator: null,
      disk_encryption_type: 'ALL_INTERNAL_VOLUMES',
      screen_lock_type: 'BIOMETRIC',
      jailbreak: null,
      secure_hardware_present: true,
    };
    hardware.set(device, block);
  }
  return block;
}

const targets = new WeakMap<Person, OktaTarget>();

export function userTarget(person: Person): OktaTarget {
  let target = targets.get(person);
  if (target === undefined) {
    const { oktaId: id, email: alternateId, name: displayName } = person;
    target = { id, type: 'User', alternateId, displayName, detailEntry: null };
    targets.set(person, target);
  }
  return target;
}

function clientBlock(event: OktaEvent): Record<string, unknown> {
  const agent = event.device === undefined ? undefined : agentOf(event.device, event.time);
  const client = event.agent ?? { userAgent: agent?.okta ?? null, device: agent?.oktaDevice ?? 'Unknown' };
  return {
    userAgent: client.userAgent,
    zone: 'null',
    device: client.device,
    id: event.clientId ?? null,
    ipAddress: event.spot?.ip ?? null,
    geographicalContext: event.spot === undefined ? null : geoOf(event.spot.network),
  };
}

const chains = new WeakMap<Spot, readonly unknown[]>();
const NO_CHAIN: readonly unknown[] = [];

function ipChain(spot: Spot | undefined): readonly unknown[] {
  if (spot === undefined) return NO_CHAIN;
  let chain = chains.get(spot);
  if (chain === undefined) {
    const version = spot.network.family === 4 ? 'V4' : 'V6';
    chain = [{ ip: spot.ip, geographicalContext: geoOf(spot.network), version, source: null }];
    chains.set(spot, chain);
  }
  return chain;
}

function authenticationContext({ session, authentication }: OktaEvent): Record<string, unknown> {
  const context = {
    authenticationProvider: null,
    credentialProvider: null,
    credentialType: null,
    issuer: null,
    interface: null,
    authenticationStep: 0,
    rootSessionId: session ?? null,
    externalSessionId: session ?? 'unknown',
  };
  return authentication === undefined ? context : Object.assign(context, authentication);
}

const SYSTEM_ACTOR = {
  id: 'okta.2b1959c8-bcc0-56eb-a589-cfcfb7422f26',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
};

function actorOf(event: OktaEvent): OktaTarget {
  if (event.actor !== undefined) return { ...event.actor, detailEntry: null };
  return event.person === undefined ? { ...SYSTEM_ACTOR, detailEntry: null } : userTarget(event.person);
}

/** A complete LogEvent (System Log API v1). */
function oktaRaw(event: OktaEvent, random: Random): Record<string, unknown> {
  const transaction = event.transaction ?? { type: 'WEB', id: `a${random.token(24)}` };
  return {
    actor: actorOf(event),
    client: clientBlock(event),
    device: event.agent === undefined ? deviceBlock(event.device) : null,
    authenticationContext: authenticationContext(event),
    displayMessage: DISPLAY[event.type] ?? event.type,
    eventType: event.type,
    outcome: { result: event.result ?? 'SUCCESS', reason: event.reason ?? null },
    published: new Date(Math.round(event.time)).toISOString(),
    securityContext: securityContext(event),
    severity: event.severity ?? 'INFO',
    debugContext: { debugData: debugData(event, transaction.id) },
    legacyEventType: null,
    transaction: { ...transaction, detail: {} },
    uuid: random.uuid(1),
    version: '0',
    request: { ipChain: ipChain(event.spot) },
    target: event.target ?? (event.person === undefined ? null : [userTarget(event.person)]),
  };
}

export function recordOkta(recorder: Recorder, event: OktaEvent, random: Random): RawRecord {
  const delay = random.chance(0.01) ? random.between(60, 540) : random.between(1, 20);
  const time = Math.round(event.time);
  const raw = oktaRaw(event, random);
  const record: RawRecord = { source: 'okta', stream: 'system', time, arrivesAt: time + delay * 1000, raw };
  recorder.add(record);
  return record;
}
