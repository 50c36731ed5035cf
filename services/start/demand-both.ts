import { existsSync } from 'node:fs';
import type { DataFolder } from '../platform/data-folder/index.ts';
import { DataFolderError } from '../platform/data-folder/index.ts';

/**
 * Log and Store know of one another: cursors and stored alerts speak of positions in the log, detection's memory of what the Store holds. One
 * of them without the other would go on, and miss alerts. The Store's file is made after the log's, so it is never alone. Ask before opening the log.
 * @throws DataFolderError
 */
export function demandLog({ path, logFile, storeFile }: DataFolder): void {
  if (existsSync(storeFile) && !existsSync(logFile)) throw lost(path, 'log.db', 'store.db');
}

/** The other way round; a log without topics is one whose first start was cut short. @throws DataFolderError */
export function demandStore({ path, storeFile }: DataFolder, isLogUsed: boolean): void {
  if (isLogUsed && !existsSync(storeFile)) throw lost(path, 'store.db', 'log.db');
}

function lost(path: string, missing: string, there: string): DataFolderError {
  return new DataFolderError(
    `${path}: ${missing} is missing beside ${there}, and alerts would be missed without it: restore the data folder from a backup, or begin with an empty one`,
  );
}
