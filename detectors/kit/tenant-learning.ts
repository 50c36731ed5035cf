import type { Source } from '../../events/event.ts';
import type { Aliases } from '../../events/observe.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import { LATENESS_MS } from './detector.ts';
import { isOwnActivity } from './profile.ts';
import type { TenantFacts } from './view.ts';

/**
 * What is learned across users comes from complete UTC days only and takes effect `LATENESS_MS` after the day's end:
 * so it is a function of closed history, never of who arrived first (I3).
 */
const DAY = 86_400_000;
/** A network is the tenant's own when this many people used it on this many days. */
export const EGRESS_PEOPLE = 5;
export const EGRESS_DAYS = 3;

export interface LearnedEgress {
  readonly prefix: string;
  readonly asOrganization?: string;
  readonly people: number;
  readonly days: number;
  /** ms since 1970: from then on it counts as egress. */
  readonly effectiveFrom: number;
}

interface Use {
  readonly people: Set<string>;
  readonly peopleByDay: Map<number, Set<string>>;
  asOrganization: string | undefined;
}

/** Collects who used which network on which day. Order of arrival does not matter. */
export class EgressLearner {
  readonly #uses = new Map<string, Use>();

  add(user: string, observation: Observation): void {
    const { place } = observation;
    if (place === undefined || !isOwnActivity(observation)) return;
    let use = this.#uses.get(place.prefix);
    if (use === undefined) {
      this.#uses.set(
        place.prefix,
        (use = { people: new Set(), peopleByDay: new Map(), asOrganization: place.asOrganization }),
      );
    }
    use.people.add(user);
    const day = Math.floor(observation.time / DAY);
    const people = use.peopleByDay.get(day);
    if (people === undefined) use.peopleByDay.set(day, new Set([user]));
    else people.add(user);
  }

  /** Networks that qualify, with the moment each did. */
  learned(): readonly LearnedEgress[] {
    const learned: LearnedEgress[] = [];
    for (const [prefix, use] of this.#uses) {
      if (use.people.size < EGRESS_PEOPLE || use.peopleByDay.size < EGRESS_DAYS) continue;
      const entry = firstQualified(prefix, use);
      if (entry !== undefined) learned.push(entry);
    }
    return learned.sort((a, b) => a.effectiveFrom - b.effectiveFrom || (a.prefix < b.prefix ? -1 : 1));
  }
}

function firstQualified(prefix: string, use: Use): LearnedEgress | undefined {
  const people = new Set<string>();
  let days = 0;
  for (const [day, users] of [...use.peopleByDay].sort(([a], [b]) => a - b)) {
    days += 1;
    for (const user of users) people.add(user);
    if (people.size < EGRESS_PEOPLE || days < EGRESS_DAYS) continue;
    return {
      prefix,
      people: people.size,
      days,
      effectiveFrom: (day + 1) * DAY + LATENESS_MS,
      ...(use.asOrganization === undefined ? {} : { asOrganization: use.asOrganization }),
    };
  }
  return undefined;
}

/** Settings first, then what was learned; `notEgress` revokes learned networks. The answer is quoted in evidence. */
export function tenantFacts(settingsAt: (time: number) => Settings, learned: readonly LearnedEgress[]): TenantFacts {
  const byPrefix = new Map(learned.map((entry) => [entry.prefix, entry]));
  return {
    egress(place: Place, time: number): string | undefined {
      const settings = settingsAt(time);
      const listed = settings.egress.match(place);
      if (listed !== undefined) return `settings: egress ${listed}`;
      const entry = byPrefix.get(place.prefix);
      if (entry === undefined || entry.effectiveFrom > time || settings.notEgress.match(place) !== undefined)
        return undefined;
      return `learned egress ${entry.prefix} (${String(entry.people)} people on ${String(entry.days)} days)`;
    },
  };
}

/**
 * Immutable provider ids and the address each had first, learned from closed days: a rename keeps its state (design §2, Identity).
 */
export class AliasLearner {
  readonly #first = new Map<string, { address: string; time: number }>();

  add(source: Source, id: string | undefined, address: string | undefined, time: number): void {
    if (id === undefined || address === undefined) return;
    const key = `${source}:${id}`;
    const known = this.#first.get(key);
    if (known === undefined || time < known.time || (time === known.time && address < known.address)) {
      this.#first.set(key, { address, time });
    }
  }

  /** The table: settings' aliases always, learned pairs once the day they were first seen on has closed. */
  aliases(settings: Settings): Aliases {
    const listed = new Map<string, string>();
    for (const { user, ids } of settings.aliases) for (const id of ids) listed.set(id, user);
    const first = this.#first;
    return {
      userOf(source, id, address, time) {
        const byId = id === undefined ? undefined : listed.get(`${source}:${id}`);
        if (byId !== undefined) return byId;
        const pair = id === undefined ? undefined : first.get(`${source}:${id}`);
        const closed = pair !== undefined && (Math.floor(pair.time / DAY) + 1) * DAY + LATENESS_MS <= time;
        const known = closed ? pair.address : address;
        return known === undefined ? undefined : (listed.get(`address:${known}`) ?? known);
      },
    };
  }
}
