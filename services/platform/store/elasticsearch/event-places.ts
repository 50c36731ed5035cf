import type { Elasticsearch } from './client.ts';
import type { EventItem } from './event-body.ts';
import type { Names } from './names.ts';
import { COMPLETE, LENIENT } from './pages.ts';

/** More than are written until searches see them (a second, unless an operator says otherwise). */
const MOST_RECENT = 50_000;
/** Ids of one search; each is found in one index, two at the worst. */
const BATCH = 4_000;

/** Where copies of events that may be revised lie: a revision may speak of another time, and so belong into another month. */
export interface EventPlaces {
  /** Indices that may hold a copy, by the item's id; none for most. */
  find(items: readonly EventItem[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A copy was written that searches do not see yet. */
  written(item: EventItem, index: string): void;
}

export function eventPlaces(es: Elasticsearch, names: Names): EventPlaces {
  const recent = new Map<string, string>();
  return {
    find: async (items) => {
      const revisable = items.filter(mayBeRevised);
      const places = new Map<string, string[]>();
      const add = (id: string, index: string): void => {
        places.set(id, [...(places.get(id) ?? []).filter((known) => known !== index), index]);
      };
      for (const { id } of revisable) {
        const index = recent.get(id);
        if (index !== undefined) add(id, index);
      }
      for (let at = 0; at < revisable.length; at += BATCH)
        for (const [id, index] of await search(es, names, revisable.slice(at, at + BATCH))) add(id, index);
      return places;
    },
    written: (item, index) => {
      if (!mayBeRevised(item)) return;
      recent.delete(item.id);
      recent.set(item.id, index);
      if (recent.size > MOST_RECENT) for (const oldest of recent.keys()) return void recent.delete(oldest);
    },
  };
}

/** Rank 0: its provider never changes a record (`MfaEvent.mfa.rank`). */
function mayBeRevised({ rank }: EventItem): boolean {
  return rank !== 0;
}

/** A tenth of what asking every month in real time costs. */
async function search(
  es: Elasticsearch,
  names: Names,
  items: readonly EventItem[],
): Promise<readonly (readonly [id: string, index: string])[]> {
  const tenants = [...new Set(items.map(({ event }) => event.organization.id))];
  const { hits } = await es.send((client) =>
    client.search({
      index: names.target('events', tenants),
      ...LENIENT,
      ...COMPLETE,
      size: 2 * BATCH,
      _source: false,
      track_total_hits: false,
      query: { bool: { filter: [{ ids: { values: items.map(({ id }) => id) } }] } },
    }),
  );
  return hits.hits.map(({ _id: id = '', _index: index }) => [id, index] as const);
}
