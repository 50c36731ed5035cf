import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file, which SQLite takes for a new database, that only its owner's user may read: SQLite itself would let everybody, and gives
 * its `-wal` and `-shm` the mode the database has. A file that is there stays as it is.
 */
export function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {
    // SQLite fails on it too, and its error is the one that is told.
  }
}
