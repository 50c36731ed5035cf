import type { Command } from 'commander';
import { alertLine, alertText } from '../scan/report/alert-text.ts';
import type { Page } from '../scan/report/page.ts';
import { labelled } from '../scan/report/page.ts';
import { printableJson } from '../scan/report/printable.ts';
import { plural } from '../scan/report/words.ts';
import type { TenantId } from '../../events/identity.ts';
import { ofTenants } from '../platform/store/scope.ts';
import type { AlertQuery, Store, StoredAlert } from '../platform/store/store.ts';
import { createTables } from '../tenants/load-tables.ts';
import { readingStore } from './data/open-store.ts';
import { placeOf } from './data/place.ts';
import { existingTenants } from './data/tenants.ts';
import type { HeldOptions } from './held-query.ts';
import { addHeldOptions, everyItem, heldFilter } from './held-query.ts';
import { pageOf } from './page-of.ts';
import { triageText } from './triage-text.ts';

interface Options extends HeldOptions {
  readonly full: boolean;
}

export function alertsCommand(command: Command): Command {
  command
    .option('--full', 'in text, print every low alert whole; else more than 5 of one rule are in brief', false)
    .addHelpText('after', AFTER_HELP)
    .action(runAlerts);
  return addHeldOptions(command);
}

const AFTER_HELP = `
Exit code: 0 printed (also none), 2 wrong usage, an unknown tenant, or a data folder that cannot be read

Examples:
  mfawatch alerts --status open --severity high --severity critical
  mfawatch alerts --tenant acme --since 7d --format ndjson > week.ndjson`;

async function runAlerts(options: Options): Promise<void> {
  await readingStore(placeOf(options), async (store) => {
    const tenants = await existingTenants(store, options.tenant);
    const query = heldFilter(options, Date.now());
    const scope = ofTenants(tenants);
    const found = everyItem(options.limit, (page) => store.alerts.search(scope, query, page));
    const print = options.format === 'ndjson' ? printableLine : await textPrinter(store, tenants, query, options);
    let count = 0;
    for await (const { value } of found) {
      process.stdout.write(print(value));
      count += 1;
    }
    process.stderr.write(`${plural(count, 'alert')} of ${plural(tenants.length, 'tenant')}\n`);
  });
}

function printableLine(alert: StoredAlert): string {
  return `${printableJson(alert)}\n`;
}

async function textPrinter(
  store: Store,
  tenants: readonly TenantId[],
  query: AlertQuery,
  { full }: Options,
): Promise<(alert: StoredAlert) => string> {
  const page = pageOf(process.stdout);
  const zones = await timeZones(store, tenants);
  const brief = full ? new Set<string>() : await briefRules(store, tenants, query);
  let afterLine = false;
  return (alert) => {
    const userTimeZone = zones.get(alert.organization.id) ?? 'UTC';
    const isLine = alert.mfa.alert.severity === 'low' && brief.has(alert.rule.id);
    const gap = afterLine && !isLine ? '\n' : '';
    afterLine = isLine;
    return isLine ? `${alertLine({ alert, userTimeZone }, page)}\n` : `${gap}${whole(alert, userTimeZone, page)}\n\n`;
  };
}

function whole(alert: StoredAlert, userTimeZone: string, page: Page): string {
  const { alert: state } = alert.mfa;
  const notes = [
    ...(state.evidence_withdrawn === true ? ['evidence withdrawn'] : []),
    ...(state.exception === undefined ? [] : [`hidden by exception ${state.exception}`]),
  ];
  const text = triageText(alert.organization.id, state.status, alert.triage, notes);
  return `${alertText({ alert, userTimeZone }, page)}\n${labelled(page, 'state', text)}`;
}

async function timeZones(store: Store, tenants: readonly TenantId[]): Promise<ReadonlyMap<TenantId, string>> {
  const loadTables = createTables(store);
  const zones = new Map<TenantId, string>();
  for (const tenant of tenants) zones.set(tenant, (await loadTables(tenant)).settingsAt(Date.now()).timeZone);
  return zones;
}

/** Of one rule's low alerts this many are read in full, as in a scan. */
const LOW_IN_FULL = 5;

async function briefRules(store: Store, tenants: readonly TenantId[], query: AlertQuery): Promise<ReadonlySet<string>> {
  const counts = await store.alerts.count(ofTenants(tenants), query, ['severity', 'rule']);
  return new Set(
    counts.flatMap(({ key: [severity, rule], count }) =>
      severity === 'low' && rule !== undefined && rule !== null && count > LOW_IN_FULL ? [rule] : [],
    ),
  );
}
