import { addressAt, type SpotRequest } from './elsewhere.ts';
import type { Life, World } from '../day.ts';
import type { Leg } from '../journey.ts';
import { atLocal } from '../local-time.ts';
import type { Spot } from '../network.ts';
import type { OktaSession } from '../okta/sign-in.ts';
import type { Factor, Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { Label, ProviderName } from '../record.ts';
import type { App } from '../tenant.ts';

/** Where a scenario plays: one person on one ordinary working day at home, after that day has been lived. */
export interface Stage extends World {
  readonly person: Person;
  readonly life: Life;
  readonly random: Random;
  /** ms at that hour of the person's local clock. */
  at(hour: number): number;
  /** The person's laptop at that time; before and after hours the home line. */
  spot(time: number): Spot;
  phoneSpot(time: number): Spot;
  /** A new address somewhere else. */
  elsewhere(request: SpotRequest): Spot;
}

/** What a scenario asks of its person beyond being an ordinary member without VPN habit and travel plans. */
export interface Cast {
  readonly factor?: Factor;
  readonly privileged?: boolean;
}

export interface Scenario {
  readonly id: string;
  readonly kind: Label['kind'];
  readonly detector?: string;
  readonly rule?: string;
  readonly expected: Label['expected'];
  readonly description: string;
  /** Providers the person must have. */
  readonly needs: readonly ProviderName[];
  /** Traits the person is given for this. */
  readonly cast?: Cast;
  play(stage: Stage): void;
}

export function createStage(world: World, life: Life, legs: readonly Leg[], dayStart: number, random: Random): Stage {
  const { person } = life;
  const legAt = (time: number): Leg | undefined => legs.find((leg) => time >= leg.from && time < leg.to);
  return {
    ...world,
    person,
    life,
    random,
    at: (hour) => atLocal(person.home.timeZone, dayStart, hour),
    spot: (time) => (legAt(time)?.laptop ?? person.access.sase ?? person.access.home).spot(time),
    phoneSpot: (time) => (legAt(time)?.phone ?? person.access.carrier).spot(time),
    elsewhere: (request) => addressAt(person, request, random),
  };
}

/** The Okta session of the day's laptop. */
export function oktaSessionOf(stage: Stage): OktaSession {
  const session = stage.life.okta;
  if (session === undefined) throw new Error(`${stage.person.email} has no Okta session`);
  return session;
}

export const minutes = (count: number): number => count * 60_000;

export const anApp = (stage: Stage): App => stage.random.pick(stage.tenant.apps);
