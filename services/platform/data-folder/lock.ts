import Libsql from 'libsql';
import { createPrivately } from '../sqlite/index.ts';

/**
 * Holds a file by an open exclusive transaction of SQLite: a lock of the kernel, which ends with the process however that ends.
 * @returns how to let go; undefined while another process holds it
 */
export function tryLock(file: string): (() => void) | undefined {
  // Whoever could open it could hold it.
  createPrivately(file);
  const database = new Libsql(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => {
      if (database.open) database.close();
    };
  } catch (error) {
    database.close();
    if ((error as { readonly code?: unknown }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
