import { weekday } from './local-time.ts';
import { withoutVpn, type Person } from './person.ts';
import type { Random } from './random.ts';
import type { ProviderName } from './record.ts';
import type { Cast, Scenario } from './scenarios/stage.ts';

/** Who plays what, when. */
export interface Part {
  readonly scenario: Scenario;
  /** Index into the people. */
  readonly person: number;
  readonly day: number;
}

interface Role extends Cast {
  readonly providers: readonly ProviderName[];
  readonly days: readonly number[];
}

const DAY = 86_400_000;
/** Two scenarios of one person keep this many days apart, so that neither explains the other. */
const APART = 2;
/** The share of people who are given parts first; the others travel, use VPNs and live undisturbed while there is enough cast. */
const ON_STAGE = 0.6;

export interface CastingCall {
  readonly people: readonly Person[];
  readonly scenarios: readonly Scenario[];
  /** To be played on the day after the last, each by somebody else; cast first. */
  readonly encore?: readonly Scenario[];
  readonly start: number;
  readonly firstDay: number;
  readonly days: number;
}

/** Gives every scenario a person and a working day, spreading them over as many people as there are. */
export function castScenarios(
  call: CastingCall,
  random: Random,
): { parts: readonly Part[]; people: readonly Person[] } {
  const open = Array.from({ length: call.days - call.firstDay }, (_, index) => call.firstDay + index);
  const workdays = open.filter((day) => weekday(call.start + day * DAY) < 5);
  const roles = call.people.map((): Role | undefined => undefined);
  const parts: Part[] = [];
  const cast = (scenario: Scenario, days: readonly number[]): void => {
    const part = findPart(scenario, roles, days, random);
    if (part === undefined) return;
    parts.push(part);
    roles[part.person] = withPart(roles[part.person], part);
  };
  for (const scenario of call.encore ?? []) cast(scenario, [call.days]);
  for (const scenario of call.scenarios) cast(scenario, workdays);
  return { parts, people: call.people.map((person, index) => dressed(person, roles[index])) };
}

function findPart(
  scenario: Scenario,
  roles: readonly (Role | undefined)[],
  workdays: readonly number[],
  random: Random,
): Part | undefined {
  const load = (index: number): number => roles[index]?.days.length ?? 0;
  const stageable = Math.ceil(roles.length * ON_STAGE);
  const first = random.int(stageable);
  const order = Array.from({ length: stageable }, (_, index) => (first + index) % stageable);
  const others = Array.from({ length: roles.length - stageable }, (_, index) => stageable + index);
  for (const person of [...order.sort((a, b) => load(a) - load(b)), ...others]) {
    const role = roles[person];
    if (role !== undefined && !agrees(role, scenario.cast)) continue;
    const free = workdays.filter((day) => role?.days.every((taken) => Math.abs(taken - day) >= APART) ?? true);
    if (free.length > 0) return { scenario, person, day: random.pick(free) };
  }
  return undefined;
}

function agrees(role: Role, cast: Cast | undefined): boolean {
  const same = <T>(a: T | undefined, b: T | undefined): boolean => a === b || a === undefined || b === undefined;
  return same(role.factor, cast?.factor) && same(role.privileged, cast?.privileged);
}

function withPart(role: Role | undefined, { scenario, day }: Part): Role {
  return {
    ...role,
    ...scenario.cast,
    providers: [...new Set([...(role?.providers ?? []), ...scenario.needs])],
    days: [...(role?.days ?? []), day],
  };
}

/** The person with the traits their part needs: at home, without VPN, and no phone codes unless the part says so. */
function dressed(person: Person, role: Role | undefined): Person {
  if (role === undefined) return person;
  const byPhone = person.factor === 'sms' || person.factor === 'voice';
  return {
    ...person,
    access: withoutVpn(person.access),
    travels: false,
    remoteVpn: false,
    providers: [...new Set([...person.providers, ...role.providers])],
    factor: role.factor ?? (byPhone ? 'push' : person.factor),
    privileged: role.privileged ?? person.privileged,
  };
}
