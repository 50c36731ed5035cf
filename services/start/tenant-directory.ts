import type { TenantId } from '../../events/identity.ts';
import type { Store } from '../platform/store/store.ts';
import { listTenants } from '../tenants/registry.ts';
import type { LoadTables } from '../tenants/tables.ts';

export interface TenantEntry {
  readonly id: TenantId;
  /** For people. */
  readonly name: string;
  /** IANA zone of the newest settings. */
  readonly timeZone: string;
}

const RECENT_MS = 2_000;

/** The tenants there are, as of the last look: for whoever cannot wait for the Store. */
export class TenantDirectory {
  readonly #store: Store;
  readonly #loadTables: LoadTables;
  readonly #names: ReadonlyMap<TenantId, string>;
  readonly #now: () => number;
  #entries: ReadonlyMap<TenantId, TenantEntry> = new Map();
  #lookedAt = -Infinity;

  constructor(options: {
    readonly store: Store;
    readonly loadTables: LoadTables;
    readonly names: ReadonlyMap<TenantId, string>;
    readonly now: () => number;
  }) {
    this.#store = options.store;
    this.#loadTables = options.loadTables;
    this.#names = options.names;
    this.#now = options.now;
  }

  /** @throws StoreUnavailableError */
  async look(): Promise<readonly TenantEntry[]> {
    const entries = new Map<TenantId, TenantEntry>();
    for (const id of await listTenants(this.#store)) {
      const { timeZone } = (await this.#loadTables(id)).settingsAt(this.#now());
      entries.set(id, { id, name: this.#nameOf(id), timeZone });
    }
    this.#entries = entries;
    this.#lookedAt = this.#now();
    return [...entries.values()];
  }

  /** As of a look a moment ago: hundreds of tenants are not read anew for each request. */
  async recent(): Promise<readonly TenantEntry[]> {
    const age = this.#now() - this.#lookedAt;
    return age >= 0 && age < RECENT_MS ? [...this.#entries.values()] : this.look();
  }

  get ids(): readonly TenantId[] {
    return [...this.#entries.keys()];
  }

  /** Of a tenant nobody has looked at yet: its id and UTC. */
  of(id: TenantId): TenantEntry {
    return this.#entries.get(id) ?? { id, name: this.#nameOf(id), timeZone: 'UTC' };
  }

  #nameOf(id: TenantId): string {
    return this.#names.get(id) ?? id;
  }
}
