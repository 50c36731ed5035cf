import { cursorBinding } from '../cursor.ts';
import type { AlertField, AlertQuery, Bucket, PageRequest, Stored, StoredAlert } from '../store.ts';
import { alertById, alertByNumber, storedOf } from './alert-row.ts';
import { countBy } from './buckets.ts';
import { pageOfKeys } from './keyset.ts';
import { allOf, equal, oneOf, where, within } from './statements.ts';
import type { Condition, Connection } from './statements.ts';

export interface Items<T> {
  readonly items: readonly Stored<T>[];
  readonly next?: string;
}

export interface AlertReader {
  get(tenants: readonly string[], id: string): Stored<StoredAlert> | undefined;
  page(tenants: readonly string[], query: AlertQuery, request: PageRequest): Items<StoredAlert>;
  count(tenants: readonly string[], query: AlertQuery, by: readonly AlertField[]): readonly Bucket[];
}

export function alertReader(connection: Connection): AlertReader {
  return {
    get: (tenants, id) => {
      for (const tenant of tenants) {
        const found = storedOf(alertById(connection, tenant, id));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    page: (tenants, query, request) => {
      const binding = cursorBinding('alerts', tenants, query, request.order ?? 'desc');
      const filters = filtersOf(connection, query);
      const streams = tenants.map((tenant) => ({
        from: `alerts a ${indexFor(query)}`,
        time: 'a.time',
        id: 'a.id',
        row: 'a.alert',
        conditions: [where('a.tenant = ?', tenant), ...filters],
      }));
      const { keys, ...next } = pageOfKeys(connection, streams, query, request, binding);
      return { items: keys.flatMap(([, , number]) => storedOf(alertByNumber(connection, number)) ?? []), ...next };
    },
    count: (tenants, query, by) => {
      const filters = [...within('a.time', query), ...filtersOf(connection, query)];
      const streamed = indexFor(query) === QUEUE && by.every((field) => field === 'tenant' || isOrdered(field));
      return streamed
        ? countInOrder(connection, tenants, filters, by)
        : countBy(connection, `alerts a ${indexFor(query)}`, [...oneOf('a.tenant', tenants), ...filters], by, COLUMNS);
    },
  };
}

type Ordered = 'status' | 'severity' | 'detector' | 'rule';
/** What the index `alert_counts` is ordered by. */
const ORDERED: readonly Ordered[] = ['status', 'severity', 'detector', 'rule'];

function isOrdered(field: AlertField): field is Ordered {
  return (ORDERED as readonly AlertField[]).includes(field);
}

/** Groups as the index lies, without sorting a hundred thousand rows; the few groups are then added up to those asked for. */
function countInOrder(
  { sql }: Connection,
  tenants: readonly string[],
  filters: readonly Condition[],
  by: readonly AlertField[],
): readonly Bucket[] {
  const totals = new Map<string, { key: readonly (string | null)[]; count: number }>();
  for (const tenant of tenants) {
    const { text, parameters } = allOf([where('a.tenant = ?', tenant), ...filters]);
    const groups = sql<[string, string, string, string, number]>(
      `SELECT a.status, a.severity, a.detector, a.rule, count(*) FROM alerts a INDEXED BY alert_counts WHERE ${text} GROUP BY 1, 2, 3, 4`,
    ).all(...parameters);
    for (const [status, severity, detector, rule, count] of groups) {
      const values = { status, severity, detector, rule, tenant };
      const key = by.map((field) => values[field as Ordered | 'tenant']);
      const total = totals.get(JSON.stringify(key)) ?? { key, count: 0 };
      totals.set(JSON.stringify(key), { key, count: total.count + count });
    }
  }
  return [...totals.values()];
}

const QUEUE = 'INDEXED BY alert_queue';

/** Named, because without statistics SQLite's guess depends on the order of the conditions. */
function indexFor({ ids, user, text }: AlertQuery): string {
  if (ids !== undefined) return 'INDEXED BY alert_identity';
  if (user !== undefined) return 'INDEXED BY alert_user';
  return text === undefined ? QUEUE : '';
}

const COLUMNS: Readonly<Record<AlertField, string>> = {
  status: 'a.status',
  severity: 'a.severity',
  detector: 'a.detector',
  rule: 'a.rule',
  tenant: 'a.tenant',
  user: 'a.user',
  day: 'a.time / 86400000',
};

function filtersOf(connection: Connection, query: AlertQuery): readonly Condition[] {
  return [
    where('a.status IS NOT NULL'),
    ...oneOf('a.status', query.statuses),
    ...equal('a.detection', query.detection),
    ...oneOf('a.severity', query.severities),
    ...oneOf('a.detector', query.detectors),
    ...oneOf('a.rule', query.rules),
    ...equal('a.user', query.user),
    ...oneOf('a.id', query.ids),
    ...equal('a.assignee', query.assignee),
    ...(query.excepted === undefined ? [] : [where(`a.exception IS ${query.excepted ? 'NOT NULL' : 'NULL'}`)]),
    ...(query.text === undefined ? [] : textCondition(connection, query.text)),
  ];
}

/** Beyond this many hits it is cheaper to walk the queue and look each alert up among them. */
const FEW_HITS = 2_000;

function textCondition(connection: Connection, text: string): readonly Condition[] {
  const match = matchOf(text);
  if (match === undefined) return [];
  const hits = 'SELECT rowid FROM alert_words WHERE alert_words MATCH ?';
  const [count] = connection.sql<[number]>(`SELECT count(*) FROM (${hits} LIMIT ?)`).get(match, FEW_HITS + 1) ?? [0];
  return [where(`${count > FEW_HITS ? '+' : ''}a.alert IN (${hits})`, match)];
}

/**
 * FTS5 expression for "all of these words": each as a quoted phrase (an address is several tokens in a row), its last token as a prefix.
 * Undefined where nothing in the text is a letter or a digit.
 */
export function matchOf(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length === 0 ? undefined : words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ');
}
