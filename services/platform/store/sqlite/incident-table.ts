import type { TenantId } from '../../../../events/identity.ts';
import { timeOfIso } from '../../../../events/iso-time.ts';
import type { Incident, IncidentRecord } from '../../../records/index.ts';
import { cursorBinding } from '../cursor.ts';
import { incidentStatusOf, incidentVersion, storedIncident } from '../incident-state.ts';
import { incidentRefusal } from '../refusals.ts';
import { ConflictError, NotFoundError } from '../store.ts';
import type {
  Actor,
  Bucket,
  IncidentField,
  IncidentQuery,
  ItemOutcome,
  PageRequest,
  Stored,
  StoredIncident,
  Triage,
  TriageChange,
} from '../store.ts';
import { triageEntry, triaged } from '../triage.ts';
import type { Items } from './alert-query.ts';
import { countBy } from './buckets.ts';
import { insertHistory } from './history-table.ts';
import { pageOfKeys } from './keyset.ts';
import { allOf, equal, oneOf, where, within } from './statements.ts';
import type { Condition, Connection } from './statements.ts';

interface IncidentRow {
  readonly sequence: number;
  readonly incident: Incident;
  readonly triage: Triage;
  readonly triageCount: number;
}

type Columns = readonly [sequence: number, triageCount: number, body: string, triage: string];

const SELECT = 'SELECT sequence, triage_count, body, triage FROM incidents JOIN incident_bodies USING (incident)';

function rowOf(columns: Columns | undefined): IncidentRow | undefined {
  if (columns === undefined) return undefined;
  const [sequence, triageCount, body, triage] = columns;
  return { sequence, triageCount, incident: JSON.parse(body) as Incident, triage: JSON.parse(triage) as Triage };
}

function incidentById({ sql }: Connection, tenant: string, id: string): IncidentRow | undefined {
  return rowOf(sql<[...Columns]>(`${SELECT} WHERE tenant = ? AND id = ?`).get(tenant, id));
}

function storedOf({ incident, triage, triageCount }: IncidentRow): Stored<StoredIncident> {
  const version = incidentVersion(incident.revision, triageCount);
  return { id: incident.id, version, value: storedIncident(incident, triage) };
}

/** Writes of incidents. */
export interface IncidentTable {
  put(records: readonly IncidentRecord[]): readonly ItemOutcome[];
  triage(tenant: TenantId, id: string, version: string, change: TriageChange, by: Actor): Stored<StoredIncident>;
  retain(tenant: string, before: number, limit: number): number;
}

export function incidentTable(connection: Connection): IncidentTable {
  const { database, sql } = connection;
  return {
    put: (records) => database.write(() => records.map((record) => putOne(connection, record))),
    triage: (tenant, id, version, change, by) =>
      database.write(() => {
        const row = incidentById(connection, tenant, id);
        if (row === undefined) throw new NotFoundError(`there is no incident ${id}`);
        const { incident, triageCount } = row;
        if (incidentVersion(incident.revision, triageCount) !== version)
          throw new ConflictError(`incident ${id} has changed since: read it again`);
        const next = {
          ...row,
          triage: triaged(row.triage, change, by, incident.revision),
          triageCount: triageCount + 1,
        };
        save(connection, next);
        insertHistory(connection, tenant, triageEntry({ kind: 'incident', id }, triageCount, change, by));
        return storedOf(next);
      }),
    retain: (tenant, before, limit) =>
      database.write(() => {
        const old = sql<[number]>('SELECT incident FROM incidents WHERE tenant = ? AND time < ? ORDER BY time LIMIT ?');
        const numbers = old.all(tenant, before, limit);
        for (const [number] of numbers)
          for (const table of ['incident_bodies', 'incident_alerts', 'incidents'])
            sql(`DELETE FROM ${table} WHERE incident = ?`).run(number);
        return numbers.length;
      }),
  };
}

