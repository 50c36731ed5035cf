import type { Operation } from '../../events/event.ts';
import { DAY_MS } from './closed-days.ts';
import type { Device, Observation, ObservedStep } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { hasFact } from '../../events/observation.ts';

/**
 * What a user's past was like: value → sighting, per dimension. An observation enters only when it leaves the timeline,
 * always in order of time, so nothing ever has to be taken out again.
 */
export type Profile = Map<string, Map<string, Sighting>>;

export interface Sighting {
  /** ms since 1970. */
  first: number;
  last: number;
  /** Bit n: seen n UTC days before the day of `last`. */
  days: number;
  count: number;
}

/** Dimensions every profile has; a detector's own are `<detector id>:<name>`. */
export type Dimension =
  | 'prefix'
  | 'asn'
  | 'country'
  /** Network class, and `class/operator` where an operator is known: a VPN habit. */
  | 'network_class'
  | 'device_token'
  | 'device_id'
  /** `os/browser` families. */
  | 'client'
  /** Methods of successful second-factor steps. */
  | 'method'
  | 'app'
  | 'role'
  | `${string}:${string}`;

export type Remembered = readonly [dimension: Dimension, value: string];

/** Per user and dimension; the least recently seen goes first. */
const MAX_VALUES = 64;

type Values = string | readonly string[] | undefined;

/** What each dimension reads out of the user's own successful activity. */
const READERS: ReadonlyMap<Dimension, (observation: Observation) => Values> = new Map<
  Dimension,
  (observation: Observation) => Values
>([
  ['prefix', ({ place }) => place?.prefix],
  ['asn', ({ place }) => (place?.asn === undefined ? undefined : String(place.asn))],
  ['network_class', ({ place }) => (place === undefined ? undefined : networkClasses(place))],
  ['country', ({ place }) => place?.geo?.country ?? place?.providerGeo?.country],
  ['device_token', ({ device }) => device.token],
  ['device_id', ({ device }) => device.id],
  ['client', clientOf],
  ['app', ({ app }) => app],
  ['method', ({ steps }) => (steps.length === 0 ? undefined : passedSecondFactors(steps))],
]);

function networkClasses({ networkClass, operator }: Place): Values {
  if (networkClass === 'unknown') return undefined;
  return operator === undefined ? networkClass : [networkClass, `${networkClass}/${operator}`];
}

function passedSecondFactors(steps: readonly ObservedStep[]): readonly string[] {
  return steps
    .filter(({ purpose, result }) => purpose === 'second_factor' && result === 'success')
    .map(({ method }) => method);
}

/** What an observation says of one dimension: only what the user did, successfully, from a client of their own. */
export function habitsIn(dimension: Dimension, observation: Observation): Values {
  if (dimension === 'role') return grantedRole(observation);
  const read = READERS.get(dimension);
  return read === undefined || !isOwnActivity(observation) ? undefined : read(observation);
}

function grantedRole(observation: Observation): string | undefined {
  if (observation.operation !== 'role_grant' || observation.outcome !== 'success') return undefined;
  return hasFact(observation, 'privileged_role') ? (observation.grantedRole ?? 'privileged') : undefined;
}

/** Everything an observation says about its user's habits. */
export function* habits(observation: Observation): Generator<Remembered> {
  const role = grantedRole(observation);
  if (role !== undefined) yield ['role', role];
  if (!isOwnActivity(observation)) return;
  for (const [dimension, read] of READERS) {
    const values = read(observation);
    if (typeof values === 'string') yield [dimension, values];
    else for (const value of values ?? []) yield [dimension, value];
  }
}

/** Whether an observation is the user's own successful activity from the device in their hands (not the answering phone, not machinery). */
export function isOwnActivity(observation: Observation): boolean {
  return (
    observation.outcome === 'success' &&
    observation.role === 'self' &&
    !LETS_NOBODY_IN.has(observation.operation) &&
    !hasFact(observation, 'responder') &&
    !hasFact(observation, 'internal') &&
    !isPasswordAlone(observation)
  );
}

/** Whoever knows a password, or just a name, gets this far: it makes nobody's network or browser known. */
const LETS_NOBODY_IN: ReadonlySet<Operation> = new Set<Operation>(['challenge', 'evaluate_policy', 'verdict']);

/** Okta Identity Engine logs the password as a step of its own, before any second factor. */
function isPasswordAlone({ operation, steps }: Observation): boolean {
  return operation === 'verify' && steps.length > 0 && steps.every(({ method }) => method === 'password');
}

const clients = new WeakMap<Device, string>();

/** `os/browser` families of the client, or undefined where neither is known. */
export function clientOf({ device }: Observation): string | undefined {
  const { osFamily, browserFamily } = device;
  if (osFamily === undefined && browserFamily === undefined) return undefined;
  let client = clients.get(device);
  if (client === undefined) clients.set(device, (client = `${osFamily ?? '?'}/${browserFamily ?? '?'}`));
  return client;
}

export function remember(profile: Profile, [dimension, value]: Remembered, time: number): void {
  let values = profile.get(dimension);
  if (values === undefined) profile.set(dimension, (values = new Map()));
  const sighting = values.get(value);
  if (sighting === undefined) {
    if (values.size >= MAX_VALUES) forgetOldest(values);
    values.set(value, { first: time, last: time, days: 1, count: 1 });
    return;
  }
  addSighting(sighting, time);
}

/** Adds a later sighting in place. `time` may also be earlier than `last` (a saturated key): then only first and count move. */
export function addSighting(sighting: Sighting, time: number): void {
  sighting.count += 1;
  if (time < sighting.first) sighting.first = time;
  const gap = Math.floor(time / DAY_MS) - Math.floor(sighting.last / DAY_MS);
  if (gap > 0) sighting.days = gap > 31 ? 1 : ((sighting.days << gap) | 1) >>> 0;
  else if (gap > -32) sighting.days = (sighting.days | (1 << -gap)) >>> 0;
  if (time > sighting.last) sighting.last = time;
}

/** Distinct UTC days among the last 32 before and including the day of `last`. */
export function daysSeen(sighting: Sighting): number {
  let days = 0;
  for (let bits = sighting.days >>> 0; bits !== 0; bits &= bits - 1) days += 1;
  return days;
}

function forgetOldest(values: Map<string, Sighting>): void {
  let oldest: string | undefined;
  let last = Infinity;
  for (const [value, sighting] of values) {
    if (sighting.last < last) {
      oldest = value;
      last = sighting.last;
    }
  }
  if (oldest !== undefined) values.delete(oldest);
}
