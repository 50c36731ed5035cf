import { openDatabase } from '../../sqlite/index.ts';
import type { Database } from '../../sqlite/index.ts';
import { MIGRATIONS, recordsTable } from './schema.ts';

/** Where a group stands whose work lies outside the log: it never moved by a transaction with records. */
export type OutsidePosition = readonly [group: string, slot: number, next: number];

const OUTSIDE = 'SELECT consumers, slot, next FROM positions WHERE works_inside = 0';

/** Reads them from a log that may be in use; never before the oldest record there. */
export function outsidePositions(file: string): readonly OutsidePosition[] {
  const database = openDatabase({ file, readOnly: true });
  try {
    const positions = database.prepare<OutsidePosition>(OUTSIDE).all();
    return positions.map(([group, slot, next]) => [group, slot, Math.max(next, oldest(database, slot))]);
  } finally {
    database.close();
  }
}

/**
 * Sets a copy's groups back to where they stood earlier; one that did not exist then begins anew.
 * @returns false where records they would read again have gone since
 */
export function rewindOutside(file: string, earlier: readonly OutsidePosition[]): boolean {
  const database = openDatabase({ file, migrations: MIGRATIONS });
  try {
    const before = new Map(earlier.map(([group, slot, next]) => [`${String(slot)} ${group}`, next]));
    const move = database.prepare('UPDATE positions SET next = ? WHERE consumers = ? AND slot = ?');
    const now = database.prepare<OutsidePosition>(OUTSIDE).all();
    return database.write(() =>
      now.every(([group, slot, next]) => {
        const rewound = before.get(`${String(slot)} ${group}`) ?? 0;
        if (next <= rewound) return true;
        move.run(rewound, group, slot);
        return oldest(database, slot) <= rewound;
      }),
    );
  } finally {
    database.close();
  }
}

/** A file nobody has opened for writing yet may be of an earlier version, without `start`. */
function oldest(database: Database, slot: number): number {
  const [, next = 0, start = 0] = database.prepare<number[]>('SELECT * FROM slots WHERE slot = ?').get(slot) ?? [];
  const [first] = database.prepare<[number | null]>(`SELECT min("offset") FROM ${recordsTable(slot)}`).get() ?? [null];
  return Math.max(start, first ?? next);
}
