import type { Connection } from './statements.ts';

const LIMIT = 200_000;

/** Numbers of the tokens people are found by. */
export interface TokenTable {
  numberOf(tenant: string, token: string): number | undefined;
  /** Within a write transaction. */
  ensure(tenant: string, token: string): number;
  tokenOf(number: number): string | undefined;
  /** Deletes those no event mentions any more: what is kept of a person goes with the last event. */
  prune(numbers: Iterable<number>): void;
  /** After a transaction that was rolled back: what it had numbered is not there. */
  forget(): void;
}

export function tokenTable({ sql }: Connection): TokenTable {
  const known = new Map<string, number>();
  const keyOf = (tenant: string, token: string): string => `${tenant}|${token}`;
  const remember = (tenant: string, token: string, number: number): number => {
    if (known.size >= LIMIT) known.clear();
    known.set(keyOf(tenant, token), number);
    return number;
  };
  const numberOf = (tenant: string, token: string): number | undefined =>
    sql<[number]>('SELECT number FROM tokens WHERE tenant = ? AND token = ?').get(tenant, token)?.[0];
  return {
    numberOf,
    ensure: (tenant, token) => {
      const found = known.get(keyOf(tenant, token)) ?? numberOf(tenant, token);
      if (found !== undefined) return remember(tenant, token, found);
      const row = sql<[number]>('INSERT INTO tokens (tenant, token) VALUES (?, ?) RETURNING number').all(
        tenant,
        token,
      )[0];
      if (row === undefined) throw new Error('SQLite returned no row for an insert');
      return remember(tenant, token, row[0]);
    },
    tokenOf: (number) => sql<[string]>('SELECT token FROM tokens WHERE number = ?').get(number)?.[0],
    prune: (numbers) => {
      const remove = sql(
        'DELETE FROM tokens WHERE number = ? AND NOT EXISTS (SELECT 1 FROM people WHERE token = number)',
      );
      for (const number of new Set(numbers)) remove.run(number);
      known.clear();
    },
    forget: () => known.clear(),
  };
}
