import type { estypes } from '@elastic/elasticsearch';
import { decodeCursor, encodeCursor, pageLimit } from '../cursor.ts';
import type { Page, PageRequest } from '../store.ts';
import type { Elasticsearch } from './client.ts';
import { isMissing } from './errors.ts';

export type Filter = estypes.QueryDslQueryContainer;

export interface Hit<S> {
  readonly index: string;
  readonly id: string;
  readonly source: S;
  readonly sort: readonly string[];
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** A search for documents in one order. */
export interface Search {
  /** Indices, patterns or an alias; what does not exist is empty. */
  readonly target: string;
  readonly filters: readonly Filter[];
  /** Fields of the order: a date, then keywords that tell documents of one moment apart. */
  readonly by: readonly [time: string, ...keys: string[]];
  readonly order: 'asc' | 'desc';
}

/**
 * One page. What did not change meanwhile keeps its place, so no view of the data needs to be kept open between pages.
 * @param binding of the cursor to this very search (`cursorBinding`)
 * @throws CursorError
 */
export async function pageOf<S, T>(
  es: Elasticsearch,
  search: Search,
  { limit: asked, after: cursor }: PageRequest,
  binding: string,
  read: (hit: Hit<S>) => T,
): Promise<Page<T>> {
  const types = search.by.map(() => 'string' as const);
  const after = cursor === undefined ? undefined : (decodeCursor(binding, cursor, types) as readonly string[]);
  const limit = pageLimit(asked);
  // The same copies of the shards for the same query: of two, one may be a moment behind. (What begins with `_` is Elasticsearch's own word.)
  const hits = await hitsOf<S>(es, search, limit + 1, after, { preference: `pages:${binding}` });
  const items = hits.slice(0, limit);
  const last = items.at(-1);
  const next = hits.length <= limit || last === undefined ? {} : { next: encodeCursor(binding, last.sort) };
  return { items: items.map(read), ...next };
}

/** Hits of one batch, and how long Elasticsearch keeps a view open between two. */
const BATCH = 1_000;
const KEEP_ALIVE = '5m';

/**
 * All hits in batches. Where one batch is not enough, the following ones come from one view (point in time); if that gets lost (it expired,
 * a node or an index went), a new one goes on where it ended.
 */
export async function* eachBatch<S>(es: Elasticsearch, search: Search): AsyncIterable<readonly Hit<S>[]> {
  let hits = await hitsOf<S>(es, search, BATCH);
  if (hits.length > 0) yield hits;
  const view = viewOf(es, search.target);
  try {
    while (hits.length === BATCH) {
      hits = await nextHits<S>(es, view, search, hits.at(-1)?.sort);
      if (hits.length > 0) yield hits;
    }
  } finally {
    await view.close();
  }
}

async function nextHits<S>(
  es: Elasticsearch,
  view: View,
  search: Search,
  after: readonly string[] | undefined,
): Promise<readonly Hit<S>[]> {
  for (;;) {
    const known = view.id !== undefined;
    try {
      return await hitsOf<S>(es, search, BATCH, after, { pit: { id: await view.open(), keep_alive: KEEP_ALIVE } });
    } catch (error) {
      if (!known || !isMissing(error)) throw error;
      view.forget();
    }
  }
}

interface View {
  readonly id: string | undefined;
  open(): Promise<string>;
  /** It is no more. */
  forget(): void;
  close(): Promise<void>;
}

function viewOf(es: Elasticsearch, target: string): View {
  let id: string | undefined;
  return {
    get id() {
      return id;
    },
    open: async () => {
      id ??= (
        await es.send((client) =>
          client.openPointInTime({ index: target, keep_alive: KEEP_ALIVE, ignore_unavailable: true }),
        )
      ).id;
      return id;
    },
    forget: () => {
      id = undefined;
    },
    close: async () => {
      const open = id;
      if (open === undefined) return;
      // It expires by itself: nobody is helped by an error now.
      await es.send((client) => client.closePointInTime({ id: open })).catch(() => undefined);
    },
  };
}

type Where = { readonly preference: string } | { readonly pit: { readonly id: string; readonly keep_alive: string } };

/** Up to `size` hits after a position. */
export async function hitsOf<S>(
  es: Elasticsearch,
  { target, filters, by, order }: Search,
  size: number,
  after?: readonly string[],
  where: Where | Record<string, never> = {},
): Promise<readonly Hit<S>[]> {
  const [time, ...keys] = by;
  const { hits } = await es.send((client) =>
    client.search<S>({
      ...('pit' in where ? {} : { index: target, ...LENIENT }),
      ...where,
      ...COMPLETE,
      size,
      query: { bool: { filter: [...filters] } },
      sort: [
        { [time]: { order, format: 'epoch_millis', missing: '_last' } },
        ...keys.map((key) => ({ [key]: { order } })),
      ],
      track_total_hits: false,
      seq_no_primary_term: true,
      ...(after === undefined ? {} : { search_after: [...after] }),
    }),
  );
  return hits.hits.map(hitOf);
}

/** Indices come with the first document and go with the last. */
export const LENIENT = { ignore_unavailable: true, allow_no_indices: true } as const;
/** Half an answer is none. */
export const COMPLETE = { allow_partial_search_results: false } as const;

function hitOf<S>(hit: estypes.SearchHit<S>): Hit<S> {
  const { _index: index, _id: id = '', _source: source, sort = [], _seq_no: seqNo = 0, _primary_term = 0 } = hit;
  if (source === undefined) throw new Error(`Elasticsearch returned ${index}/${id} without its source`);
  return { index, id, source, sort: sort.map(String), seqNo, primaryTerm: _primary_term };
}
