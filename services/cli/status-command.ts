import type { Command } from 'commander';
import { z } from 'zod';
import { CURSOR_KIND } from '../ingest/follow-source.ts';
import type { SourceCursor } from '../ingest/follow-source.ts';
import { holdingsOf } from '../ingest/imports/import-outcome.ts';
import { openImports } from '../learn/release-import.ts';
import { resolveSecret } from '../platform/config/secret.ts';
import { figureName } from '../platform/figure-name.ts';
import { listAll } from '../platform/store/list-all.ts';
import { SYSTEM } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { quantity } from '../scan/report/words.ts';
import { listTenants } from '../tenants/registry.ts';
import { isDistributed } from '../start/where.ts';
import { HttpApi } from './data/http-api.ts';
import { readingStore } from './data/open-store.ts';
import { ownerApi } from './data/owner.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions, demandExisting, placeOf } from './data/place.ts';
import { EXIT } from './exit-codes.ts';
import { progressOf } from './import-report.ts';
import { forPeople } from './operator-error.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

interface Options extends PlaceOptions {
  readonly url?: string;
}

export function statusCommand(command: Command): Command {
  command
    .option('--url <URL>', 'ask a service elsewhere, with the API key in MFAWATCH_API_KEY (or MFAWATCH_API_KEY_FILE)')
    .addHelpText('after', AFTER_HELP)
    .action(runStatus);
  return addPlaceOptions(command);
}

const AFTER_HELP = `
Exit code:
  0  all stages run, or nobody is at work and the folder can be read
  1  a stage does not run
  2  wrong usage, a folder that cannot be read, a service that does not answer

Examples:
  mfawatch status --data /var/lib/mfawatch
  MFAWATCH_API_KEY=mfaw_… mfawatch status --url https://mfawatch.example.com`;

async function runStatus({ url, ...options }: Options): Promise<void> {
  if (url !== undefined) {
    if (options.data !== undefined || options.config !== undefined)
      throw new UsageError('--url asks a service elsewhere: leave --data and --config out');
    await tellService(new HttpApi(url, apiKey(), 'the service'));
    return;
  }
  const place = placeOf(options);
  demandExisting(place);
  if (place.config !== undefined && isDistributed(place.config)) {
    process.stdout.write('on servers: ask a process how it is with --url, or at its /readyz and /metrics\n\n');
    await readingStore(place, tellHoldings);
    return;
  }
  const owner = await livingOwner(place);
  if (owner === undefined) process.stdout.write(`${place.folder}: nobody is at work here\n\n`);
  else await tellService(owner);
  await readingStore(place, tellHoldings);
}

function apiKey(): string {
  try {
    return resolveSecret({ env: 'MFAWATCH_API_KEY' });
  } catch (error) {
    throw forPeople(error);
  }
}

/** An owner that died has left its address behind. */
async function livingOwner(place: ReturnType<typeof placeOf>): Promise<HttpApi | undefined> {
  const owner = ownerApi(place);
  if (owner === undefined) return undefined;
  try {
    await owner.api.ask('/livez', z.unknown());
    return owner.api;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const statusSchema = z.object({
  version: z.string(),
  at: z.string(),
  stages: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      detail: z.string().optional(),
      figures: z.record(z.string(), z.number()).optional(),
    }),
  ),
  lag: z.array(z.object({ group: z.string(), topic: z.string(), records: z.number() })),
});

async function tellService(api: HttpApi): Promise<void> {
  const { version, stages, lag } = await api.ask('/api/v1/status', statusSchema);
  process.stdout.write(`mfawatch ${version} at ${api.url}\n\n`);
  const rows = stages.map(({ name, state, detail = '', figures = {} }) => [name, state, figuresText(figures), detail]);
  process.stdout.write(`${table(['STAGE', 'STATE', 'FIGURES', 'DETAIL'], rows)}\n`);
  const behind = lag.filter(({ records }) => records > 0);
  process.stdout.write(
    behind.length === 0
      ? 'nobody is behind\n\n'
      : `${table(
          ['READER', 'TOPIC', 'BEHIND'],
          behind.map(({ group, topic, records }) => [group, topic, quantity(records)]),
        )}\n`,
  );
  if (stages.some(({ state }) => state === 'stopped')) process.exitCode = EXIT.fault;
}

function figuresText(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${figureName(name)} ${quantity(value)}`)
    .join(', ');
}

/** What is there, whoever works on it. */
async function tellHoldings(store: Store): Promise<void> {
  const rows: string[][] = [];
  for (const tenant of await listTenants(store)) {
    const { events, alerts, incidents, deadLetters } = await holdingsOf(store, tenant);
    const active = Object.values(alerts).reduce((sum, count) => sum + count, 0);
    rows.push([tenant, quantity(events), quantity(active), quantity(incidents), quantity(deadLetters)]);
  }
  process.stdout.write(table(['TENANT', 'EVENTS', 'ALERTS', 'INCIDENTS', 'DEAD LETTERS'], rows));
  const sources = await listAll<SourceCursor>(store, SYSTEM, CURSOR_KIND);
  const ticks = sources.map(({ id, value }) => [id, timeOf(value.frontier)]);
  if (ticks.length > 0) process.stdout.write(`\n${table(['SOURCE', 'COMPLETE UNTIL'], ticks)}`);
  const imports = (await openImports(store)).map(({ value }) => [value.id, value.tenant, progressOf(value)]);
  if (imports.length > 0) process.stdout.write(`\n${table(['UNFINISHED IMPORT', 'TENANT', 'WHERE IT IS'], imports)}`);
}

function timeOf(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time)
    ? 'not known yet'
    : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
