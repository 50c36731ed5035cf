import { alertVersion } from '../alert-state.ts';
import { cursorBinding } from '../cursor.ts';
import { demand, tenantsOf } from '../scope.ts';
import type { TenantsScope } from '../scope.ts';
import { ConflictError, NotFoundError } from '../store.ts';
import type { AlertField, AlertQuery, AlertStore, HistoryStore, Stored, StoredAlert } from '../store.ts';
import { triageEntry, triaged } from '../triage.ts';
import { mergeOne, refusalOf } from './alert-merge.ts';
import { decodeAlert, encodeAlert, storedOf } from './alert-row.ts';
import type { AlertRow } from './alert-row.ts';
import { countBy } from './buckets.ts';
import type { Column } from './buckets.ts';
import type { Elasticsearch } from './client.ts';
import { equal, ofTenants, oneOf, within, wordsIn } from './filters.ts';
import { ALERT_WORDS } from './mappings.ts';
import type { Names } from './names.ts';
import { pageOf } from './pages.ts';
import type { Filter } from './pages.ts';
import { rowUnit } from './row-table.ts';
import type { RowFormat } from './row-table.ts';
import { changeRow, rowsOf, settleRecords } from './settle-rows.ts';

const BY = ['@timestamp', 'event.id', 'organization.id'] as const;

const COLUMNS: Readonly<Record<AlertField, Column>> = {
  status: { field: 'mfa.alert.status' },
  severity: { field: 'mfa.alert.severity' },
  detector: { field: 'mfa.alert.detector' },
  rule: { field: 'rule.id' },
  tenant: { field: 'organization.id' },
  user: { field: 'user.name' },
  day: { field: '@timestamp', day: true },
};

export function alertFormat(names: Names, history: HistoryStore): RowFormat<AlertRow> {
  return {
    history,
    index: (tenant, id) => names.byId('alerts', tenant, id),
    encode: encodeAlert,
    decode: decodeAlert,
  };
}

export function alertStore(es: Elasticsearch, names: Names, history: HistoryStore, now: () => number): AlertStore {
  const open = () => rowUnit(es, alertFormat(names, history));
  return {
    merge: async (scope, records) => {
      for (const { tenant, alert } of records) {
        demand(scope, tenant);
        if (alert !== undefined) demand(scope, alert.organization.id);
      }
      const at = now();
      return settleRecords(records, open, {
        keyOf: (record) => record,
        refusal: refusalOf,
        take: (unit, record) => mergeOne(unit, record, at),
      });
    },
    get: async (scope, id) => {
      const rows = await rowsOf(open(), tenantsOf(scope), id);
      return rows.map(storedOf).find((stored) => stored !== undefined);
    },
    search: async (scope, query, page = {}) => {
      const { order = 'desc' } = page;
      const tenants = tenantsOf(scope);
      const binding = cursorBinding('alerts', tenants, query, order);
      if (tenants.length === 0) return { items: [] };
      const search = { target: names.target('alerts', tenants), filters: filtersOf(scope, query), by: BY, order };
      return pageOf<unknown, Stored<StoredAlert>>(es, search, page, binding, ({ source }) =>
        shown(decodeAlert(source)),
      );
    },
    count: async (scope, query, by) => {
      const tenants = tenantsOf(scope);
      if (tenants.length === 0) return [];
      const columns = by.map((field) => COLUMNS[field]);
      return countBy(es, names.target('alerts', tenants), filtersOf(scope, query), columns);
    },
    triage: async ({ tenant }, id, version, change, by) => {
      const row = await changeRow({ tenant, id }, open, (found) => {
        const known = existing(found, id);
        if (alertVersion(known.state, known.triageCount) !== version)
          throw new ConflictError(`alert ${id} has changed since: read it again`);
        const entry = triageEntry({ kind: 'alert', id }, known.triageCount, change, by);
        return {
          ...known,
          triage: triaged(known.triage, change, by),
          triageCount: known.triageCount + 1,
          unsaid: [...known.unsaid, entry],
        };
      });
      return shown(row);
    },
    except: async ({ tenant }, id, exception) => {
      await changeRow({ tenant, id }, open, (found) => {
        const known = existing(found, id);
        return known.exception === exception ? known : { ...known, exception };
      });
    },
  };
}

function existing(row: AlertRow | undefined, id: string): AlertRow {
  if (row === undefined || row.alert === null) throw new NotFoundError(`there is no alert ${id}`);
  return row;
}

function shown(row: AlertRow): Stored<StoredAlert> {
  const stored = storedOf(row);
  if (stored === undefined) throw new Error(`alert ${row.id} has no document`);
  return stored;
}

function filtersOf(scope: TenantsScope, query: AlertQuery): readonly Filter[] {
  const { excepted } = query;
  const hidden: Filter = { exists: { field: 'mfa.alert.exception' } };
  return [
    ofTenants('organization.id', tenantsOf(scope)),
    // A retraction without its document has none.
    { exists: { field: 'mfa.alert.status' } },
    ...within('@timestamp', query),
    ...oneOf('mfa.alert.status', query.statuses),
    ...equal('mfa.alert.detection', query.detection),
    ...oneOf('mfa.alert.severity', query.severities),
    ...oneOf('mfa.alert.detector', query.detectors),
    ...oneOf('rule.id', query.rules),
    ...equal('user.name', query.user),
    ...oneOf('event.id', query.ids),
    ...equal('triage.assignee', query.assignee),
    ...(excepted === undefined ? [] : [excepted ? hidden : { bool: { must_not: [hidden] } }]),
    ...wordsIn(ALERT_WORDS, query.text),
  ];
}
