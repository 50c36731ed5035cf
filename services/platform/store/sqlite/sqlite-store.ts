import { demand, tenantsOf } from '../scope.ts';
import type { SystemScope, TenantScope } from '../scope.ts';
import type {
  AlertStore,
  BlobStore,
  DocumentStore,
  DocumentWrite,
  HistoryEntry,
  HistoryStore,
  IncidentStore,
  LeaseStore,
  Store,
  Stored,
} from '../store.ts';
import { openCores } from './cores.ts';
import type { Cores } from './cores.ts';
import type { RetainKind } from './core.ts';
import type { DocumentText, TextWrite } from './document-table.ts';
import { eventStore } from './event-store.ts';

export interface SqliteStoreOptions {
  readonly file: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Writes and searches in worker threads of their own (default), or all in this one. */
  readonly threads?: boolean;
  /** Only reads, beside the process that owns the file. */
  readonly reader?: boolean;
  /** How large the file may grow; beyond it writes fail as on a full disk. */
  readonly maxBytes?: number;
}

/**
 * The Store in one SQLite file. A write is durable when it resolves and is seen by every read that starts then.
 * @throws StoreUnavailableError where the file cannot be opened now; DatabaseDamagedError where it is none of ours, or damaged
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { threads = true, reader = false, ...rest } = options;
  const cores = await openCores({ ...rest, threads, readOnly: reader });
  return {
    events: eventStore(cores),
    alerts: alertStore(cores),
    incidents: incidentStore(cores),
    history: historyStore(cores),
    documents: documentStore(cores),
    leases: leaseStore(cores),
    blobs: blobStore(cores),
    refresh: () => Promise.resolve(),
    ping: async () => {
      await Promise.all([cores.writer.ping(), cores.pages.ping()]);
    },
    retain: ({ tenant }, kind, before) => retain(cores, tenant, kind, before),
    close: () => cores.close(),
  };
}

/** Rows of one step of a deletion, and pages of one step of giving space back: some ten milliseconds each, so that writes go on between. */
const RETAIN_STEP = 500;
const VACUUM_STEP = 256;

async function retain({ writer }: Cores, tenant: string, kind: RetainKind, before: number): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await writer.retain(kind, tenant, before, RETAIN_STEP);
    total += deleted;
    if (deleted < RETAIN_STEP) break;
  }
  let free = Infinity;
  while (total > 0) {
    const left = await writer.vacuum(VACUUM_STEP);
    // New rows may take free pages meanwhile; whatever no step makes fewer is not to be had.
    if (left === 0 || left >= free) break;
    free = left;
  }
  return total;
}

function alertStore({ writer, pages, now }: Cores): AlertStore {
  return {
    merge: async (scope, records) => {
      for (const { tenant, alert } of records) {
        demand(scope, tenant);
        if (alert !== undefined) demand(scope, alert.organization.id);
      }
      return records.length === 0 ? [] : writer.mergeAlerts(records, now());
    },
    get: (scope, id) => pages.getAlert(tenantsOf(scope), id),
    search: (scope, query, page = {}) => pages.pageOfAlerts(tenantsOf(scope), query, page),
    count: (scope, query, by) => pages.countAlerts(tenantsOf(scope), query, by),
    triage: ({ tenant }, id, version, change, by) => writer.triageAlert(tenant, id, version, change, by),
    except: ({ tenant }, id, exception) => writer.exceptAlert(tenant, id, exception),
  };
}

function incidentStore({ writer, pages }: Cores): IncidentStore {
  return {
    put: async (scope, records) => {
      for (const { incident } of records) demand(scope, incident.tenant);
      return records.length === 0 ? [] : writer.putIncidents(records);
    },
    get: (scope, id) => pages.getIncident(tenantsOf(scope), id),
    search: (scope, query, page = {}) => pages.pageOfIncidents(tenantsOf(scope), query, page),
    count: (scope, query, by) => pages.countIncidents(tenantsOf(scope), query, by),
    triage: ({ tenant }, id, version, change, by) => writer.triageIncident(tenant, id, version, change, by),
  };
}

function historyStore({ writer, pages }: Cores): HistoryStore {
  return {
    append: ({ tenant }, entries) => writer.appendHistory(tenant, entries),
    search: async (scope, query, page = {}) => {
      const { items, ...next } = await pages.pageOfHistory(tenantsOf(scope), query, page);
      return { items: items.map((text) => JSON.parse(text) as HistoryEntry), ...next };
    },
  };
}

/** The tenant's own documents, or under no name the system's: the two never meet. */
function ownerOf(scope: TenantScope | SystemScope): string {
  return scope.kind === 'system' ? '' : scope.tenant;
}

function documentStore({ writer, pages }: Cores): DocumentStore {
  return {
    get: async <T>(scope: TenantScope | SystemScope, kind: string, id: string) => {
      const found = await pages.getDocument(ownerOf(scope), kind, id);
      return found === undefined ? undefined : storedDocument<T>(found);
    },
    put: async (scope, kind, id, value, expected) => {
      const text = textOf(kind, id, value);
      const [version] = await writer.writeDocuments(ownerOf(scope), [{ kind, id, text, expected }]);
      if (version === undefined) throw new Error('the writer returned no version of what it wrote');
      return { id, version, value };
    },
    putAll: async (scope, writes) => {
      await writer.writeDocuments(ownerOf(scope), writes.map(textWrite));
    },
    delete: async (scope, kind, id, expected = 'any') => {
      await writer.writeDocuments(ownerOf(scope), [{ kind, id, text: null, expected }]);
    },
    list: async <T>(scope: Parameters<DocumentStore['list']>[0], kind: string, options = {}) => {
      const tenants = scope.kind === 'system' ? [''] : tenantsOf(scope);
      const { items, ...next } = await pages.listDocuments(tenants, kind, options);
      const listed = items.map((item) => ({
        ...storedDocument<T>(item),
        ...(item.tenant === '' ? {} : { tenant: item.tenant }),
      }));
      return { items: listed, ...next };
    },
  };
}

function storedDocument<T>({ id, version, text }: DocumentText): Stored<T> {
  return { id, version, value: JSON.parse(text) as T };
}

function textWrite({ kind, id, value, expected }: DocumentWrite): TextWrite {
  return { kind, id, expected, text: value === null ? null : textOf(kind, id, value) };
}

function textOf(kind: string, id: string, value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`document ${kind} ${id} is no JSON`);
  return text;
}

function leaseStore({ writer }: Cores): LeaseStore {
  return {
    acquire: async (name, owner, ttlMs, now) => {
      const lease = await writer.acquireLease(name, owner, ttlMs, now);
      return lease === undefined ? undefined : { ...lease, token: BigInt(lease.token) };
    },
    release: ({ name, owner, token }) => writer.releaseLease(name, owner, Number(token)),
  };
}

function blobStore({ writer, pages }: Cores): BlobStore {
  return {
    put: ({ tenant }, name, bytes, mediaType) => writer.putBlob(tenant, name, bytes, mediaType),
    get: ({ tenant }, name) => pages.getBlob(tenant, name),
    list: ({ tenant }, prefix = '') => pages.listBlobs(tenant, prefix),
    delete: ({ tenant }, name) => writer.deleteBlob(tenant, name),
  };
}
