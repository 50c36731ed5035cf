import { compareGeo } from '../../events/network/distance.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import { afterDay, DAY_MS } from './closed-days.ts';
import { isOwnActivity } from './profile.ts';
import type { TenantFacts } from './view.ts';

/** A network is the tenant's own egress once at least this many people used it on each of at least this many days. */
const EGRESS_PEOPLE = 5;
const EGRESS_DAYS = 3;
/**
 * Egress is a *gateway* (a VPN concentrator, a remote desktop farm) rather than an office once, on as many days, this many of its users of the
 * day were on the same day also this far away on other networks: its address does not tell where its users are. The network most of them
 * share far away does not count: seen from an office or a town, that is the gateway itself.
 */
const GATEWAY_PEOPLE = 3;
const GATEWAY_KM = 500;
/** … and this share of the day's users: among the many customers of one access provider somebody always travels. */
const GATEWAY_SHARE = 0.25;

export interface LearnedEgress {
  readonly prefix: string;
  readonly asOrganization?: string;
  /** People and days when it qualified. */
  readonly people: number;
  readonly days: number;
  /** ms since 1970: from then on it counts as egress. */
  readonly effectiveFrom: number;
  /** From then on it counts as a gateway too; absent for an office. */
  readonly gatewayFrom?: number;
}

/** day → user → prefix → place. */
type Attendance = Map<number, Map<string, Map<string, Place>>>;

/** Collects who used which network on which day. Order of arrival does not matter. */
export class EgressLearner {
  readonly #attendance: Attendance = new Map();

  add(user: string, observation: Observation): void {
    const { place } = observation;
    if (place === undefined || !isOwnActivity(observation)) return;
    const users = entryOf(this.#attendance, Math.floor(observation.time / DAY_MS));
    const places = entryOf(users, user);
    const known = places.get(place.prefix);
    if (known === undefined || place.ip < known.ip) places.set(place.prefix, place);
  }

  /** Networks that qualify, with the moment each did. */
  learned(): readonly LearnedEgress[] {
    const candidates = new Map<string, Candidate>();
    for (const [day, users] of [...this.#attendance].sort(([a], [b]) => a - b)) {
      for (const [prefix, visit] of visitsOf(users)) {
        let candidate = candidates.get(prefix);
        if (candidate === undefined) candidates.set(prefix, (candidate = new Candidate(prefix)));
        candidate.addDay(day, visit);
      }
    }
    return [...candidates.values()]
      .map((candidate) => candidate.learned)
      .filter((entry) => entry !== undefined)
      .sort((a, b) => a.effectiveFrom - b.effectiveFrom || (a.prefix < b.prefix ? -1 : 1));
  }
}

interface Visit {
  /** Of the lowest address used, whoever came first. */
  place: Place;
  readonly users: string[];
  /** Those of them who were also far away that day, and on which networks. */
  readonly fromAfar: Map<string, readonly string[]>;
}

function visitsOf(users: ReadonlyMap<string, ReadonlyMap<string, Place>>): Map<string, Visit> {
  const visits = new Map<string, Visit>();
  for (const [user, places] of users) {
    for (const [prefix, place] of places) {
      let visit = visits.get(prefix);
      if (visit === undefined) visits.set(prefix, (visit = { place, users: [], fromAfar: new Map() }));
      if (place.ip < visit.place.ip) visit.place = place;
      visit.users.push(user);
      if (places.size === 1) continue;
      const far = [...places.values()].filter((other) => isFarFrom(place, other)).map((other) => other.prefix);
      if (far.length > 0) visit.fromAfar.set(user, far);
    }
  }
  return visits;
}

function isFarFrom(place: Place, other: Place): boolean {
  // Any other class surfaces elsewhere: being far away through a VPN or a carrier is no journey.
  if (other.networkClass !== 'unknown') return false;
  const comparison = compareGeo(place, other);
  return comparison !== undefined && comparison.km - comparison.radiusKm >= GATEWAY_KM;
}

/** One network on its way to becoming egress, day by day. */
class Candidate {
  readonly #prefix: string;
  readonly #people = new Set<string>();
  #gatewayDays = 0;
  #busyDays = 0;
  #entry: LearnedEgress | undefined;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get learned(): LearnedEgress | undefined {
    return this.#entry;
  }

  addDay(day: number, { place, users, fromAfar }: Visit): void {
    for (const user of users) this.#people.add(user);
    if (isGatewayDay(users.length, fromAfar)) this.#gatewayDays += 1;
    if (users.length >= EGRESS_PEOPLE) this.#busyDays += 1;
    if (this.#entry === undefined && this.#busyDays >= EGRESS_DAYS) {
      this.#entry = {
        prefix: this.#prefix,
        people: this.#people.size,
        days: this.#busyDays,
        effectiveFrom: afterDay(day),
        ...(place.asOrganization === undefined ? {} : { asOrganization: place.asOrganization }),
      };
    }
    if (this.#entry !== undefined && this.#entry.gatewayFrom === undefined && this.#gatewayDays >= EGRESS_DAYS) {
      this.#entry = { ...this.#entry, gatewayFrom: afterDay(day) };
    }
  }
}

function isGatewayDay(users: number, fromAfar: ReadonlyMap<string, readonly string[]>): boolean {
  if (fromAfar.size < GATEWAY_PEOPLE) return false;
  const shared = mostShared(fromAfar.values());
  let people = 0;
  for (const prefixes of fromAfar.values()) if (prefixes.some((prefix) => prefix !== shared)) people += 1;
  return people >= GATEWAY_PEOPLE && people >= GATEWAY_SHARE * users;
}

/** The prefix in most of the lists; of equals the first by name, whatever order they came in. */
function mostShared(lists: Iterable<readonly string[]>): string {
  const counts = new Map<string, number>();
  for (const list of lists) for (const prefix of list) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  let most = '';
  for (const [prefix, count] of counts) {
    const best = counts.get(most) ?? 0;
    if (count > best || (count === best && prefix < most)) most = prefix;
  }
  return most;
}

function entryOf<K, V>(map: Map<K, Map<string, V>>, key: K): Map<string, V> {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = new Map()));
  return entry;
}

/** Settings first, then what was learned; `notEgress` revokes learned networks. The answers are quoted in evidence. */
export function tenantFacts(settingsAt: (time: number) => Settings, learned: readonly LearnedEgress[]): TenantFacts {
  const byPrefix = new Map(learned.map((entry) => [entry.prefix, entry]));
  const listed = (place: Place, time: number): string | undefined => {
    const entry = settingsAt(time).egress.match(place);
    return entry === undefined ? undefined : `settings: egress ${entry}`;
  };
  const learnedAt = (place: Place, time: number): LearnedEgress | undefined => {
    const entry = byPrefix.get(place.prefix);
    if (entry === undefined || entry.effectiveFrom > time) return undefined;
    return settingsAt(time).notEgress.match(place) === undefined ? entry : undefined;
  };
  return {
    egress(place, time) {
      const entry = learnedAt(place, time);
      return listed(place, time) ?? (entry === undefined ? undefined : describe('egress', entry));
    },
    gateway(place, time) {
      const entry = learnedAt(place, time);
      const isGateway = entry?.gatewayFrom !== undefined && entry.gatewayFrom <= time;
      return listed(place, time) ?? (isGateway ? describe('gateway', entry) : undefined);
    },
  };
}

function describe(kind: 'egress' | 'gateway', { prefix, people, days }: LearnedEgress): string {
  return `learned ${kind} ${prefix} (${String(people)} people, ${String(days)} days)`;
}