function putOne(connection: Connection, record: IncidentRecord): ItemOutcome {
  const reason = incidentRefusal(record);
  if (reason !== undefined) return { status: 'poison', reason };
  const { sequence, incident } = record;
  const known = incidentById(connection, incident.tenant, incident.id);
  if (known !== undefined && sequence <= known.sequence) return { status: 'duplicate' };
  save(connection, { ...(known ?? { triage: {}, triageCount: 0 }), sequence, incident });
  return { status: known === undefined ? 'created' : 'updated' };
}

const UPSERT = `INSERT INTO incidents (tenant, id, sequence, revision, triage_count, time, status, severity, user)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tenant, id) DO UPDATE SET sequence = excluded.sequence, revision = excluded.revision, triage_count = excluded.triage_count,
    time = excluded.time, status = excluded.status, severity = excluded.severity, user = excluded.user
  RETURNING incident`;

function save({ sql }: Connection, { sequence, incident, triage, triageCount }: IncidentRow): void {
  const { tenant, id, revision, severity, user } = incident;
  const status = incidentStatusOf(incident, triage);
  const time = timeOfIso(incident.last_event);
  const saved = sql<[number]>(UPSERT).all(tenant, id, sequence, revision, triageCount, time, status, severity, user);
  const number = saved[0]?.[0];
  if (number === undefined) throw new Error('SQLite returned no row for an upsert');
  sql('INSERT OR REPLACE INTO incident_bodies (incident, body, triage) VALUES (?, ?, ?)').run(
    number,
    JSON.stringify(incident),
    JSON.stringify(triage),
  );
  sql('DELETE FROM incident_alerts WHERE incident = ?').run(number);
  const member = sql('INSERT OR IGNORE INTO incident_alerts VALUES (?, ?, ?)');
  for (const alert of incident.alerts) member.run(tenant, alert.id, number);
}

export interface IncidentReader {
  get(tenants: readonly string[], id: string): Stored<StoredIncident> | undefined;
  page(tenants: readonly string[], query: IncidentQuery, request: PageRequest): Items<StoredIncident>;
  count(tenants: readonly string[], query: IncidentQuery, by: readonly IncidentField[]): readonly Bucket[];
}

export function incidentReader(connection: Connection): IncidentReader {
  const stored = ([, , number]: readonly [number, string, number]): readonly Stored<StoredIncident>[] => {
    const row = rowOf(connection.sql<[...Columns]>(`${SELECT} WHERE incident = ?`).get(number));
    return row === undefined ? [] : [storedOf(row)];
  };
  return {
    get: (tenants, id) => {
      for (const tenant of tenants) {
        const row = incidentById(connection, tenant, id);
        if (row !== undefined) return storedOf(row);
      }
      return undefined;
    },
    page: (tenants, query, request) => {
      const binding = cursorBinding('incidents', tenants, query, request.order ?? 'desc');
      const streams = tenants.map((tenant) => ({
        from: 'incidents i',
        time: 'i.time',
        id: 'i.id',
        row: 'i.incident',
        conditions: [where('i.tenant = ?', tenant), ...filtersOf([tenant], query)],
      }));
      const { keys, ...next } = pageOfKeys(connection, streams, query, request, binding);
      return { items: keys.flatMap(stored), ...next };
    },
    count: (tenants, query, by) => {
      const conditions = [...oneOf('i.tenant', tenants), ...within('i.time', query), ...filtersOf(tenants, query)];
      return countBy(connection, 'incidents i', conditions, by, COLUMNS);
    },
  };
}

const COLUMNS: Readonly<Record<IncidentField, string>> = {
  status: 'i.status',
  severity: 'i.severity',
  tenant: 'i.tenant',
};

function filtersOf(tenants: readonly string[], query: IncidentQuery): readonly Condition[] {
  const tenant = allOf(oneOf('tenant', tenants));
  const member = `i.incident IN (SELECT incident FROM incident_alerts WHERE ${tenant.text} AND alert = ?)`;
  return [
    ...oneOf('i.status', query.statuses),
    ...oneOf('i.severity', query.severities),
    ...equal('i.user', query.user),
    ...oneOf('i.id', query.ids),
    ...(query.alert === undefined ? [] : [where(member, ...tenant.parameters, query.alert)]),
  ];
}
