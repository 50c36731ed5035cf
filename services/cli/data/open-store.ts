import { openDataFolder } from '../../platform/data-folder/index.ts';
import { openSqliteStore } from '../../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../../platform/store/store.ts';
import { forPeople } from '../operator-error.ts';
import type { Place } from './place.ts';
import { demandExisting, demandStore } from './place.ts';

/** Reads what the folder's Store holds, also beside an owner at work: nothing is written. @throws UsageError */
export async function readingStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const file = demandStore(place);
  try {
    // One thread is enough for one reader, and starts at once.
    const store = await openSqliteStore({ file, now: Date.now, threads: false, reader: true });
    return await work(store).finally(() => store.close());
  } catch (error) {
    throw forPeople(error);
  }
}

/**
 * Owns the folder while `work` changes its Store.
 * @param command as others are told who holds it
 * @throws DataFolderLockedError while somebody else owns it
 */
export async function owningStore<T>(place: Place, command: string, work: (store: Store) => Promise<T>): Promise<T> {
  demandExisting(place);
  const folder = openDataFolder(place.folder, { command });
  try {
    const store = await openSqliteStore({ file: folder.storeFile, now: Date.now, threads: false });
    return await work(store).finally(() => store.close());
  } finally {
    folder.close();
  }
}
