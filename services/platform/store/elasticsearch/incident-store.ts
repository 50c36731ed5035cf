import type { Incident, IncidentRecord } from '../../../records/index.ts';
import { cursorBinding } from '../cursor.ts';
import { incidentVersion, storedIncident } from '../incident-state.ts';
import { incidentRefusal } from '../refusals.ts';
import { demand, tenantsOf } from '../scope.ts';
import type { TenantsScope } from '../scope.ts';
import { ConflictError, NotFoundError } from '../store.ts';
import type {
  HistoryEntry,
  HistoryStore,
  IncidentField,
  IncidentQuery,
  IncidentStore,
  ItemOutcome,
  Stored,
  StoredIncident,
  Triage,
} from '../store.ts';
import { triageEntry, triaged } from '../triage.ts';
import { countBy } from './buckets.ts';
import type { Column } from './buckets.ts';
import type { Elasticsearch } from './client.ts';
import { equal, ofTenants, oneOf, within } from './filters.ts';
import type { Names } from './names.ts';
import { pageOf } from './pages.ts';
import type { Filter } from './pages.ts';
import { rowUnit } from './row-table.ts';
import type { Row, RowFormat, RowUnit } from './row-table.ts';
import { changeRow, rowsOf, settleRecords } from './settle-rows.ts';

/** All that is kept of one incident. */
export interface IncidentRow extends Row {
  readonly sequence: number;
  readonly incident: Incident;
  readonly triage: Triage;
  readonly triageCount: number;
}

type IncidentSource = StoredIncident & {
  readonly '@timestamp': string;
  readonly mfawatch: {
    readonly time: string;
    readonly sequence: number;
    readonly triage_count: number;
    readonly unsaid: readonly HistoryEntry[];
  };
};

const COLUMNS: Readonly<Record<IncidentField, Column>> = {
  status: { field: 'status' },
  severity: { field: 'severity' },
  tenant: { field: 'tenant' },
};

const BY = ['last_event', 'id', 'tenant'] as const;

export function incidentFormat(names: Names, history: HistoryStore): RowFormat<IncidentRow> {
  return {
    history,
    index: (tenant, id) => names.byId('incidents', tenant, id),
    encode: ({ incident, sequence, triage, triageCount, unsaid }): IncidentSource => ({
      '@timestamp': incident.last_event,
      ...storedIncident(incident, triage),
      mfawatch: { time: incident.last_event, sequence, triage_count: triageCount, unsaid },
    }),
    decode: (source) => {
      const { '@timestamp': time, mfawatch, triage, ...incident } = source as IncidentSource;
      void time;
      const { sequence, triage_count: triageCount, unsaid } = mfawatch;
      return { tenant: incident.tenant, id: incident.id, sequence, incident, triage, triageCount, unsaid };
    },
  };
}

export function incidentStore(es: Elasticsearch, names: Names, history: HistoryStore): IncidentStore {
  const format = incidentFormat(names, history);
  const open = () => rowUnit(es, format);
  return {
    put: async (scope, records) => {
      for (const { incident } of records) demand(scope, incident.tenant);
      return settleRecords(records, open, {
        keyOf: ({ incident }) => incident,
        refusal: incidentRefusal,
        take: takeIn,
      });
    },
    get: async (scope, id) => {
      const [row] = await rowsOf(open(), tenantsOf(scope), id);
      return row === undefined ? undefined : storedOf(row);
    },
    search: async (scope, query, page = {}) => {
      const { order = 'desc' } = page;
      const tenants = tenantsOf(scope);
      const binding = cursorBinding('incidents', tenants, query, order);
      if (tenants.length === 0) return { items: [] };
      const search = { target: names.target('incidents', tenants), filters: filtersOf(scope, query), by: BY, order };
      return pageOf<unknown, Stored<StoredIncident>>(es, search, page, binding, ({ source }) =>
        storedOf(format.decode(source)),
      );
    },
    count: async (scope, query, by) => {
      const tenants = tenantsOf(scope);
      if (tenants.length === 0) return [];
      const columns = by.map((field) => COLUMNS[field]);
      return countBy(es, names.target('incidents', tenants), filtersOf(scope, query), columns);
    },
    triage: async ({ tenant }, id, version, change, by) => {
      const row = await changeRow({ tenant, id }, open, (found) => {
        if (found === undefined) throw new NotFoundError(`there is no incident ${id}`);
        const { incident, triageCount, unsaid } = found;
        if (incidentVersion(incident.revision, triageCount) !== version)
          throw new ConflictError(`incident ${id} has changed since: read it again`);
        const entry = triageEntry({ kind: 'incident', id }, triageCount, change, by);
        const triage = triaged(found.triage, change, by, incident.revision);
        return { ...found, triage, triageCount: triageCount + 1, unsaid: [...unsaid, entry] };
      });
      return storedOf(row);
    },
  };
}

async function takeIn(unit: RowUnit<IncidentRow>, { sequence, incident }: IncidentRecord): Promise<ItemOutcome> {
  const { tenant, id } = incident;
  const known = await unit.get(tenant, id);
  if (known !== undefined && sequence <= known.sequence) return { status: 'duplicate' };
  const kept = known ?? { tenant, id, triage: {}, triageCount: 0, unsaid: [] };
  unit.set({ ...kept, sequence, incident });
  return { status: known === undefined ? 'created' : 'updated' };
}

function storedOf({ incident, triage, triageCount }: IncidentRow): Stored<StoredIncident> {
  const version = incidentVersion(incident.revision, triageCount);
  return { id: incident.id, version, value: storedIncident(incident, triage) };
}

function filtersOf(scope: TenantsScope, query: IncidentQuery): readonly Filter[] {
  return [
    ofTenants('tenant', tenantsOf(scope)),
    ...within('last_event', query),
    ...oneOf('status', query.statuses),
    ...oneOf('severity', query.severities),
    ...equal('user', query.user),
    ...equal('alerts.id', query.alert),
    ...oneOf('id', query.ids),
  ];
}
