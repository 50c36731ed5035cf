import type { Device } from './device.ts';
import { entraRefresh, entraSignIn, recordEntra, type EntraSession } from './entra/sign-in.ts';
import { googleSignIn, googleToken, recordGoogle } from './google/activity.ts';
import type { JourneyDay, Leg } from './journey.ts';
import { recordOkta } from './okta/record.ts';
import { oktaSignIn, oktaVisit, type OktaSession } from './okta/sign-in.ts';
import type { Spot } from './network.ts';
import type { Factor, Person } from './person.ts';
import type { ProviderName } from './record.ts';
import type { Recorder } from './recorder.ts';
import type { App, Tenant } from './tenant.ts';

const HOUR = 3_600_000;

/** What outlives a day: sessions of the person's own devices. */
export interface Life {
  readonly person: Person;
  okta: OktaSession | undefined;
  /** The managed laptop (bound), a browser on the same laptop (unbound), the phone's apps (unbound). */
  readonly laptop: EntraSession;
  readonly browser: EntraSession;
  readonly phone: EntraSession;
}

export function createLife(person: Person): Life {
  const session = (device: Device, bound: boolean): EntraSession => ({ id: person.random.uuid(), device, bound });
  return {
    person,
    okta: undefined,
    laptop: session(person.laptop, true),
    browser: session(person.laptop, false),
    phone: session(person.phone, false),
  };
}

export interface World {
  readonly tenant: Tenant;
  readonly recorder: Recorder;
}

