import type { Command } from 'commander';
import { ofTenants } from '../platform/store/scope.ts';
import type { StoredIncident } from '../platform/store/store.ts';
import type { Page } from '../scan/report/page.ts';
import { labelled, paint } from '../scan/report/page.ts';
import { printable, printableJson } from '../scan/report/printable.ts';
import { utcSecond } from '../scan/report/times.ts';
import { plural } from '../scan/report/words.ts';
import { readingStore } from './data/open-store.ts';
import { placeOf } from './data/place.ts';
import { existingTenants } from './data/tenants.ts';
import type { HeldOptions } from './held-query.ts';
import { addHeldOptions, everyItem, heldFilter } from './held-query.ts';
import { pageOf } from './page-of.ts';
import { triageText } from './triage-text.ts';

export function incidentsCommand(command: Command): Command {
  command.addHelpText('after', AFTER_HELP).action(runIncidents);
  return addHeldOptions(command);
}

const AFTER_HELP = `
Exit code: 0 printed (also none), 2 wrong usage, an unknown tenant, or a data folder that cannot be read

Examples:
  mfawatch incidents --status open
  mfawatch incidents --tenant acme --since 30d --format ndjson > month.ndjson`;

async function runIncidents(options: HeldOptions): Promise<void> {
  await readingStore(placeOf(options), async (store) => {
    const tenants = await existingTenants(store, options.tenant);
    const query = heldFilter(options, Date.now());
    const page = pageOf(process.stdout);
    let count = 0;
    for await (const { value } of everyItem(options.limit, (at) =>
      store.incidents.search(ofTenants(tenants), query, at),
    )) {
      process.stdout.write(
        options.format === 'ndjson' ? `${printableJson(value)}\n` : `${incidentText(value, page)}\n\n`,
      );
      count += 1;
    }
    process.stderr.write(`${plural(count, 'incident')} of ${plural(tenants.length, 'tenant')}\n`);
  });
}

/** More alerts than this are in the document, not on the page. */
const ALERT_LINES = 8;

function incidentText(incident: StoredIncident, page: Page): string {
  const { id, tenant, user, user_name: name, severity, title, reason, status, triage, risk, alerts } = incident;
  const quiet = incident.quiet === true ? ['quiet: nobody is notified'] : [];
  return [
    `${paint(page, severity, severity.toUpperCase())}  ${printable(title)}`,
    labelled(page, 'who', name === undefined || name.toLowerCase() === user ? user : `${name} <${user}>`),
    labelled(page, 'what', reason),
    labelled(page, 'when', spanOf(incident)),
    ...alerts.slice(0, ALERT_LINES).map((alert, index) => labelled(page, index === 0 ? 'alerts' : '', alertOf(alert))),
    ...(alerts.length <= ALERT_LINES ? [] : [labelled(page, '', `and ${String(alerts.length - ALERT_LINES)} more`)]),
    labelled(page, 'state', triageText(tenant, status, triage, quiet)),
    labelled(page, 'incident', `${id} · risk ${String(risk)} · revision ${String(incident.revision)}`),
  ].join('\n');
}

function spanOf({ first_event: first, last_event: last }: StoredIncident): string {
  return first === last ? utcSecond(first) : `${utcSecond(first)} to ${utcSecond(last)}`;
}

function alertOf({ first_event: first, severity, name, id, detection }: StoredIncident['alerts'][number]): string {
  const gone = detection === 'retracted' ? ' (retracted)' : '';
  return `${utcSecond(first)} · ${severity} · ${name} · ${id}${gone}`;
}
