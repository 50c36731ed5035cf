import { compareGeo } from '../../events/network/distance.ts';
import type { Aliases } from '../../events/observe.ts';
import { canonicalUser } from '../../events/observe.ts';
import type { Place } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import { personOf } from './alias-learning.ts';
import { afterDay } from './closed-days.ts';
import type { DaySummary } from './day-summary.ts';
import { placeOfNetwork } from './day-summary.ts';
import { retentionOf } from './timeline.ts';
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

/** Networks that qualify, from summaries of days in any order. People are counted as the aliases name them when the day takes effect. */
export function learnedEgress(summaries: Iterable<DaySummary>, aliases: Aliases): readonly LearnedEgress[] {
  const learner = new EgressLearner(aliases);
  for (const summary of [...summaries].sort((a, b) => a.day - b.day)) learner.add(summary);
  return learner.learned();
}

/** The same for more days than fit into memory: they come one by one, in order. */
export class EgressLearner {
  readonly #aliases: Aliases;
  readonly #candidates = new Map<string, Candidate>();
  #lastDay = -Infinity;

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
  }

  /** @throws RangeError for a day not after the one before. */
  add(summary: DaySummary): void {
    const { day } = summary;
    if (day <= this.#lastDay) throw new RangeError(`day ${String(day)} after day ${String(this.#lastDay)}`);
    this.#lastDay = day;
    for (const [prefix, visit] of visitsOf(summary, this.#aliases)) {
      let candidate = this.#candidates.get(prefix);
      if (candidate === undefined) this.#candidates.set(prefix, (candidate = new Candidate(prefix)));
      candidate.addDay(day, visit);
    }
  }

  /** In order of the time they took effect. */
  learned(): readonly LearnedEgress[] {
    return [...this.#candidates.values()]
      .map((candidate) => candidate.learned)
      .filter((entry) => entry !== undefined)
      .sort((a, b) => a.effectiveFrom - b.effectiveFrom || (a.prefix < b.prefix ? -1 : 1));
  }
}

interface Visit {
  readonly place: Place;
  readonly users: string[];
  /** Those of them who were also far away that day, and on which networks. */
  readonly fromAfar: Map<string, readonly string[]>;
}

function visitsOf(summary: DaySummary, aliases: Aliases): Map<string, Visit> {
  const places = summary.networks.map(placeOfNetwork);
  const visits = new Map<string, Visit>();
  for (const [user, used] of attendanceOf(summary, aliases)) {
    const visited = [...used].map((index) => places[index]).filter((place) => place !== undefined);
    for (const place of visited) {
      let visit = visits.get(place.prefix);
      if (visit === undefined) visits.set(place.prefix, (visit = { place, users: [], fromAfar: new Map() }));
      visit.users.push(user);
      if (visited.length === 1) continue;
      const far = visited.filter((other) => isFarFrom(place, other)).map(({ prefix }) => prefix);
      if (far.length > 0) visit.fromAfar.set(user, far);
    }
  }
  return visits;
}

/** Canonical user → positions of the networks they used. */
function attendanceOf({ day, people }: DaySummary, aliases: Aliases): Map<string, Set<number>> {
  const attendance = new Map<string, Set<number>>();
  for (const { networks, ...name } of people) {
    if (networks === undefined) continue;
    const user = canonicalUser(name.source, personOf(name), aliases, afterDay(day));
    if (user === undefined) continue;
    const known = attendance.get(user);
    if (known === undefined) attendance.set(user, new Set(networks));
    else for (const index of networks) known.add(index);
  }
  return attendance;
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

/** Networks of which the two tables say different things, and the earliest event they may be said of (ms since 1970). */
export function changedEgress(
  before: readonly LearnedEgress[],
  after: readonly LearnedEgress[],
): readonly EgressChange[] {
  const [old, now] = [byPrefixOf(before), byPrefixOf(after)];
  const changes: EgressChange[] = [];
  for (const prefix of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(prefix), now.get(prefix)];
    if (JSON.stringify(shapeOf(was)) === JSON.stringify(shapeOf(is))) continue;
    const from = Math.min(was?.effectiveFrom ?? Infinity, is?.effectiveFrom ?? Infinity);
    changes.push({ prefix, from, seenSince: from - retentionOf('mark') });
  }
  return changes.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

export interface EgressChange {
  readonly prefix: string;
  /** Findings anchored from here on may change … */
  readonly from: number;
  /** … those of users who were on the network since this time: detectors look back that far. */
  readonly seenSince: number;
}

function byPrefixOf(entries: readonly LearnedEgress[]): ReadonlyMap<string, LearnedEgress> {
  return new Map(entries.map((entry) => [entry.prefix, entry]));
}

/** In one order: entries from JSON may have another. */
function shapeOf(entry: LearnedEgress | undefined): unknown {
  return entry && [entry.asOrganization, entry.people, entry.days, entry.effectiveFrom, entry.gatewayFrom];
}

/** Settings first, then what was learned; `notEgress` revokes learned networks. The answers are quoted in evidence. */
export function tenantFacts(settingsAt: (time: number) => Settings, learned: readonly LearnedEgress[]): TenantFacts {
  const byPrefix = byPrefixOf(learned);
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
