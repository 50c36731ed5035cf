import type { TenantId } from '../../../events/identity.ts';
import { ofTenant } from './scope.ts';
import type { DocumentWrite, Store, Stored } from './store.ts';

const OPTIONS = { limit: 500, order: 'asc' } as const;

/** Goes through all documents of a kind, a page in memory at a time, and carries out what `removals` says of each. Returns of how many it said something. */
export async function forgetDocuments<T>(
  store: Store,
  tenant: TenantId,
  kind: string,
  removals: (value: T, id: string, version: string) => readonly DocumentWrite[],
): Promise<number> {
  const scope = ofTenant(tenant);
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.documents.list<T>(scope, kind, after === undefined ? OPTIONS : { ...OPTIONS, after });
    for (const { id, value, version } of page.items as readonly Stored<T>[]) {
      const writes = removals(value, id, version);
      if (writes.length === 0) continue;
      await store.documents.putAll(scope, writes);
      count += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return count;
}
