import type { Source } from '../../events/event.ts';
import type { Aliases } from '../../events/observe.ts';
import type { Settings } from '../../events/settings.ts';
import { afterDay, DAY_MS } from './closed-days.ts';

/**
 * Immutable provider ids and the address each had first, learned from closed days: a rename keeps its state.
 */
export class AliasLearner {
  readonly #first = new Map<string, { address: string; time: number }>();
  /** Ids an address was seen with, and since when: records about a user (an administrator's reset) often name the address alone. */
  readonly #holders = new Map<string, Map<string, number>>();

  add(source: Source, id: string | undefined, address: string | undefined, time: number): void {
    if (id === undefined || address === undefined) return;
    const key = `${source}:${id}`;
    const known = this.#first.get(key);
    if (known === undefined || time < known.time || (time === known.time && address < known.address)) {
      this.#first.set(key, { address, time });
    }
    this.#addHolder(`${source}:${address}`, key, time);
  }

  #addHolder(address: string, id: string, time: number): void {
    let holders = this.#holders.get(address);
    if (holders === undefined) this.#holders.set(address, (holders = new Map()));
    const since = holders.get(id);
    if (since === undefined || time < since) holders.set(id, time);
  }

  /** The table: settings' aliases always, learned pairs once the day they were first seen on has closed. */
  aliases(settings: Settings): Aliases {
    const listed = new Map<string, string>();
    for (const { user, ids } of settings.aliases) for (const id of ids) listed.set(id, user);
    const first = this.#first;
    const onlyHolder = (source: Source, address: string | undefined, time: number): string | undefined => {
      const holders = [...(this.#holders.get(`${source}:${address ?? ''}`) ?? [])].filter(([, since]) =>
        isClosed(since, time),
      );
      return holders.length === 1 ? holders[0]?.[0] : undefined;
    };
    return {
      userOf(source, id, address, time) {
        const byId = id === undefined ? undefined : listed.get(`${source}:${id}`);
        if (byId !== undefined) return byId;
        const key = id === undefined ? onlyHolder(source, address, time) : `${source}:${id}`;
        const pair = key === undefined ? undefined : first.get(key);
        const known = pair !== undefined && isClosed(pair.time, time) ? pair.address : address;
        return known === undefined ? undefined : (listed.get(`address:${known}`) ?? known);
      },
    };
  }
}

function isClosed(seen: number, time: number): boolean {
  return afterDay(Math.floor(seen / DAY_MS)) <= time;
}
