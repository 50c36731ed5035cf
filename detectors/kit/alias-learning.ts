import type { Source } from '../../events/event.ts';
import type { Aliases } from '../../events/observe.ts';
import { canonicalUser } from '../../events/observe.ts';
import type { Settings } from '../../events/settings.ts';
import { afterDay } from './closed-days.ts';
import type { DaySummary, Name } from './day-summary.ts';
import { dayOf, nameKey } from './day-summary.ts';
import type { SettingsVersion } from './settings-version.ts';
import { settingsInForce } from './settings-version.ts';

/** A name and the earliest event under it in any day summarised, ms since 1970. Plain JSON: the learned table as it is stored. */
export interface SeenName extends Name {
  readonly since: number;
}

/** The alias table of a tenant. */
export interface TenantAliases extends Aliases {
  /** Every token (`peopleOf`) under which an event of this canonical user may stand; may name too many, never too few. */
  tokensOf(user: string): readonly string[];
}

/** Names from summaries, one after another, in any order. */
export class NameLearner {
  readonly #names = new Map<string, SeenName>();

  add({ people }: DaySummary): void {
    for (const { source, id, address, since } of people) {
      const name = {
        source,
        since,
        ...(id === undefined ? {} : { id }),
        ...(address === undefined ? {} : { address }),
      };
      const key = nameKey(name);
      const known = this.#names.get(key);
      if (known === undefined || since < known.since) this.#names.set(key, name);
    }
  }

  /** In order of source, id and address. */
  names(): readonly SeenName[] {
    return [...this.#names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
  }
}

export function learnedNames(summaries: Iterable<DaySummary>): readonly SeenName[] {
  const learner = new NameLearner();
  for (const summary of summaries) learner.add(summary);
  return learner.names();
}

/**
 * Immutable provider ids keep the address each had first, so that a rename keeps its state. Settings' aliases hold always, learned names once
 * the day they were first seen on has closed. A record that names an address alone belongs to the one id that had it.
 * @param versions all versions of the settings; the first holds from the beginning
 */
export function aliasTable(names: readonly SeenName[], versions: readonly SettingsVersion[]): TenantAliases {
  const learned = new LearnedNames(names);
  const settingsAt = settingsInForce(versions);
  const listings = new Map(versions.map(({ settings }) => [settings, listingOf(settings)]));
  return {
    userOf(source, id, address, time) {
      const listed = listings.get(settingsAt(time)) ?? NOTHING_LISTED;
      const key = id === undefined ? learned.onlyHolder(source, address, time) : `${source}:${id}`;
      const byId = key === undefined ? undefined : listed.get(key);
      if (byId !== undefined) return byId;
      const known = (key === undefined ? undefined : learned.firstAddress(key, time)) ?? address;
      return known === undefined ? undefined : (listed.get(`address:${known}`) ?? known);
    },
    tokensOf: (user) => tokensOf(user, learned, [...listings.values()]),
  };
}

type Listing = ReadonlyMap<string, string>;
const NOTHING_LISTED: Listing = new Map();

function listingOf({ aliases }: Settings): Listing {
  return new Map(aliases.flatMap(({ user, ids }) => ids.map((id) => [id, user] as const)));
}

/** Names by what is asked of them. Ids are `<source>:<id>`. */
class LearnedNames {
  readonly #first = new Map<string, { readonly address: string; readonly since: number }>();
  /** Ids an address was seen with, and since when: records about a user (an administrator's reset) often name the address alone. */
  readonly #holders = new Map<string, Map<string, number>>();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #addresses = new Map<string, Set<string>>();

