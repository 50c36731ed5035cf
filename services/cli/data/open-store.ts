import { openDataFolder } from '../../platform/data-folder/index.ts';
import { openSqliteStore } from '../../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../../platform/store/store.ts';
import { forPeople } from '../operator-error.ts';
import type { Place } from './place.ts';
import { demandExisting, demandStore, storeFile } from './place.ts';

/** Reads what the Store holds, also beside an owner at work: nothing is written. @throws UsageError */
export async function readingStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  demandStore(place);
  try {
    // One thread is enough for one reader, and starts at once.
    const embedded = { file: storeFile(place), now: Date.now, threads: false, reader: true };
    return await working((await storeServer(place)) ?? (await openSqliteStore(embedded)), work);
  } catch (error) {
    throw forPeople(error);
  }
}

/**
 * Changes the Store: its folder is owned meanwhile, servers are shared.
 * @param command as others are told who holds the folder
 * @throws DataFolderLockedError while somebody else owns it
 */
export async function owningStore<T>(place: Place, command: string, work: (store: Store) => Promise<T>): Promise<T> {
  const server = await storeServer(place);
  if (server !== undefined) return working(server, work);
  demandExisting(place);
  const folder = openDataFolder(place.folder, { command });
  try {
    return await working(await openSqliteStore({ file: folder.storeFile, now: Date.now, threads: false }), work);
  } finally {
    folder.close();
  }
}

async function storeServer({ config }: Place): Promise<Store | undefined> {
  if (config?.elasticsearch === undefined) return undefined;
  const { openStoreServer } = await import('../../start/backends.ts');
  return openStoreServer(config.elasticsearch, { now: Date.now });
}

function working<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  return work(store).finally(() => store.close());
}
