import type { Command } from 'commander';
import { readMonth, writeExport } from '../export/export-month.ts';
import { monthOf } from '../export/month.ts';
import type { MonthReport } from '../export/report.ts';
import { describeWriteError } from '../platform/file-error.ts';
import { letOthersGoFirst } from '../platform/let-others-go-first.ts';
import { plural, quantity } from '../scan/report/words.ts';
import { createTables } from '../tenants/load-tables.ts';
import { readingStore } from './data/open-store.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions, placeOf } from './data/place.ts';
import { existingTenant } from './data/tenants.ts';
import { statusLine } from './progress.ts';
import { UsageError } from './usage-error.ts';

interface Options extends PlaceOptions {
  readonly tenant: string;
  readonly month: string;
  readonly out: string;
}

export function exportCommand(command: Command): Command {
  command
    .requiredOption('--tenant <ID>', 'whose month')
    .requiredOption('--month <yyyy-MM>', "a calendar month in the tenant's time zone")
    .option('--out <DIR>', 'where the files go; made where it is missing', '.')
    .addHelpText('after', AFTER_HELP)
    .action(runExport);
  return addPlaceOptions(command);
}

const AFTER_HELP = `
The paths of the files are printed on stdout, one a line; what they say in sum on stderr.

Exit code: 0 written, 2 wrong usage, an unknown tenant, or a folder that cannot be read or written

Example:
  mfawatch export --tenant acme --month 2026-10 --out audit/`;

async function runExport({ tenant: named, month: name, out, ...options }: Options): Promise<void> {
  letOthersGoFirst();
  await readingStore(placeOf(options), async (store) => {
    const tenant = await existingTenant(store, named);
    const tables = await createTables(store)(tenant);
    const now = Date.now();
    const month = monthOf(name, tables.settingsAt(now).timeZone);
    if (month === undefined) throw new UsageError(`--month: "${name}" is not a month; write e.g. 2026-10`);
    if (month.from > now) throw new UsageError(`--month: ${name} has not begun`);
    const line = statusLine(process.stderr);
    const onProgress = (events: number): void => line.show(`reading … ${plural(events, 'event')}`);
    const report = await readMonth({ store, tenant, tables, month, now, onProgress });
    line.clear();
    const paths = await write(report, out);
    process.stderr.write(`${figures(report)}${month.to > now ? `${name} is not over: this is its part so far\n` : ''}`);
    process.stdout.write(paths.map((path) => `${path}\n`).join(''));
  });
}

async function write(report: MonthReport, folder: string): Promise<readonly string[]> {
  try {
    return await writeExport(report, folder);
  } catch (error) {
    if ((error as { readonly syscall?: unknown }).syscall === undefined) throw error;
    throw new UsageError(`--out ${folder}: ${describeWriteError(error)}`, { cause: error });
  }
}

function figures({ tenant, month, time_zone: zone, totals }: MonthReport): string {
  return [
    `${tenant} in ${month} (${zone})`,
    `sign-ins   ${quantity(totals.sign_ins)} of ${plural(totals.users, 'person', 'people')}; ${quantity(totals.sign_ins_without_mfa)} without MFA`,
    `phone      ${quantity(totals.sms_uses)} by SMS, ${quantity(totals.voice_uses)} by voice, ${quantity(totals.phone_unspecified_uses)} unspecified, ${quantity(totals.recovery_by_phone)} recoveries`,
    `resets     ${quantity(totals.resets)}`,
    `alerts     ${quantity(totals.alerts)}`,
    `blind      ${plural(totals.blind_hours, 'hour')} without records of a source`,
    `read       ${plural(totals.events, 'event')}`,
    '',
  ].join('\n');
}
