import { recordBackground } from './background.ts';
import { castScenarios, type Part } from './casting.ts';
import { createLife, liveDay, type Life, type World } from './day.ts';
import { journeyOf, planTrips, type JourneyDay, type Trip } from './journey.ts';
import type { Person } from './person.ts';
import { createPeople } from './person.ts';
import { recordGrants } from './privileges.ts';
import { createRandom, type Random } from './random.ts';
import type { Label, PhoneUse, ProviderName, RawRecord } from './record.ts';
import { createRecorder, type Take } from './recorder.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { createStage, type Scenario } from './scenarios/stage.ts';
import { createTenant, type Egress, type Tenant } from './tenant.ts';
import { createVisitors } from './visitors.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No clock on earth is further ahead of UTC. */
const EARLIEST_ZONE = 14 * HOUR;

export interface OrganisationOptions {
  readonly seed: string | number;
  readonly tenant: string;
  /** Members; tenants with Entra have three visitors more. */
  readonly people: number;
  readonly days: number;
  /** UTC midnight of the first day, ms. */
  readonly start: number;
  readonly providers?: readonly ProviderName[];
  readonly egress?: Egress;
  /** City ids of the offices; drawn by the seed when absent. */
  readonly offices?: readonly string[];
  /** `true` (default): every scenario once; `false`: only the benign look-alikes; a list: exactly those scenario ids. */
  readonly attacks?: boolean | readonly string[];
  /** First day (from 0) on which scenarios play; by default the last third. Before it there is only ordinary life to learn from. */
  readonly attackFrom?: number;
  /** Scenario ids kept for the day after the last: their people live through the other days, and `encore` says who they are. */
  readonly encore?: readonly string[];
}

/** A scenario kept for later, with the one who is to play it. */
export interface Encore {
  readonly scenario: Scenario;
  readonly life: Life;
}

export interface Organisation {
  readonly tenant: Tenant;
  readonly people: readonly Person[];
  /** Everybody's sessions as the last batch left them. */
  readonly lives: readonly Life[];
  readonly encore: readonly Encore[];
  /** Batches in order of time. Runs once; labels and phone uses are complete when it has ended. */
  batches(): Generator<RawRecord[], void>;
  readonly labels: readonly Label[];
  readonly phoneUses: () => readonly PhoneUse[];
}

export interface GeneratedOrganisation {
  readonly tenant: Tenant;
  readonly people: readonly Person[];
  /** Sorted by time. */
  readonly records: readonly RawRecord[];
  readonly labels: readonly Label[];
  readonly expectations: { readonly phoneUses: readonly PhoneUse[] };
}

/** The whole organisation in memory (about 2.5 KB a record). For more than a million records use `openOrganisation`. */
export function generateOrganisation(options: OrganisationOptions): GeneratedOrganisation {
  const organisation = openOrganisation(options);
  const records: RawRecord[] = [];
  for (const batch of organisation.batches()) for (const record of batch) records.push(record);
  const { tenant, people, labels } = organisation;
  return { tenant, people, records, labels, expectations: { phoneUses: organisation.phoneUses() } };
}

/** The same records a day at a time. The same options always give the same records, labels and uses. */
export function openOrganisation(options: OrganisationOptions): Organisation {
  const random = createRandom(`${String(options.seed)}/${options.tenant}`);
  const { providers = ['okta', 'entra', 'google'], egress = 'none', offices } = options;
  const traits = { name: options.tenant, providers, egress, ...(offices === undefined ? {} : { offices }) };
  const tenant = createTenant(traits, random.fork('tenant'));
  const members = createPeople(tenant, options.people, random.fork('people'));
  const firstDay = options.attackFrom ?? options.days - Math.ceil(options.days / 3);
  const call = {
    people: members,
    scenarios: wanted(options.attacks ?? true, tenant),
    encore: wanted(options.encore ?? [], tenant),
    start: options.start,
    firstDay,
    days: options.days,
  };
  const cast = castScenarios(call, random.fork('casting'));
  const people = [...cast.people, ...createVisitors(tenant, options.people, random.fork('visitors'))];
  const recorder = createRecorder();
  const labels: Label[] = [];
  const lives = people.map(createLife);
  const run: Run = { options, world: { tenant, recorder }, people, lives, parts: cast.parts, labels, random };
  return {
    tenant,
    people,
    lives,
    labels,
    encore: encoreOf(cast.parts, lives, options.days),
    batches: () => runDays(run),
    phoneUses: () => [...recorder.phoneUses.values()],
  };
}

