import { agentOf, type Device } from '../device.ts';
import type { Network, Spot } from '../network.ts';
import type { Factor, Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';
import type { App, Tenant } from '../tenant.ts';
import { entraFactor, type EntraStep } from './factor.ts';

export interface EntraSession {
  readonly id: string;
  readonly device: Device;
  /** Managed hardware signs in with a primary refresh token bound to it; browsers and phone apps hold plain refresh tokens. */
  readonly bound: boolean;
}

/** One row of the sign-in log, as far as it differs from the ordinary. */
export interface EntraRow {
  readonly tenant: Tenant;
  readonly person: Person;
  readonly time: number;
  readonly spot: Spot;
  readonly session: EntraSession;
  readonly app: Pick<App, 'name' | 'entraId'>;
  readonly interactive: boolean;
  readonly steps: readonly EntraStep[];
  /** Another client than the session's own: the attacker's. */
  readonly device?: Device | undefined;
  readonly userAgent?: string | undefined;
  readonly client?: string;
  readonly requirement?: 'singleFactorAuthentication' | 'multiFactorAuthentication';
  readonly error?: { readonly code: number; readonly reason: string; readonly detail: string | null };
  readonly incoming?: string;
  readonly risk?: { readonly level: string; readonly events: readonly string[] };
  readonly id?: string;
  /** A service acting for the user: no operating system, no browser. */
  readonly deviceless?: boolean;
}

const locations = new WeakMap<Network, Record<string, unknown>>();

export function entraLocation(network: Network): Record<string, unknown> {
  let location = locations.get(network);
  if (location === undefined) {
    const { name, region, country } = network.city;
    const geoCoordinates = { altitude: null, latitude: network.lat, longitude: network.lon };
    location = { city: name, state: region, countryOrRegion: country, geoCoordinates };
    locations.set(network, location);
  }
  return location;
}

const GRAPH = '00000003-0000-0000-c000-000000000000';
const NO_DEVICE = { deviceId: '', displayName: '', isCompliant: false, isManaged: false, trustType: '' };

function deviceDetail(row: EntraRow, device: Device): Record<string, unknown> {
  if (row.deviceless === true) return { ...NO_DEVICE, operatingSystem: '', browser: '' };
  const agent = agentOf(device, row.time);
  const managed = device.entraId !== undefined && row.session.bound;
  return {
    deviceId: managed ? device.entraId : '',
    displayName: managed ? device.name : '',
    isCompliant: managed,
    isManaged: managed,
    trustType: managed ? 'Azure AD joined' : '',
    operatingSystem: agent.entraOs,
    browser: device.role === 'phone' ? '' : agent.entraBrowser,
  };
}

const CROSS_TENANT = { member: 'none', guest: 'b2bCollaboration', technician: 'serviceProvider' } as const;

const policies = new WeakMap<Tenant, Record<'success' | 'failure', readonly unknown[]>>();

function conditionalAccess(tenant: Tenant, result: 'success' | 'failure'): readonly unknown[] {
  let both = policies.get(tenant);
  if (both === undefined) {
    const policy = {
      id: tenant.entraTenantId.replace(/^.{8}/, 'd0d0d0d0'),
      displayName: 'Require MFA for all users',
      enforcedGrantControls: ['Mfa'],
      enforcedSessionControls: [],
    };
    both = { success: [{ ...policy, result: 'success' }], failure: [{ ...policy, result: 'failure' }] };
    policies.set(tenant, both);
  }
  return both[result];
}

const BOUND = { signInSessionStatus: 'bound', signInSessionStatusCode: 0 };
const UNBOUND = { signInSessionStatus: 'unbound', signInSessionStatusCode: 1002 };

/** A complete beta `signIn` resource. */
function entraRaw(row: EntraRow, random: Random): Record<string, unknown> {
  const device = row.device ?? row.session.device;
  const bound = row.session.bound;
  const id = row.id ?? random.uuid();
  const mobile = device.role === 'phone';
  const requirement = row.requirement ?? 'multiFactorAuthentication';
  const failed = row.error !== undefined;
  return {
    id,
    createdDateTime: `${new Date(row.time).toISOString().slice(0, 19)}Z`,
    userDisplayName: row.person.name,
    userPrincipalName: row.person.email,
    userId: row.person.entraId,
    appId: row.app.entraId,
    appDisplayName: row.app.name,
    ipAddress: row.spot.ip,
    ipAddressFromResourceProvider: null,
    clientAppUsed:
      row.client ?? (mobile || (bound && !row.interactive) ? 'Mobile Apps and Desktop clients' : 'Browser'),
    userAgent: row.userAgent ?? agentOf(device, row.time).raw,
    correlationId: random.uuid(),
    conditionalAccessStatus: failed ? 'failure' : 'success',
    originalRequestId: id,
    isInteractive: row.interactive,
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    clientCredentialType: 'none',
    processingTimeInMilliseconds: random.between(80, 600),
    riskDetail: 'none',
    riskLevelAggregated: row.risk?.level ?? 'none',
    riskLevelDuringSignIn: row.risk?.level ?? 'none',
    riskState: row.risk === undefined ? 'none' : 'atRisk',
    riskEventTypes_v2: row.risk?.events ?? [],
    resourceDisplayName: 'Microsoft Graph',
    resourceId: GRAPH,
    userType: row.person.kind === 'guest' ? 'guest' : 'member',
    crossTenantAccessType: CROSS_TENANT[row.person.kind],
    resourceTenantId: row.tenant.entraTenantId,
    homeTenantId: row.person.kind === 'member' ? row.tenant.entraTenantId : `0f0f0f0f${row.person.entraId.slice(8)}`,
    homeTenantName: '',
    authenticationMethodsUsed: [],
    authenticationRequirement: requirement,
    signInIdentifier: row.interactive ? row.person.email : '',
    signInIdentifierType: null,
    servicePrincipalName: null,
    signInEventTypes: [row.interactive ? 'interactiveUser' : 'nonInteractiveUser'],
    servicePrincipalId: '',
    federatedCredentialId: '',
    flaggedForReview: false,
    isTenantRestricted: false,
    autonomousSystemNumber: row.spot.network.asn,
    servicePrincipalCredentialKeyId: null,
    servicePrincipalCredentialThumbprint: '',
    uniqueTokenIdentifier: random.token(22),
    sessionId: row.session.id,
    incomingTokenType: row.incoming ?? (row.interactive ? 'none' : bound ? 'primaryRefreshToken' : 'refreshToken'),
    authenticationProtocol: 'none',
    originalTransferMethod: 'none',
    resourceServicePrincipalId: `b0b0b0b0${row.tenant.entraTenantId.slice(8)}`,
    signInTokenProtectionStatus: 'none',
    tokenProtectionStatusDetails: bound ? BOUND : UNBOUND,
    status: {
      errorCode: row.error?.code ?? 0,
      failureReason: row.error?.reason ?? 'Other.',
      additionalDetails: row.error?.detail ?? (row.interactive ? null : CLAIM),
    },
    deviceDetail: deviceDetail(row, device),
    location: entraLocation(row.spot.network),
    appliedConditionalAccessPolicies: conditionalAccess(row.tenant, failed ? 'failure' : 'success'),
    authenticationContextClassReferences: [],
    authenticationProcessingDetails: [{ key: 'Is CAE Token', value: 'False' }],
    networkLocationDetails: [],
    authenticationDetails: row.steps,
    authenticationRequirementPolicies: [
      { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
    ],
    sessionLifetimePolicies: [],
    appliedEventListeners: [],
    authenticationAppPolicyEvaluationDetails: [],
  };
}

const CLAIM = 'MFA requirement satisfied by claim in the token';

const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/** The row as published, and its id. */
export function recordEntra(recorder: Recorder, row: EntraRow, random: Random): string {
  const time = wholeSecond(row.time);
  const raw = entraRaw(row, random);
  const delay = random.chance(0.01) ? random.between(30, 110) : random.between(2, 9);
  recorder.add({ source: 'entra', stream: 'signin', time, arrivesAt: time + delay * 60_000, raw });
  if (random.chance(0.004)) {
    recorder.add({ source: 'entra', stream: 'signin', time, arrivesAt: time + (delay + 45) * 60_000, raw });
  }
  return String(raw['id']);
}

export interface EntraSignIn {
  readonly tenant: Tenant;
  readonly person: Person;
  readonly device: Device;
  readonly spot: Spot;
  readonly time: number;
  readonly factor: Factor;
  readonly app: Pick<App, 'name' | 'entraId'>;
  readonly session?: EntraSession;
  readonly bound?: boolean;
  readonly ends?: 'success' | 'denied' | 'abandoned';
  /** Publish a poorer version first and this one 20–120 minutes later, as Entra does while it aggregates MFA details. */
  readonly revised?: boolean;
  readonly risk?: EntraRow['risk'];
  readonly userAgent?: string;
}

const DENIED = {
  code: 500121,
  reason: 'Authentication failed during strong authentication request.',
  detail: 'MFA denied; user declined the authentication',
};
const REQUIRED = { code: 50074, reason: 'Strong Authentication is required.', detail: 'MFA required in Azure AD' };
const FAILURES = { success: undefined, denied: DENIED, abandoned: REQUIRED } as const;

/** An interactive sign-in in one row. Returns the session, or undefined where it ended at MFA. */
export function entraSignIn(recorder: Recorder, signIn: EntraSignIn, random: Random): EntraSession | undefined {
  const time = wholeSecond(signIn.time);
  const ends = signIn.ends ?? 'success';
  const { steps, phone } = entraFactor(signIn.factor, signIn.person, time, ends);
  const managed = signIn.device.entraId !== undefined;
  const session = signIn.session ?? {
    id: random.uuid(),
    device: signIn.device,
    bound: signIn.bound ?? managed,
  };
  const error = FAILURES[ends];
  const { tenant, person, spot, app, device, risk, userAgent } = signIn;
  const row: EntraRow = {
    ...{ tenant, person, spot, app, device, userAgent, session, time, steps, interactive: true },
    ...(risk === undefined ? {} : { risk }),
    ...(error === undefined ? {} : { error }),
  };
  if (signIn.revised === true) recordRevisions(recorder, row, random);
  else recordEntra(recorder, row, random);
  if (ends === 'success' && phone !== undefined) recorder.usePhone(person.email, phone, time);
  return ends === 'success' ? session : undefined;
}

const CARRIED: EntraStep = {
  authenticationStepDateTime: '',
  authenticationMethod: 'Previously satisfied',
  authenticationMethodDetail: null,
  succeeded: true,
  authenticationStepResultDetail: 'First factor requirement satisfied by claim in the token',
  authenticationStepRequirement: '',
};

function recordRevisions(recorder: Recorder, row: EntraRow, random: Random): void {
  const full = entraRaw(row, random);
  const steps = [{ ...CARRIED, authenticationStepDateTime: String(full['createdDateTime']) }];
  const status = { errorCode: REQUIRED.code, failureReason: REQUIRED.reason, additionalDetails: REQUIRED.detail };
  const poor = { ...full, authenticationDetails: steps, status, conditionalAccessStatus: 'failure' };
  const first = row.time + random.between(2, 9) * 60_000;
  const base = { source: 'entra', stream: 'signin', time: row.time } as const;
  recorder.add({ ...base, arrivesAt: first, raw: poor });
  recorder.add({ ...base, arrivesAt: first + random.between(20, 120) * 60_000, raw: full });
}

export interface EntraRefresh {
  readonly tenant: Tenant;
  readonly person: Person;
  readonly session: EntraSession;
  readonly spot: Spot;
  readonly time: number;
  readonly app: Pick<App, 'name' | 'entraId'>;
  readonly device?: Device;
  readonly userAgent?: string;
}

/** A token refreshed without the user: the bulk of the log. */
export function entraRefresh(recorder: Recorder, refresh: EntraRefresh, random: Random): void {
  const time = wholeSecond(refresh.time);
  const step: EntraStep = {
    authenticationStepDateTime: new Date(time).toISOString().replace('.000Z', 'Z'),
    authenticationMethod: 'Previously satisfied',
    authenticationMethodDetail: null,
    succeeded: true,
    authenticationStepResultDetail: CLAIM,
    authenticationStepRequirement: '',
  };
  recordEntra(recorder, { ...refresh, time, interactive: false, steps: [step] }, random);
}
