import type { Connection } from './statements.ts';

/** As `Lease`, with the token as a number. */
export interface LeaseRow {
  readonly name: string;
  readonly owner: string;
  readonly token: number;
  readonly expires: number;
}

/** Undefined while somebody else holds it. */
export function acquireLease(
  { database, sql }: Connection,
  name: string,
  owner: string,
  ttlMs: number,
  now: number,
): LeaseRow | undefined {
  return database.write(() => {
    const known = sql<[string, number, number]>('SELECT owner, token, expires FROM leases WHERE name = ?').get(name);
    const [holder = '', last = 0, until = 0] = known ?? [];
    if (holder !== owner && until > now) return undefined;
    const lease = { name, owner, token: holder === owner ? last : last + 1, expires: now + ttlMs };
    sql('INSERT OR REPLACE INTO leases (name, owner, token, expires) VALUES (?, ?, ?, ?)').run(
      name,
      owner,
      lease.token,
      lease.expires,
    );
    return lease;
  });
}

/** Its number stays, so that the next owner's is higher. Releasing what is no longer held changes nothing. */
export function releaseLease({ database, sql }: Connection, name: string, owner: string, token: number): void {
  database.write(() =>
    sql("UPDATE leases SET owner = '', expires = 0 WHERE name = ? AND owner = ? AND token = ?").run(name, owner, token),
  );
}
