import type { Alert } from '../../../../detectors/kit/alert.ts';
import { timeOfIso } from '../../../../events/iso-time.ts';
import { alertVersion, monthOfId, statusOf, storedAlert } from '../alert-state.ts';
import type { AlertState } from '../alert-state.ts';
import type { Stored, StoredAlert, Triage } from '../store.ts';
import type { Connection } from './statements.ts';

/** All that is kept of one alert. */
export interface AlertRow {
  readonly tenant: string;
  readonly id: string;
  readonly state: AlertState;
  readonly exception: string | null;
  readonly alert: Alert | null;
  readonly triage: Triage;
  /** How often people (or a supersession) spoke. */
  readonly triageCount: number;
}

type Columns = readonly [
  tenant: string,
  id: string,
  sequence: number,
  detection: AlertState['detection'],
  replacedBy: string | null,
  quiet: number,
  documentSequence: number,
  revision: number,
  exception: string | null,
  triageCount: number,
  body: string | null,
  triage: string,
];

const SELECT = `SELECT tenant, id, sequence, detection, replaced_by, quiet, document_sequence, revision, exception, triage_count, body, triage
  FROM alerts JOIN alert_bodies USING (alert)`;

export function alertById({ sql }: Connection, tenant: string, id: string): AlertRow | undefined {
  const columns = sql<[...Columns]>(`${SELECT} WHERE tenant = ? AND id = ?`).get(tenant, id);
  return columns === undefined ? undefined : rowOf(columns);
}

export function alertByNumber({ sql }: Connection, number: number): AlertRow | undefined {
  const columns = sql<[...Columns]>(`${SELECT} WHERE alert = ?`).get(number);
  return columns === undefined ? undefined : rowOf(columns);
}

function rowOf(columns: Columns): AlertRow {
  const [
    tenant,
    id,
    sequence,
    detection,
    replacedBy,
    quiet,
    documentSequence,
    revision,
    exception,
    count,
    body,
    triage,
  ] = columns;
  return {
    tenant,
    id,
    state: { sequence, detection, replacedBy, quiet: quiet === 1, documentSequence, revision },
    exception,
    alert: body === null ? null : (JSON.parse(body) as Alert),
    triage: JSON.parse(triage) as Triage,
    triageCount: count,
  };
}

/** Undefined while no document has come. */
export function storedOf(row: AlertRow | undefined): Stored<StoredAlert> | undefined {
  if (row === undefined || row.alert === null) return undefined;
  const { id, alert, state, triage, triageCount, exception } = row;
  return { id, version: alertVersion(state, triageCount), value: storedAlert(alert, state, triage, exception) };
}

const UPSERT = `INSERT INTO alerts (tenant, id, sequence, detection, replaced_by, quiet, document_sequence, revision, exception, assignee,
    triage_count, time, status, severity, detector, rule, user)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tenant, id) DO UPDATE SET sequence = excluded.sequence, detection = excluded.detection, replaced_by = excluded.replaced_by,
    quiet = excluded.quiet, document_sequence = excluded.document_sequence, revision = excluded.revision, exception = excluded.exception,
    assignee = excluded.assignee, triage_count = excluded.triage_count, time = excluded.time, status = excluded.status,
    severity = excluded.severity, detector = excluded.detector, rule = excluded.rule, user = excluded.user
  RETURNING alert`;

/** Writes the alert with everything searches need; within a write transaction. */
export function saveAlert({ sql }: Connection, row: AlertRow): void {
  const { tenant, id, state, exception, alert, triage, triageCount } = row;
  const [number] =
    sql<[number]>(UPSERT).all(
      tenant,
      id,
      state.sequence,
      state.detection,
      state.replacedBy,
      state.quiet ? 1 : 0,
      state.documentSequence,
      state.revision,
      exception,
      triage.assignee ?? null,
      triageCount,
      timeOf(id, alert),
      alert === null ? null : statusOf(state.detection, triage),
      alert?.mfa.alert.severity ?? null,
      alert?.mfa.alert.detector ?? null,
      alert?.rule.id ?? null,
      alert?.user.name ?? null,
    )[0] ?? [];
  if (number === undefined) throw new Error('SQLite returned no row for an upsert');
  sql('INSERT OR REPLACE INTO alert_bodies (alert, body, triage) VALUES (?, ?, ?)').run(
    number,
    alert === null ? null : JSON.stringify(alert),
    JSON.stringify(triage),
  );
  if (alert !== null)
    sql('INSERT OR REPLACE INTO alert_words (rowid, words) VALUES (?, ?)').run(number, wordsOf(alert));
}

function timeOf(id: string, alert: Alert | null): number {
  return alert === null ? monthOfId(id) : timeOfIso(alert['@timestamp']);
}

function wordsOf({ user, event, rule, source, related }: Alert): string {
  const people = [user.name, user.email, user.full_name, ...related.user];
  const addresses = [source?.ip, ...related.ip];
  return [...new Set([...people, event.reason, rule.name, ...addresses])]
    .filter((text) => text !== undefined)
    .join('\n');
}
