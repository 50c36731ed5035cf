import { setImmediate as breathe } from 'node:timers/promises';
import { readMonth } from '../../services/export/export-month.ts';
import { letOthersGoFirst } from '../../services/platform/let-others-go-first.ts';
import { openSqliteStore } from '../../services/platform/store/sqlite/sqlite-store.ts';
import { createTables } from '../../services/tenants/load-tables.ts';
import { TENANT } from './bench-pipeline.ts';
import { lastMonth } from './month.ts';

/** Reads last month out of the Store named, again and again as `mfawatch export` does, and says so each time. Until it is killed. */
const [file = ''] = process.argv.slice(2);
letOthersGoFirst();
const store = await openSqliteStore({ file, now: Date.now, threads: false, reader: true });
const tables = await createTables(store)(TENANT);
for (;;) {
  const now = Date.now();
  await readMonth({ store, tenant: TENANT, tables, month: lastMonth(now), now });
  process.send?.('read');
  await breathe();
}