const PHONE_APPS: readonly Pick<App, 'name' | 'entraId'>[] = [
  { name: 'Outlook Mobile', entraId: '27922004-5251-4030-b22d-91ecd9a37ea4' },
  { name: 'Microsoft Teams', entraId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' },
];
const DESKTOP_APPS: readonly Pick<App, 'name' | 'entraId'>[] = [
  { name: 'Microsoft Office', entraId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c' },
  { name: 'Microsoft Teams', entraId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' },
  { name: 'OneDrive SyncEngine', entraId: 'ab9b8c07-8f02-4f72-87fa-80105867a763' },
];
export const PORTAL: Pick<App, 'name' | 'entraId'> = {
  name: 'OfficeHome',
  entraId: '4765445b-32c6-49b0-83e6-1d93765276ca',
};

/** The factor on a device the person's best one is not enrolled on. */
function factorOn(person: Person, device: Device): Factor {
  return person.factor === 'fastpass' && device.role !== 'laptop' ? 'push' : person.factor;
}

function hasProvider(person: Person, provider: ProviderName): boolean {
  return person.providers.includes(provider);
}

/** Visits per hour at full weight: somebody with one provider uses it for everything. */
function rate(person: Person, alone: number): number {
  return person.providers.length === 1 ? alone : alone * 0.55;
}

/** One person's ordinary day: sign in once or twice, open applications all day, tokens refreshed in the background. */
export function liveDay(world: World, life: Life, journey: JourneyDay): void {
  const { person } = life;
  const { random } = person;
  if (journey.weekend && !random.chance(0.3)) return;
  const [first] = journey.legs;
  if (first === undefined) return;
  beginDay(world, life, first, journey.weekend);
  for (const leg of journey.legs) liveLeg(world, life, leg);
}

function beginDay(world: World, life: Life, leg: Leg, weekend: boolean): void {
  const { person } = life;
  const { random } = person;
  const device = weekend && random.chance(0.4) ? person.personal : person.laptop;
  const time = leg.from + random.between(20_000, 600_000);
  if (hasProvider(person, 'okta')) {
    life.okta = signInToOkta(world, life, device, leg.laptop.spot(time), leg.phone.spot(time), time);
  }
  if (random.chance(0.02)) mistypePassword(world, person, device, leg.laptop.spot(time), time - 15_000);
}

function signInToOkta(
  world: World,
  life: Life,
  device: Device,
  spot: Spot,
  responder: Spot,
  time: number,
): OktaSession | undefined {
  const factor = factorOn(life.person, device);
  return oktaSignIn(world.recorder, { person: life.person, device, spot, responder, time, factor }, life.person.random);
}

/** Times within the leg, in order. */
function moments(leg: Leg, perHour: number, life: Life): number[] {
  const { random } = life.person;
  const expected = (perHour * leg.weight * (leg.to - leg.from)) / HOUR;
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  const times = Array.from(
    { length: count },
    () => leg.from + 660_000 + random.int(Math.max(1, leg.to - leg.from - 660_000)),
  );
  return times.sort((a, b) => a - b);
}

function liveLeg(world: World, life: Life, leg: Leg): void {
  const { person } = life;
  if (hasProvider(person, 'okta')) useOkta(world, life, leg);
  if (hasProvider(person, 'entra')) useEntra(world, life, leg);
  if (hasProvider(person, 'google')) useGoogle(world, life, leg);
}

function useOkta(world: World, life: Life, leg: Leg): void {
  const { person } = life;
  for (const time of moments(leg, rate(person, 1.7), life)) {
    if (life.okta === undefined) return;
    const visit = { person, session: life.okta, spot: leg.laptop.spot(time), time };
    oktaVisit(world.recorder, { ...visit, app: person.random.pick(world.tenant.apps) }, person.random);
  }
}

function useEntra(world: World, life: Life, leg: Leg): void {
  const { person } = life;
  const { random } = person;
  const base = { tenant: world.tenant, person };
  for (const time of moments(leg, rate(person, 2), life)) {
    const spot = leg.laptop.spot(time);
    const session = random.chance(0.8) ? life.laptop : life.browser;
    entraRefresh(world.recorder, { ...base, session, spot, time, app: random.pick(DESKTOP_APPS) }, random);
  }
  for (const time of moments(leg, rate(person, 1.3), life)) {
    const spot = leg.phone.spot(time);
    entraRefresh(world.recorder, { ...base, session: life.phone, spot, time, app: random.pick(PHONE_APPS) }, random);
  }
  for (const time of moments(leg, 0.05, life)) {
    const session = random.chance(0.5) ? life.laptop : life.browser;
    const signIn = { ...base, session, device: person.laptop, spot: leg.laptop.spot(time), time, app: PORTAL };
    entraSignIn(world.recorder, { ...signIn, factor: person.factor, revised: random.chance(0.25) }, random);
  }
}

function useGoogle(world: World, life: Life, leg: Leg): void {
  const { person } = life;
  const { random } = person;
  const base = { tenant: world.tenant, person };
  const federated = person.googleFederated && hasProvider(person, 'okta');
  for (const time of moments(leg, 0.06, life)) {
    const signIn = { ...base, spot: leg.laptop.spot(time), time, factor: person.factor, federated };
    googleSignIn(world.recorder, signIn, random);
  }
  for (const time of moments(leg, rate(person, 0.5), life)) {
    googleToken(world.recorder, { ...base, spot: leg.laptop.spot(time), time }, random);
  }
}

/** One ordinary moment of a day that has begun: an application is opened or a token refreshed, at one of the person's providers. */
export function liveMoment({ tenant, recorder }: World, life: Life, spot: Spot, time: number): void {
  const { person, okta } = life;
  const { random } = person;
  const provider = random.pick(person.providers.filter((each) => each !== 'okta' || okta !== undefined));
  const own = { person, spot, time };
  if (provider === 'okta' && okta !== undefined)
    oktaVisit(recorder, { ...own, session: okta, app: random.pick(tenant.apps) }, random);
  if (provider === 'entra')
    entraRefresh(recorder, { ...own, tenant, session: life.laptop, app: random.pick(DESKTOP_APPS) }, random);
  if (provider === 'google') googleToken(recorder, { ...own, tenant }, random);
}

/** A typing mistake at the first provider the person has. */
function mistypePassword(world: World, person: Person, device: Device, spot: Spot, time: number): void {
  const { tenant, recorder } = world;
  const { random } = person;
  if (hasProvider(person, 'okta')) {
    const failed = { type: 'user.session.start', result: 'FAILURE', reason: 'INVALID_CREDENTIALS', severity: 'WARN' };
    recordOkta(recorder, { ...failed, time, person, device, spot }, random);
    return;
  }
  if (hasProvider(person, 'entra')) {
    const error = {
      code: 50126,
      reason: 'Error validating credentials due to invalid username or password.',
      detail: null,
    };
    const session = { id: random.uuid(), device, bound: false };
    const row = { tenant, person, time, spot, session, app: PORTAL, interactive: true, steps: [], error };
    recordEntra(recorder, { ...row, requirement: 'singleFactorAuthentication' }, random);
    return;
  }
  const parameters = [
    { name: 'login_type', value: 'google_password' },
    { name: 'login_challenge_method', multiValue: ['password'] },
    { name: 'login_failure_type', value: 'login_failure_invalid_password' },
  ];
  const events = [{ type: 'login', name: 'login_failure', parameters }];
  recordGoogle(recorder, { tenant, application: 'login', time, person, spot, events }, random);
}
