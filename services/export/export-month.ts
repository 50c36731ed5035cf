import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../../events/identity.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { observe } from '../../events/observe.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import type { TenantTables } from '../tenants/tables.ts';
import type { Month } from './month.ts';
import type { MonthReport } from './report.ts';
import { MonthReporter } from './report.ts';
import { sheetsOf } from './tables.ts';

export interface ExportRequest {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly tables: TenantTables;
  readonly month: Month;
  /** ms since 1970. */
  readonly now: number;
  /** Told after each batch how many events were read. */
  readonly onProgress?: (events: number) => void;
}

const PAGE = 1_000;

/** Reads a tenant's month out of the Store. Alerts belong to the month of their triggering event; retracted ones are listed as such. */
export async function readMonth({
  store,
  tenant,
  tables,
  month,
  now,
  onProgress,
}: ExportRequest): Promise<MonthReport> {
  const reporter = new MonthReporter(month);
  const scope = ofTenant(tenant);
  let events = 0;
  for await (const batch of store.events.each(scope, { from: month.from, to: month.to })) {
    for (const event of batch)
      reporter.addEvent(event.event.module, timeOfIso(event['@timestamp']), observe(event, tables.aliases));
    onProgress?.((events += batch.length));
  }
  const query = { from: month.from, to: month.to };
  let after: string | undefined;
  do {
    const request = { limit: PAGE, order: 'asc', ...(after === undefined ? {} : { after }) } as const;
    const { items, next } = await store.alerts.search(scope, query, request);
    for (const { value } of items) reporter.addAlert(value);
    after = next;
  } while (after !== undefined);
  return reporter.report(tenant, now);
}

/** Writes `<tenant>-<month>.json` and a CSV for each sheet. Returns their paths. A file is whole or not there. */
export async function writeExport(report: MonthReport, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const name = `${report.tenant}-${report.month}`;
  const files = [
    { path: join(folder, `${name}.json`), text: `${JSON.stringify(report, null, 2)}\n` },
    ...sheetsOf(report).map((sheet) => ({ path: join(folder, `${name}-${sheet.name}.csv`), text: sheet.csv })),
  ];
  for (const { path, text } of files) await writeWhole(path, text);
  return files.map(({ path }) => path);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}
