import { cursorBinding, decodeCursor, encodeCursor, pageLimit } from '../cursor.ts';
import { tenantsOf } from '../scope.ts';
import type { Scope } from '../scope.ts';
import type { ListOptions, Page, Stored } from '../store.ts';
import type { Elasticsearch } from './client.ts';
import { refOf, versionOf } from './document-copy.ts';
import type { Copy, DocumentSource } from './document-copy.ts';
import { readDocuments } from './document-reads.ts';
import type { DocumentText } from './document-reads.ts';
import { equal, oneOf } from './filters.ts';
import { fixedIndex, refreshFixedIndex } from './fixed-index.ts';
import { COMPLETE } from './pages.ts';
import type { Filter } from './pages.ts';

export function storedDocument<T>(id: string, { version, text }: DocumentText): Stored<T> {
  return { id, version, value: JSON.parse(text) as T };
}

type Listed<T> = Stored<T> & { readonly tenant?: string };

/** One page in order of id, then tenant: whatever any process put before the call. */
export async function listDocuments<T>(
  es: Elasticsearch,
  scope: Scope,
  kind: string,
  { prefix = '', order = 'asc', limit: asked, after }: ListOptions,
): Promise<Page<Listed<T>>> {
  const tenants = scope.kind === 'system' ? [''] : tenantsOf(scope);
  const limit = pageLimit(asked);
  const binding = cursorBinding('documents', tenants, kind, prefix, order);
  const position = after === undefined ? undefined : decodeCursor(binding, after, ['string', 'string']);
  const query = {
    bool: { filter: [...oneOf('tenant', tenants), ...equal('kind', kind), ...startingWith(prefix)] },
  };
  const index = fixedIndex(es, 'documents');
  await refreshFixedIndex(es, 'documents');
  const { hits } = await es.send((client) =>
    client.search<DocumentSource>({
      index,
      ...COMPLETE,
      size: limit + 1,
      query,
      sort: [{ id: { order } }, { tenant: { order } }],
      seq_no_primary_term: true,
      track_total_hits: false,
      ...(position === undefined ? {} : { search_after: [...position] }),
    }),
  );
  const found = hits.hits.slice(0, limit).flatMap(copyOf);
  const last = found.at(-1)?.source;
  const items = await listedOf<T>(es, found);
  return hits.hits.length <= limit || last === undefined
    ? { items }
    : { items, next: encodeCursor(binding, [last.id, last.tenant]) };
}

function startingWith(prefix: string): readonly Filter[] {
  return prefix === '' ? [] : [{ prefix: { id: prefix } }];
}

interface FoundHit {
  readonly _index: string;
  readonly _id?: string;
  readonly _source?: DocumentSource;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

function copyOf({ _index: index, _source: source, _seq_no: seqNo = 0, _primary_term = 0 }: FoundHit): readonly Copy[] {
  return source === undefined ? [] : [{ index, source, seqNo, primaryTerm: _primary_term }];
}

/** Those with an intent are read once more: what they say depends on how their transaction ended. */
async function listedOf<T>(es: Elasticsearch, copies: readonly Copy[]): Promise<readonly Listed<T>[]> {
  const pending = copies.filter(({ source }) => source.intent !== undefined).map(({ source }) => refOf(es, source));
  const texts = pending.length === 0 ? [] : await readDocuments(es, pending);
  const read = new Map(pending.map(({ id }, at) => [id, texts[at]]));
  return copies.flatMap((copy) => {
    const { id, tenant, value = '' } = copy.source;
    const found =
      copy.source.intent === undefined
        ? { text: value, version: versionOf(copy) }
        : read.get(refOf(es, copy.source).id);
    return found === undefined ? [] : [{ ...storedDocument<T>(id, found), ...(tenant === '' ? {} : { tenant }) }];
  });
}
