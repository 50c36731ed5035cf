import type { estypes } from '@elastic/elasticsearch';
import type { Bucket } from '../store.ts';
import type { Elasticsearch } from './client.ts';
import { COMPLETE, LENIENT } from './pages.ts';
import type { Filter } from './pages.ts';

/** A field documents are counted by: a keyword or number, or the UTC day of a date. */
export interface Column {
  readonly field: string;
  readonly day?: true;
}

/** Buckets of one request. */
const BATCH = 5_000;

type Key = Readonly<Record<string, string | number | null>>;

interface Composite {
  readonly buckets: readonly { readonly key: Key; readonly doc_count: number }[];
  readonly after_key?: Key;
}

/** Counts documents by every combination of the columns' values; null stands for those without one. */
export async function countBy(
  es: Elasticsearch,
  target: string,
  filters: readonly Filter[],
  columns: readonly Column[],
): Promise<readonly Bucket[]> {
  const query = { bool: { filter: [...filters] } };
  if (columns.length === 0) return countAll(es, target, query);
  const buckets: Bucket[] = [];
  let after: Key | undefined;
  do {
    const composite = await compositeOf(es, target, query, columns, after);
    for (const { key, doc_count: count } of composite.buckets) {
      buckets.push({ key: columns.map((_, at) => textOf(key[String(at)])), count });
    }
    after = composite.after_key;
  } while (after !== undefined);
  return buckets;
}

async function countAll(es: Elasticsearch, target: string, query: Filter): Promise<readonly Bucket[]> {
  const count = await countOf(es, target, query);
  return count === 0 ? [] : [{ key: [], count }];
}

/** How many documents match. */
export async function countOf(es: Elasticsearch, target: string, query: Filter): Promise<number> {
  const { hits } = await es.send((client) =>
    client.search({ index: target, ...LENIENT, ...COMPLETE, size: 0, track_total_hits: true, query }),
  );
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
}

async function compositeOf(
  es: Elasticsearch,
  target: string,
  query: Filter,
  columns: readonly Column[],
  after: Key | undefined,
): Promise<Composite> {
  const sources = columns.map((column, at) => ({ [String(at)]: sourceOf(column) }));
  const composite = { size: BATCH, sources, ...(after === undefined ? {} : { after: { ...after } }) };
  const { aggregations } = await es.send((client) =>
    client.search<unknown, { groups: Composite }>({
      index: target,
      ...LENIENT,
      ...COMPLETE,
      size: 0,
      track_total_hits: false,
      query,
      aggs: { groups: { composite } } as Record<string, estypes.AggregationsAggregationContainer>,
    }),
  );
  return aggregations?.groups ?? { buckets: [] };
}

function sourceOf({ field, day }: Column): estypes.AggregationsCompositeAggregationSource {
  if (day === true)
    return { date_histogram: { field, fixed_interval: '1d', format: 'yyyy-MM-dd', missing_bucket: true } };
  return { terms: { field, missing_bucket: true } };
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
