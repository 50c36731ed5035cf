import type { TenantId } from '../../../../events/identity.ts';
import type { AlertRecord, IncidentRecord } from '../../../records/index.ts';
import { openDatabase } from '../../sqlite/index.ts';
import type { DatabaseOptions } from '../../sqlite/index.ts';
import type {
  Actor,
  AlertField,
  AlertQuery,
  EventField,
  EventQuery,
  HistoryEntry,
  HistoryQuery,
  IncidentField,
  IncidentQuery,
  ListOptions,
  PageRequest,
  TriageChange,
} from '../store.ts';
import { alertReader } from './alert-query.ts';
import { alertTable } from './alert-table.ts';
import { blobTable } from './blob-table.ts';
import { documentTable } from './document-table.ts';
import type { TextWrite } from './document-table.ts';
import { eventReader } from './event-query.ts';
import type { EventRow, PackedBodies } from './event-row.ts';
import { eventTable } from './event-table.ts';
import { insertHistory, retainHistory, searchHistory } from './history-table.ts';
import { incidentReader, incidentTable } from './incident-table.ts';
import { acquireLease, releaseLease } from './lease-table.ts';
import { STORE_MIGRATIONS } from './schema.ts';
import { connectionOf } from './statements.ts';
import type { Connection } from './statements.ts';

export type RetainKind = 'events' | 'alerts' | 'incidents' | 'history';
type Tenants = readonly string[];

export type StoreCoreOptions = Pick<DatabaseOptions, 'file' | 'readOnly' | 'maxBytes' | 'cacheBytes'>;
export type StoreCore = ReturnType<typeof createStoreCore>;

/**
 * The Store's synchronous heart on one connection: hosted in a thread for writing and, read only, in others for searching. Tenants arrive
 * checked against the scope; every statement names them all the same.
 * @param prepared is told of every statement when it is first prepared
 * @throws DatabaseUnavailableError, DatabaseDamagedError
 */
export function createStoreCore(options: StoreCoreOptions, prepared?: (text: string) => void) {
  const database = openDatabase({ ...options, migrations: STORE_MIGRATIONS, autoVacuum: 'incremental' });
  const connection = connectionOf(database, prepared);
  return { ...writesOf(connection), ...readsOf(connection), ...upkeepOf(connection, options.readOnly === true) };
}

function writesOf(connection: Connection) {
  const events = eventTable(connection);
  const alerts = alertTable(connection);
  const incidents = incidentTable(connection);
  const documents = documentTable(connection);
  const blobs = blobTable(connection);
  const retained = {
    events: events.retain,
    alerts: alerts.retain,
    incidents: incidents.retain,
    history: (tenant: string, before: number, limit: number) => retainHistory(connection, tenant, before, limit),
  };
  return {
    putEvents: (rows: readonly EventRow[], bodies: PackedBodies, now: number) => events.put(rows, bodies, now),
    mergeAlerts: (records: readonly AlertRecord[], now: number) => alerts.merge(records, now),
    triageAlert: (tenant: TenantId, id: string, version: string, change: TriageChange, by: Actor) =>
      alerts.triage(tenant, id, version, change, by),
    exceptAlert: (tenant: TenantId, id: string, exception: string | null) => alerts.except(tenant, id, exception),
    putIncidents: (records: readonly IncidentRecord[]) => incidents.put(records),
    triageIncident: (tenant: TenantId, id: string, version: string, change: TriageChange, by: Actor) =>
      incidents.triage(tenant, id, version, change, by),
    appendHistory: (tenant: string, entries: readonly HistoryEntry[]) =>
      connection.database.write(() => entries.forEach((entry) => insertHistory(connection, tenant, entry))),
    writeDocuments: (tenant: string, writes: readonly TextWrite[]) => documents.write(tenant, writes),
    acquireLease: (name: string, owner: string, ttlMs: number, now: number) =>
      acquireLease(connection, name, owner, ttlMs, now),
    releaseLease: (name: string, owner: string, token: number) => releaseLease(connection, name, owner, token),
    putBlob: (tenant: string, name: string, bytes: Uint8Array, mediaType: string) =>
      blobs.put(tenant, name, bytes, mediaType),
    deleteBlob: (tenant: string, name: string) => blobs.delete(tenant, name),
    /** One short step of a deletion; 0 when nothing is left to delete. */
    retain: (kind: RetainKind, tenant: string, before: number, limit: number) => retained[kind](tenant, before, limit),
  };
}

function readsOf(connection: Connection) {
  const events = eventReader(connection);
  const alerts = alertReader(connection);
  const incidents = incidentReader(connection);
  const documents = documentTable(connection);
  const blobs = blobTable(connection);
  return {
    getEvent: (tenants: Tenants, source: string, id: string) => events.get(tenants, source, id),
    pageOfEvents: (tenants: Tenants, query: EventQuery, page: PageRequest) => events.page(tenants, query, page),
    aggregateEvents: (tenants: Tenants, query: EventQuery, by: readonly EventField[]) =>
      events.aggregate(tenants, query, by),
    getAlert: (tenants: Tenants, id: string) => alerts.get(tenants, id),
    pageOfAlerts: (tenants: Tenants, query: AlertQuery, page: PageRequest) => alerts.page(tenants, query, page),
    countAlerts: (tenants: Tenants, query: AlertQuery, by: readonly AlertField[]) => alerts.count(tenants, query, by),
    getIncident: (tenants: Tenants, id: string) => incidents.get(tenants, id),
    pageOfIncidents: (tenants: Tenants, query: IncidentQuery, page: PageRequest) =>
      incidents.page(tenants, query, page),
    countIncidents: (tenants: Tenants, query: IncidentQuery, by: readonly IncidentField[]) =>
      incidents.count(tenants, query, by),
    pageOfHistory: (tenants: Tenants, query: HistoryQuery, page: PageRequest) =>
      searchHistory(connection, tenants, query, page),
    getDocument: (tenant: string, kind: string, id: string) => documents.get(tenant, kind, id),
    listDocuments: (tenants: Tenants, kind: string, options: ListOptions) => documents.list(tenants, kind, options),
    getBlob: (tenant: string, name: string) => blobs.get(tenant, name),
    listBlobs: (tenant: string, prefix: string) => blobs.list(tenant, prefix),
  };
}

function upkeepOf({ database, sql }: Connection, readOnly: boolean) {
  return {
    /** Opening happens with the first call: this one only waits for it. */
    open: () => undefined,
    /** Writes a row and takes it back by proving the transaction can be committed. */
    ping: () => {
      sql('SELECT last FROM document_version').get();
      if (!readOnly) database.write(() => sql('UPDATE document_version SET last = last').run());
    },
    /** Gives up to `pages` free pages back to the disk; returns how many are still free. */
    vacuum: (pages: number): number => {
      // `exec` steps it to its end: as a statement without columns it would stop after one page.
      database.exec(`PRAGMA incremental_vacuum(${String(pages)})`);
      return sql<[number]>('PRAGMA freelist_count').get()?.[0] ?? 0;
    },
    close: () => database.close(),
  };
}
