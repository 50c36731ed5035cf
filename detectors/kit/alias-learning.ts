import type { Source } from '../../events/event.ts';
import type { Aliases } from '../../events/observe.ts';
import type { Settings } from '../../events/settings.ts';
import { afterDay, DAY_MS } from './closed-days.ts';

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
        const closed = pair !== undefined && afterDay(Math.floor(pair.time / DAY_MS)) <= time;
        const known = closed ? pair.address : address;
        return known === undefined ? undefined : (listed.get(`address:${known}`) ?? known);
      },
    };
  }
}
