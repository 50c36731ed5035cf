import type { Scope } from './scope.ts';
import type { Store, Stored } from './store.ts';

const PAGE = 1_000;

/** Every document of a kind, for kinds of which there are few. */
export async function listAll<T>(
  store: Store,
  scope: Scope,
  kind: string,
  prefix?: string,
): Promise<readonly (Stored<T> & { readonly tenant?: string })[]> {
  const all: (Stored<T> & { readonly tenant?: string })[] = [];
  let after: string | undefined;
  do {
    const options = { limit: PAGE, order: 'asc', ...(prefix === undefined ? {} : { prefix }) } as const;
    const page = await store.documents.list<T>(scope, kind, after === undefined ? options : { ...options, after });
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all;
}
