import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../services/platform/store/sqlite/sqlite-store.ts';
import { storeContract } from './store.ts';
import { reopenable } from './store/store-under-test.ts';
import type { OpenStore } from './store/store-under-test.ts';

function sqlite(threads: boolean): OpenStore {
  return (now) => {
    const folder = mkdtempSync(join(tmpdir(), 'mfaw-store-'));
    const open = () => openSqliteStore({ file: join(folder, 'store.db'), now, threads });
    return reopenable(open, () => rmSync(folder, { recursive: true }));
  };
}

storeContract('SQLite in one thread', sqlite(false));
storeContract('SQLite in threads', sqlite(true));
