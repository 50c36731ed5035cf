import type { TenantId } from '../../../events/identity.ts';
import { tenantId } from '../../../events/identity.ts';
import { ofTenant, ofTenants } from '../../../services/platform/store/scope.ts';
import type { TenantScope, TenantSetScope } from '../../../services/platform/store/scope.ts';
import type { Page, PageRequest, Store } from '../../../services/platform/store/store.ts';

/** What an adapter brings to be tested. Tests share it and keep apart by tenants of their own. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** @param now the clock the store is to use, ms since 1970 */
export type OpenStore = (now: () => number) => Promise<StoreUnderTest>;

/** @param dispose of what it was on, once it is closed for good */
export async function reopenable(open: () => Promise<Store>, dispose?: () => void): Promise<StoreUnderTest> {
  let store = await open();
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      await store.close();
      store = await open();
    },
    close: async () => {
      await store.close();
      dispose?.();
    },
  };
}

/** The store as the tests of one part see it. */
export interface Bench {
  readonly store: Store;
  reopen(): Promise<void>;
  /** The store's clock. */
  readonly clock: { now: number };
}

let last = 0;

/** A tenant nobody has used. */
export function freshTenant(): { readonly tenant: TenantId; readonly scope: TenantScope } {
  last += 1;
  const tenant = tenantId(`client-${String(process.pid)}-${String(last)}`);
  return { tenant, scope: ofTenant(tenant) };
}

export function both(a: TenantId, b: TenantId): TenantSetScope {
  return ofTenants([a, b]);
}

/** Every item of every page, by pages of `limit`. */
export async function allPages<T>(
  search: (page: PageRequest) => Promise<Page<T>>,
  request: PageRequest,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await search({ ...request, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
