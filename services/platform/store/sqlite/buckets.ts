import { isoTime } from '../../../../events/iso-time.ts';
import type { SqlRow } from '../../sqlite/index.ts';
import type { Bucket } from '../store.ts';
import { allOf } from './statements.ts';
import type { Condition, Connection } from './statements.ts';

export const DAY_MS = 86_400_000;

/**
 * Counts rows by every combination of the fields' values.
 * @param from table, its alias, joins
 * @param columns SQL of each field; `day` is a number of days since 1970
 */
export function countBy<F extends string>(
  { sql }: Connection,
  from: string,
  conditions: readonly Condition[],
  by: readonly F[],
  columns: Readonly<Record<F, string>>,
): readonly Bucket[] {
  const { text, parameters } = allOf(conditions);
  const selected = [...by.map((field) => columns[field]), 'count(*)'].join(', ');
  const group = by.length === 0 ? '' : `GROUP BY ${by.map((_, index) => String(index + 1)).join(', ')}`;
  const rows = sql<SqlRow>(`SELECT ${selected} FROM ${from} WHERE ${text} ${group}`).all(...parameters);
  // Without fields SQL counts nothing too.
  return rows.map((row) => bucketOf(row, by)).filter(({ count }) => count > 0);
}

function bucketOf(row: SqlRow, by: readonly string[]): Bucket {
  return { key: by.map((field, index) => keyOf(field, row[index] ?? null)), count: Number(row.at(-1)) };
}

function keyOf(field: string, value: SqlRow[number]): string | null {
  if (value === null) return null;
  return field === 'day' ? isoTime(Number(value) * DAY_MS).slice(0, 10) : String(value);
}
