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

/** The log and the Store that were configured are not of one installation. */
export class UnpairedError extends Error {
  override readonly name = 'UnpairedError';
  readonly code = 'MFAW_UNPAIRED';
}

/** The same of servers. @throws UnpairedError */
export function demandPair(pair: {
  readonly isStoreUsed: boolean;
  readonly isLogThere: boolean;
  readonly isLogUsed: boolean;
}): void {
  if (pair.isStoreUsed && !pair.isLogThere)
    throw new UnpairedError(
      'the Store holds tenants, and the log has none of the topics they were read from: check kafka.brokers and kafka.prefix, or begin with an empty elasticsearch.prefix',
    );
  if (pair.isLogUsed && !pair.isStoreUsed)
    throw new UnpairedError(
      'the log was read before, and the Store holds nothing of it: check elasticsearch.node and elasticsearch.prefix, or begin with an empty kafka.prefix',
    );
}

function lost(path: string, missing: string, there: string): DataFolderError {
  return new DataFolderError(
    `${path}: ${missing} is missing beside ${there}, and alerts would be missed without it: restore the data folder from a backup, or begin with an empty one`,
  );
}