  constructor(names: readonly SeenName[]) {
    for (const { source, id, address, since } of names) {
      if (id === undefined || address === undefined) continue;
      const key = `${source}:${id}`;
      const first = this.#first.get(key);
      if (first === undefined || since < first.since || (since === first.since && address < first.address))
        this.#first.set(key, { address, since });
      entryOf(this.#holders, `${source}:${address}`, () => new Map<string, number>()).set(key, since);
      entryOf(this.#byAddress, address, () => new Set<string>()).add(key);
      entryOf(this.#addresses, key, () => new Set<string>()).add(address);
    }
  }

  firstAddress(id: string, time: number): string | undefined {
    const first = this.#first.get(id);
    return first !== undefined && isClosed(first.since, time) ? first.address : undefined;
  }

  /** The one id the address was seen with in days closed at `time`. */
  onlyHolder(source: Source, address: string | undefined, time: number): string | undefined {
    let only: string | undefined;
    for (const [id, since] of this.#holders.get(`${source}:${address ?? ''}`) ?? []) {
      if (!isClosed(since, time)) continue;
      if (only !== undefined) return undefined;
      only = id;
    }
    return only;
  }

  holders(address: string): Iterable<string> {
    return this.#byAddress.get(address) ?? [];
  }

  addresses(id: string): Iterable<string> {
    return this.#addresses.get(id) ?? [];
  }
}

/** From the user to the names listed for them, from their addresses to the ids that had one, and from those to all addresses they had. */
function tokensOf(user: string, learned: LearnedNames, listings: readonly Listing[]): readonly string[] {
  const listed = listings.flatMap((listing) => [...listing].filter(([, of]) => of === user).map(([token]) => token));
  const own = [`address:${user}`, ...listed];
  const ids = new Set([user, ...own.filter((token) => !token.startsWith(ADDRESS))]);
  for (const token of own) {
    if (token.startsWith(ADDRESS)) for (const id of learned.holders(token.slice(ADDRESS.length))) ids.add(id);
  }
  const addresses = [...ids].flatMap((id) => [...learned.addresses(id)].map((address) => `${ADDRESS}${address}`));
  return [...new Set([...own, ...ids, ...addresses])].filter((token) => token.includes(':')).sort();
}

const ADDRESS = 'address:';

/**
 * Canonical users whose set of events is another one under the new table: those a name belonged to before or belongs to after, where the two
 * differ. A name not seen before counts where either table gives it to somebody else than its own address or id, for its events may have
 * been keyed before the table that knows it was in force. May name too many, never too few.
 */
export function changedUsers(before: AliasVersion, after: AliasVersion): ReadonlySet<string> {
  const known = new Set(before.names.map(nameKey));
  const boundaries = boundariesOf([...before.versions, ...after.versions], [...before.names, ...after.names]);
  const users = new Set<string>();
  for (const name of byName([...before.names, ...after.names])) {
    const isNew = !known.has(nameKey(name));
    for (const time of boundaries(name)) {
      const [old, now] = [userAt(before, name, time), userAt(after, name, time)];
      const owners = isNew ? [old, now, naturalUser(name)] : [old, now];
      if (new Set(owners).size > 1) for (const owner of owners) if (owner !== undefined) users.add(owner);
    }
  }
  return users;
}

export interface AliasVersion {
  readonly names: readonly SeenName[];
  readonly versions: readonly SettingsVersion[];
  /** `aliasTable` of the two. */
  readonly aliases: Aliases;
}

/** Each name once, since the earliest time it is known from. */
function byName(names: readonly SeenName[]): readonly SeenName[] {
  const unique = new Map<string, SeenName>();
  for (const name of names) {
    const key = nameKey(name);
    const known = unique.get(key);
    if (known === undefined || name.since < known.since) unique.set(key, name);
  }
  return [...unique.values()];
}

/** For a name the times at which who it means may change: when settings change, and when a day closes on which it or a relative was first seen. */
function boundariesOf(
  versions: readonly SettingsVersion[],
  names: readonly SeenName[],
): (name: SeenName) => readonly number[] {
  const relatives = new Map<string, SeenName[]>();
  for (const name of names) for (const token of tokensOfName(name)) entryOf(relatives, token, () => []).push(name);
  const related = (name: Name): readonly SeenName[] =>
    tokensOfName(name).flatMap((token) => relatives.get(token) ?? []);
  const changes = versions.map(({ effectiveFrom }) => effectiveFrom);
  return (name) => {
    const near = new Set(related(name));
    for (const one of [...near]) for (const next of related(one)) near.add(next);
    const closings = [...near].map(({ since }) => afterDay(dayOf(since)));
    return [...new Set([name.since, ...changes, ...closings])].filter((time) => time >= name.since);
  };
}

function tokensOfName({ source, id, address }: Name): readonly string[] {
  return [
    ...(id === undefined ? [] : [`id ${source}:${id}`]),
    ...(address === undefined ? [] : [`address ${source}:${address}`]),
  ];
}

function userAt({ aliases }: AliasVersion, name: Name, time: number): string | undefined {
  return canonicalUser(name.source, personOf(name), aliases, time);
}

function naturalUser({ source, id, address }: Name): string | undefined {
  return address ?? (id === undefined ? undefined : `${source}:${id}`);
}

export function personOf({ id, address }: Name): { readonly id?: string; readonly email?: string } {
  return { ...(id === undefined ? {} : { id }), ...(address === undefined ? {} : { email: address }) };
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = make()));
  return entry;
}

function isClosed(seen: number, time: number): boolean {
  return afterDay(dayOf(seen)) <= time;
}