function encoreOf(parts: readonly Part[], lives: readonly Life[], day: number): readonly Encore[] {
  return parts
    .filter((part) => part.day === day)
    .flatMap(({ scenario, person }) => {
      const life = lives[person];
      return life === undefined ? [] : [{ scenario, life }];
    });
}

function wanted(attacks: boolean | readonly string[], tenant: Tenant): readonly Scenario[] {
  const playable = SCENARIOS.filter((scenario) => scenario.needs.every((need) => tenant.providers.includes(need)));
  if (attacks === true) return playable;
  if (attacks === false) return playable.filter((scenario) => scenario.kind === 'benign');
  const unknown = attacks.find((id) => !SCENARIOS.some((scenario) => scenario.id === id));
  if (unknown !== undefined) throw new RangeError(`no scenario ${unknown}`);
  return playable.filter((scenario) => attacks.includes(scenario.id));
}

interface Run {
  readonly options: OrganisationOptions;
  readonly world: World;
  readonly people: readonly Person[];
  readonly lives: readonly Life[];
  readonly parts: readonly Part[];
  readonly labels: Label[];
  readonly random: Random;
}

interface Biography {
  readonly life: Life;
  readonly trips: readonly Trip[];
  readonly parts: readonly Part[];
}

function* runDays(run: Run): Generator<RawRecord[], void> {
  const { options, world, people } = run;
  const biographies = run.lives.map((life, index) => ({
    life,
    trips: planTrips(life.person, options.days, life.person.random.fork('trips')),
    parts: run.parts.filter((part) => part.person === index),
  }));
  recordGrants(world, people, options.start + 6 * HOUR, run.random.fork('grants'));
  for (let day = 0; day < options.days; day += 1) {
    const dayStart = options.start + day * DAY;
    for (const biography of biographies) runPersonDay(run, biography, day);
    recordBackground(world, people, dayStart, run.random.fork(`background ${String(day)}`));
    yield world.recorder.drain(dayStart + DAY - EARLIEST_ZONE);
  }
  yield world.recorder.drain(Infinity);
}

function runPersonDay(run: Run, { life, trips, parts }: Biography, day: number): void {
  const { world, options } = run;
  const journey = journeyOf(life.person, world.tenant, trips, options.start, day);
  const tale = taleOf(life.person, journey, day, options.start);
  if (tale === undefined) liveDay(world, life, journey);
  else playLabelled(run, tale, life.person, day, () => liveDay(world, life, journey));
  for (const { scenario } of parts.filter((part) => part.day === day)) {
    const random = run.random.fork(`${scenario.id} ${String(day)}`);
    const stage = createStage(world, life, journey.legs, options.start + day * DAY, random);
    playLabelled(run, scenario, life.person, day, () => scenario.play(stage));
  }
}

type Tale = Pick<Scenario, 'id' | 'kind' | 'detector' | 'rule' | 'expected' | 'description'>;

const INNOCENT = { kind: 'benign', detector: 'impossible-travel', expected: 'silence' } as const;
const FLIGHT = {
  ...INNOCENT,
  id: 'flight',
  description: 'A flight: sign-ins at both ends, at a speed aircraft reach.',
};
const AIRBORNE = { ...FLIGHT, id: 'in-flight', description: 'A flight with work over its satellite Wi-Fi.' };
const TECHNICIAN = {
  ...INNOCENT,
  id: 'msp-technician',
  description: 'A technician of the managed service provider, whose home is another tenant and country.',
};

/** Ordinary days that a detector may be tempted by. */
function taleOf(person: Person, journey: JourneyDay, day: number, start: number): Tale | undefined {
  const flies = journey.trip !== undefined && (day === journey.trip.out || day === journey.trip.back);
  if (flies) return journey.legs.some((leg) => leg.where === 'airborne') ? AIRBORNE : FLIGHT;
  const midweek = Math.floor(start / DAY + day + 3) % 7 === 2;
  return person.kind === 'technician' && midweek ? TECHNICIAN : undefined;
}

function playLabelled(run: Run, tale: Tale, person: Person, day: number, play: () => void): void {
  const id = `${tale.id}/${person.email}/${String(day)}`;
  const take: Take = run.world.recorder.label(id, play);
  if (take.eventIds.length === 0) return;
  const { kind, detector, rule, expected, description } = tale;
  const hints = { ...(detector === undefined ? {} : { detector }), ...(rule === undefined ? {} : { rule }) };
  run.labels.push({ id, kind, scenario: tale.id, ...hints, user: person.email, ...take, expected, description });
}
