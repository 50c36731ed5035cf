import type { Fact, MfaEvent, Operation, Source } from './event.ts';
import { timeOfIso } from './iso-time.ts';
import type { Mutable } from './mutable.ts';
import { shortKey } from './short-key.ts';
import type { Device, Observation, ObservationWeight, ObservedStep } from './observation.ts';
import { placeOf } from './place-ecs.ts';
import { agentFamily } from './user-agent.ts';

/** Whose timeline an observation belongs to. */
export interface KeyedObservation {
  /** Canonical user. */
  readonly user: string;
  readonly observation: Observation;
  /** The people as the record names them: `rekey` needs them once an alias table is known. */
  readonly person: Person;
  readonly actor?: Person;
}

/** The alias table in force: which canonical user an immutable provider id (or an address) belongs to, or undefined. */
export interface Aliases {
  userOf(source: Source, id: string | undefined, address: string | undefined, time: number): string | undefined;
}

export const NO_ALIASES: Aliases = { userOf: () => undefined };

/**
 * The observations of one event: one for the user who acted and one for the user who was acted upon (an administrator's reset
 * belongs to its victim). Events without a person (service principals, jobs) give none.
 */
export function observe(event: MfaEvent, aliases: Aliases): readonly KeyedObservation[] {
  const time = timeOfIso(event['@timestamp']);
  const source = event.event.module;
  const facts = event.mfa.facts;
  if (facts.includes('service_principal')) return [];
  const person = sharedPerson(event.user);
  const victim = sharedPerson(event.user?.target);
  const actor = canonicalUser(source, person, aliases, time);
  const target = canonicalUser(source, victim, aliases, time);
  const base = observationOf(event, time);
  const keyed: KeyedObservation[] = [];
  if (target !== undefined && target !== actor && victim !== undefined) {
    const observation = asTarget(base, victim, actor);
    keyed.push(
      person === undefined
        ? { user: target, observation, person: victim }
        : { user: target, observation, person: victim, actor: person },
    );
  }
  if (actor !== undefined && person !== undefined)
    keyed.push({ user: actor, observation: withUser(base, person), person });
  return keyed;
}

/** The same observation under an alias table that was not known when it was made. */
export function rekey(keyed: KeyedObservation, aliases: Aliases): KeyedObservation {
  const { observation, person, actor } = keyed;
  const { source, time } = observation;
  const user = canonicalUser(source, person, aliases, time) ?? keyed.user;
  const actorName = canonicalUser(source, actor, aliases, time);
  if (user === keyed.user && actorName === observation.actor) return keyed;
  return { ...keyed, user, observation: { ...observation, actor: actorName } };
}

/** Somebody as a record names them. */
export interface Person {
  readonly id?: string;
  readonly email?: string;
  readonly name?: string;
  readonly full_name?: string;
}

/** How an event is found by the people in it: `<source>:<id>` and `address:<address>` of whoever acted and whoever was acted upon. */
export function peopleOf(event: MfaEvent): readonly string[] {
  const source = event.event.module;
  return [...new Set([event.user, event.user?.target].flatMap((person) => tokensOfPerson(source, person)))];
}

function tokensOfPerson(source: Source, person: Person | undefined): readonly string[] {
  if (person === undefined) return [];
  const address = addressOf(person);
  return [
    ...(person.id === undefined ? [] : [`${source}:${person.id}`]),
    ...(address === undefined ? [] : [`address:${address}`]),
  ];
}

/** Alias in force for the immutable id, else the lower-cased address, else `<source>:<id>`. */
export function canonicalUser(
  source: Source,
  person: Person | undefined,
  aliases: Aliases,
  time: number,
): string | undefined {
  if (person === undefined) return undefined;
  const address = addressOf(person);
  const alias = aliases.userOf(source, person.id, address, time);
  if (alias !== undefined) return alias;
  if (address !== undefined) return address;
  return person.id === undefined ? undefined : `${source}:${person.id}`;
}

export function addressOf(person: Person): string | undefined {
  if (person.email !== undefined) return person.email.toLowerCase();
  return person.name?.includes('@') === true ? person.name.toLowerCase() : undefined;
}

const PEOPLE_LIMIT = 100_000;
const people = new Map<string, Person>();

/** One object for one person however many records name them: a scan keeps a person with each of its events. */
function sharedPerson(user: Person | undefined): Person | undefined {
  if (user === undefined) return undefined;
  const { id, email, name, full_name: fullName } = user;
  const key = `${id ?? ''}|${email ?? ''}|${name ?? ''}|${fullName ?? ''}`;
  const known = people.get(key);
  if (known !== undefined && known.id === id && known.email === email && known.name === name) return known;
  const person: Person = {
    ...(id === undefined ? {} : { id }),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(fullName === undefined ? {} : { full_name: fullName }),
  };
  if (people.size >= PEOPLE_LIMIT) people.clear();
  people.set(key, person);
  return person;
}

