import type { Database, SqlRow, SqlValue, Statement } from '../../sqlite/index.ts';

const LIMIT = 300;

/** A connection that prepares each text once. Queries with lists take them as one JSON parameter, so their number stays small. */
export interface Connection {
  readonly database: Database;
  sql<Row extends SqlRow = SqlRow>(text: string): Statement<Row>;
}

export function connectionOf(database: Database, prepared?: (text: string) => void): Connection {
  const known = new Map<string, Statement>();
  return {
    database,
    sql: <Row extends SqlRow>(text: string): Statement<Row> => {
      const found = known.get(text);
      if (found !== undefined) return found as unknown as Statement<Row>;
      if (known.size >= LIMIT) known.clear();
      const statement = database.prepare(text);
      prepared?.(text);
      known.set(text, statement);
      return statement as unknown as Statement<Row>;
    },
  };
}

/** Conditions joined by AND, each with its parameters in the order of its question marks. */
export interface Condition {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

export function where(text: string, ...parameters: readonly SqlValue[]): Condition {
  return { text, parameters };
}

/** No condition where the value is absent. */
export function equal(column: string, value: string | undefined): readonly Condition[] {
  return value === undefined ? [] : [where(`${column} = ?`, value)];
}

/** No condition where the list is absent. */
export function oneOf(column: string, values: readonly string[] | undefined): readonly Condition[] {
  return values === undefined ? [] : [where(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values))];
}

/** from <= column < to */
export function within(
  column: string,
  { from, to }: { readonly from?: number; readonly to?: number },
): readonly Condition[] {
  return [
    ...(from === undefined ? [] : [where(`${column} >= ?`, from)]),
    ...(to === undefined ? [] : [where(`${column} < ?`, to)]),
  ];
}

export function allOf(conditions: readonly Condition[]): Condition {
  return {
    text: conditions.length === 0 ? 'TRUE' : conditions.map(({ text }) => text).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
