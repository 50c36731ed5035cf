import type { World } from './day.ts';
import { entraLocation } from './entra/sign-in.ts';
import { agentOf, foreignDevice } from './device.ts';
import { addressIn, nearestNetwork, networksOf, type Spot } from './network.ts';
import { recordOkta } from './okta/record.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

const DAY = 86_400_000;

/** What the log holds beside people: agents, jobs, service accounts, password spraying, rows of the provider's own addresses. */
export function recordBackground(world: World, people: readonly Person[], dayStart: number, random: Random): void {
  const { providers } = world.tenant;
  const some = (count: number): Person[] => Array.from({ length: count }, () => random.pick(people));
  const size = Math.max(1, Math.round(people.length / 20));
  const at = (): number => dayStart + random.int(DAY);
  if (providers.includes('okta')) {
    const okta = people.filter((person) => person.providers.includes('okta'));
    for (let i = 0; i < size; i += 1) recordJob(world, at(), random);
    for (const person of some(size)) if (okta.includes(person)) recordRadius(world, person, at(), random);
    for (const person of some(size)) if (okta.includes(person)) recordSpray(world, person, at(), random);
  }
  if (providers.includes('entra')) {
    for (let i = 0; i < size; i += 1) recordServicePrincipal(world, at(), random);
  }
}

/** An import job: no client, no session. */
function recordJob({ recorder }: World, time: number, random: Random): void {
  const transaction = { type: 'JOB' as const, id: `jb${random.token(18)}` };
  const actor = { id: `0oa${random.token(17)}`, type: 'AppInstance', alternateId: 'Workday', displayName: 'Workday' };
  recordOkta(recorder, { type: 'system.import.user.create', time, transaction, actor, target: [] }, random);
}

/** The VPN concentrator asks Okta by RADIUS: the address is the agent's, not the person's. */
function recordRadius({ tenant, recorder }: World, person: Person, time: number, random: Random): void {
  const spot = tenant.gateway.spot(time);
  const agent = {
    userAgent: { rawUserAgent: 'Okta RADIUS/2.24.0', os: 'Unknown', browser: 'UNKNOWN' },
    device: 'Unknown',
  };
  const debug = { factorType: 'PUSH' };
  recordOkta(recorder, { type: 'user.authentication.auth_via_radius', time, person, spot, agent, debug }, random);
}

/** One guess from a rented server; it fails. */
function recordSpray({ recorder }: World, person: Person, time: number, random: Random): void {
  const network = random.pick(networksOf('hosting'));
  const spot: Spot = { ip: addressIn(network, random), network };
  const device = foreignDevice(random);
  const failed = { type: 'user.session.start', result: 'FAILURE', reason: 'INVALID_CREDENTIALS', severity: 'WARN' };
  recordOkta(recorder, { ...failed, time, person, device, spot, novel: true }, random);
}

/** An automation signing in with its own secret from a cloud. */
function recordServicePrincipal({ tenant, recorder }: World, at: number, random: Random): void {
  const [office] = tenant.offices;
  if (office === undefined) return;
  const time = Math.floor(at / 1000) * 1000;
  const network = nearestNetwork(random, 'platform', office.city);
  const id = random.uuid();
  const raw = {
    id,
    createdDateTime: new Date(time).toISOString().replace('.000Z', 'Z'),
    userDisplayName: '',
    userPrincipalName: '',
    userId: '',
    appId: tenant.entraTenantId.replace(/^.{8}/, 'c0c0c0c0'),
    appDisplayName: 'Nightly Export',
    ipAddress: addressIn(network, random),
    clientAppUsed: '',
    userAgent: agentOf(foreignDevice(random), time).raw,
    correlationId: random.uuid(),
    conditionalAccessStatus: 'notApplied',
    originalRequestId: id,
    isInteractive: false,
    clientCredentialType: 'clientSecret',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: tenant.entraTenantId,
    homeTenantId: tenant.entraTenantId,
    servicePrincipalName: 'Nightly Export',
    servicePrincipalId: tenant.entraTenantId.replace(/^.{8}/, 'e0e0e0e0'),
    signInEventTypes: [random.chance(0.5) ? 'servicePrincipal' : 'managedIdentity'],
    autonomousSystemNumber: network.asn,
    uniqueTokenIdentifier: random.token(22),
    incomingTokenType: 'none',
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    location: entraLocation(network),
    authenticationDetails: [],
  };
  recorder.add({ source: 'entra', stream: 'signin', time, arrivesAt: time + 300_000, raw });
}