/** All fields in one order, so that every observation has one shape (the codec builds them in the same order). */
function observationOf(event: MfaEvent, time: number): Mutable<Observation> {
  const { mfa } = event;
  const source = event.event.module;
  return {
    id: `${source}:${event.event.id}`,
    eventId: alertEventId(source, event.event.id),
    rank: mfa.rank,
    time,
    source,
    dataset: event.event.dataset,
    action: event.event.action,
    operation: mfa.operation,
    outcome: event.event.outcome,
    code: event.event.code,
    reason: event.event.reason,
    weight: weightOf(mfa.operation, mfa.facts),
    role: 'self',
    actor: undefined,
    userId: undefined,
    userName: undefined,
    fullName: undefined,
    place: placeOf(event),
    device: deviceOf(event),
    session: mfa.session?.id,
    rootSession: mfa.session?.root_id,
    flow: mfa.flow === undefined ? undefined : shortKey(mfa.flow.id),
    app: event.service?.name ?? event.service?.id,
    facts: mfa.facts,
    steps: mfa.steps.length === 0 ? NO_STEPS : mfa.steps.map(observedStep),
    verdict: mfa.verdict,
    grantedRole: mfa.role,
  };
}

const NO_STEPS: readonly ObservedStep[] = [];

/** Google's stored identity has the application in front; people look events up without it (docs/adr/0006). */
export function alertEventId(source: Source, storedId: string): string {
  return source === 'google_workspace' ? storedId.slice(storedId.indexOf('|') + 1) : storedId;
}

function withUser(observation: Mutable<Observation>, person: Person | undefined): Observation {
  observation.userId = person?.id;
  observation.userName = person?.name;
  observation.fullName = person?.full_name;
  return observation;
}

function asTarget(base: Observation, person: Person | undefined, actor: string | undefined): Observation {
  return withUser({ ...base, role: 'target', weight: 'mark', actor }, person);
}

function observedStep(step: MfaEvent['mfa']['steps'][number]): ObservedStep {
  const observed: Mutable<ObservedStep> = {
    time: timeOfIso(step.time),
    method: step.method,
    purpose: step.purpose,
    result: step.result,
    strength: step.strength,
  };
  if (step.phishing_resistant !== undefined) observed.phishingResistant = step.phishing_resistant;
  if (step.method_raw !== undefined) observed.raw = step.method_raw;
  if (step.detail !== undefined) observed.detail = step.detail;
  return observed;
}

const NO_DEVICE: Device = {};

function deviceOf(event: MfaEvent): Device {
  const { device, mfa, user_agent: agent } = event;
  const family = agent?.original === undefined ? undefined : agentFamily(agent.original);
  const osFamily = mfa.device?.os_family ?? family?.osFamily;
  const browserFamily = mfa.device?.browser_family ?? family?.browserFamily;
  if (device?.id === undefined && mfa.device === undefined && family === undefined) return NO_DEVICE;
  const result: Mutable<Device> = {};
  if (mfa.device?.token !== undefined) result.token = mfa.device.token;
  if (device?.id !== undefined) result.id = device.id;
  if (osFamily !== undefined) result.osFamily = osFamily;
  if (browserFamily !== undefined) result.browserFamily = browserFamily;
  if (family?.script === true) result.script = true;
  return sharedDevice(result);
}

const DEVICES_LIMIT = 50_000;
const devices = new Map<string, Device>();

/** Equal devices as one object, a user has few, and memory and comparison profit. */
function sharedDevice(device: Device): Device {
  const { token, id, osFamily, browserFamily, script } = device;
  const key = `${token ?? ''}|${id ?? ''}|${osFamily ?? ''}|${browserFamily ?? ''}|${script === true ? 's' : ''}`;
  const known = devices.get(key);
  // An id may hold the separator: what is remembered must be this device, not one that reads the same.
  if (known !== undefined && sameDevice(known, device)) return known;
  if (devices.size >= DEVICES_LIMIT) devices.clear();
  devices.set(key, device);
  return device;
}

function sameDevice(a: Device, b: Device): boolean {
  return (
    a.token === b.token &&
    a.id === b.id &&
    a.osFamily === b.osFamily &&
    a.browserFamily === b.browserFamily &&
    a.script === b.script
  );
}

const MARKS: ReadonlySet<Operation> = new Set<Operation>([
  'enroll',
  'unenroll',
  'update',
  'reset_all',
  'suspend',
  'unsuspend',
  'bypass',
  'recover',
  'password_change',
  'password_reset',
  'recovery_info_change',
  'device_register',
  'device_remove',
  'policy_change',
  'session_revoke',
  'verdict',
  'report_suspicious',
  'role_grant',
  'role_revoke',
  'lifecycle',
  'consent',
  'impersonate',
]);

const BACKGROUND: ReadonlySet<Operation> = new Set<Operation>([
  'sso',
  'evaluate_policy',
  'token_refresh',
  'token_issue',
  'other',
]);

function weightOf(operation: Operation, facts: readonly Fact[]): ObservationWeight {
  if (MARKS.has(operation)) return 'mark';
  return BACKGROUND.has(operation) || facts.includes('non_interactive') ? 'background' : 'interactive';
}
