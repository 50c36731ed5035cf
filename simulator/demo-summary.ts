import type { Alert } from '../detectors/kit/alert.ts';
import { readMonth, writeExport } from '../services/export/export-month.ts';
import { monthOf } from '../services/export/month.ts';
import { ofTenant } from '../services/platform/store/scope.ts';
import { hanging } from '../services/scan/report/page.ts';
import { quantity } from '../services/scan/report/words.ts';
import type { Pipeline } from '../services/start/pipeline.ts';
import type { DemoOrganisation } from './demo-organisations.ts';
import type { Receiver } from './demo-receiver.ts';
import type { Terminal } from './demo-terminal.ts';
import { activeAlerts, judge, together, type Verdict } from './demo-truth.ts';
import type { Label } from './organisation/record.ts';

export interface Summary {
  readonly pipeline: Pipeline;
  readonly organisations: readonly DemoOrganisation[];
  /** Those whose history was read to its end. */
  readonly loaded: readonly DemoOrganisation[];
  readonly terminal: Terminal;
  /** When the live part began; undefined where it never did. */
  readonly liveSince: number | undefined;
  readonly receiver: Receiver;
}

/** Events of the live part may be told of a little before it began. */
const MORNING_MS = 5 * 3_600_000;

/** How right the demo was, by its labels; how fast, by the events' own times. */
export async function printSummary(summary: Summary): Promise<void> {
  const { organisations, loaded, terminal, pipeline, liveSince, receiver } = summary;
  terminal.clear();
  terminal.heading('How right it was (the simulator knows the truth)');
  const unread = organisations
    .filter((organisation) => !loaded.includes(organisation))
    .map(({ tenant }) => tenant.name);
  if (unread.length > 0)
    terminal.line(
      fact(
        '',
        hanging(terminal.page, `${unread.join(' and ')}: history was still being loaded, and is not counted.`, FACT),
      ),
    );
  printVerdict(terminal, 'history', await verdictOf(summary, 'past'));
  if (liveSince !== undefined) printVerdict(terminal, 'live', await verdictOf(summary, 'live'));
  terminal.heading('How it got there');
  if (liveSince !== undefined) terminal.line(fact('latency', await latencyText(pipeline, loaded, liveSince)));
  terminal.line(fact('webhook', deliveryText(receiver)));
}

async function verdictOf({ pipeline, loaded, liveSince }: Summary, part: 'past' | 'live'): Promise<Verdict> {
  const border = liveSince === undefined ? Infinity : liveSince - MORNING_MS;
  const isLive = (alert: Alert): boolean => Date.parse(alert['@timestamp']) >= border;
  const verdicts: Verdict[] = [];
  for (const { tenant, labels, live } of loaded) {
    const alerts = await activeAlerts(pipeline.store, tenant.id);
    const judged = alerts.filter((alert) => isLive(alert) === (part === 'live'));
    verdicts.push(judge(part === 'live' ? live.labels : labels, alerts, judged, [...labels, ...live.labels]));
  }
  return together(verdicts);
}

function printVerdict(terminal: Terminal, name: string, verdict: Verdict): void {
  const { attacks, found, lookAlikes, leftInPeace, wrong, unexplained } = verdict;
  const recall = `${String(found)} of ${String(attacks)} attacks and phone uses found`;
  const peace = `${String(leftInPeace)} of ${String(lookAlikes)} look-alikes left in peace`;
  const falseAlerts = `${String(unexplained.length)} false alerts`;
  terminal.line(fact(name, hanging(terminal.page, `${recall} · ${peace} · ${falseAlerts}`, FACT)));
  const problems = [
    ...wrong.map(wrongText),
    ...unexplained.map(({ event, rule }) => `unexplained: ${event.reason} [${rule.id}]`),
  ];
  for (const problem of problems) terminal.line(fact('', hanging(terminal.page, problem, FACT)));
}

function wrongText({ expected, scenario, user, description }: Label): string {
  const what = expected === 'silence' ? 'false alert' : 'missed';
  return `${what}: ${scenario} of ${user} (${description})`;
}

const FACT = 12;

export function fact(name: string, text: string): string {
  return `  ${name.padEnd(FACT - 2)}${text}`;
}

async function latencyText(
  { store }: Pipeline,
  organisations: readonly DemoOrganisation[],
  since: number,
): Promise<string> {
  const delays: number[] = [];
  for (const { tenant } of organisations)
    for await (const events of store.events.each(ofTenant(tenant.id), { from: since - MORNING_MS }))
      for (const { event } of events)
        if (Date.parse(event.created) >= since) delays.push(Date.parse(event.ingested) - Date.parse(event.created));
  if (delays.length === 0) return 'no live event was stored';
  delays.sort((a, b) => a - b);
  const at = (part: number): string => quantity(delays[Math.floor((delays.length - 1) * part)] ?? 0);
  return `${quantity(delays.length)} live events, fetched → stored: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

function deliveryText({ deliveries, refused }: Receiver): string {
  const repeated = deliveries.length - new Set(deliveries.map(({ id }) => id)).size;
  const bad = refused === 0 ? 'every signature verified' : `${String(refused)} refused`;
  return `${String(deliveries.length)} deliveries, ${bad}${repeated === 0 ? ', none twice' : `, ${String(repeated)} repeated`}`;
}

/** The month of an organisation so far, as an auditor gets it. Returns the paths. */
export async function exportThisMonth(
  { store, loadTables }: Pipeline,
  { tenant }: DemoOrganisation,
  folder: string,
): Promise<readonly string[]> {
  const now = Date.now();
  const tables = await loadTables(tenant.id);
  const { timeZone } = tables.settingsAt(now);
  const name = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit' }).format(now);
  const month = monthOf(name, timeZone);
  if (month === undefined) throw new RangeError(`no month is called ${name}`);
  return writeExport(await readMonth({ store, tenant: tenant.id, tables, month, now }), folder);
}
