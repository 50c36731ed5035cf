import { stringify } from 'csv-stringify/sync';
import { METHODS } from '../../events/method.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { localTime } from './month.ts';
import type { MonthReport, UserMonth } from './report.ts';

/** A sheet of the export: its name within the export, and CSV text (RFC 4180, UTF-8 with a byte order mark for spreadsheets). */
export interface Sheet {
  readonly name: string;
  readonly csv: string;
}

type Row = readonly (string | number)[];

/** The report as sheets. Cells that a spreadsheet would take for a formula are quoted with `'` (I9); times are the tenant's. */
export function sheetsOf(report: MonthReport): readonly Sheet[] {
  const local = (iso: string | undefined): string =>
    iso === undefined ? '' : localTime(timeOfIso(iso), report.time_zone);
  return [
    { name: 'users', csv: usersSheet(report.users) },
    {
      name: 'resets',
      csv: sheet(
        ['user', 'at', 'operation', 'by', 'outcome', 'event_id'],
        report.users.flatMap(({ user, resets }) =>
          resets.map(({ at, operation, by, outcome, event_id: id }): Row => [
            user,
            local(at),
            operation,
            by,
            outcome,
            id,
          ]),
        ),
      ),
    },
    {
      name: 'alerts',
      csv: sheet(
        [
          'user',
          'alert',
          'rule',
          'name',
          'severity',
          'status',
          'disposition',
          'first_event',
          'last_event',
          'acknowledged_at',
          'closed_at',
        ],
        report.users.flatMap(({ user, alerts }) =>
          alerts.map((alert): Row => [
            user,
            alert.id,
            alert.rule,
            alert.name,
            alert.severity,
            alert.status,
            alert.disposition ?? '',
            local(alert.first_event),
            local(alert.last_event),
            local(alert.acknowledged_at),
            local(alert.closed_at),
          ]),
        ),
      ),
    },
    {
      name: 'silences',
      csv: sheet(
        ['source', 'from', 'to', 'hours'],
        report.silences.map(({ source, from, to, hours }): Row => [source, local(from), local(to), hours]),
      ),
    },
  ];
}

/** A column for each method anybody used. */
function usersSheet(users: readonly UserMonth[]): string {
  const methods = METHODS.filter((method) => users.some((user) => user.methods[method] !== undefined));
  const head = [
    'user',
    'full_name',
    'sign_ins',
    'sign_ins_without_mfa',
    'sms_uses',
    'voice_uses',
    'phone_unspecified_uses',
    'recovery_by_phone',
    'resets',
    'alerts',
  ];
  return sheet(
    [...head, ...methods.map((method) => `method_${method}`)],
    users.map((user): Row => [
      user.user,
      user.full_name ?? '',
      user.sign_ins,
      user.sign_ins_without_mfa,
      user.sms_uses,
      user.voice_uses,
      user.phone_unspecified_uses,
      user.recovery_by_phone,
      user.resets.length,
      user.alerts.length,
      ...methods.map((method) => user.methods[method] ?? 0),
    ]),
  );
}

function sheet(head: readonly string[], rows: readonly Row[]): string {
  return stringify([head, ...rows] as unknown[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
