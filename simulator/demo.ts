import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pino from 'pino';
import { createKey, createSignInLink } from '../services/api/index.ts';
import { tellFailure } from '../services/cli/failure.ts';
import { forPeople } from '../services/cli/operator-error.ts';
import { untilStopped } from '../services/cli/stop-signals.ts';
import { UsageError } from '../services/cli/usage-error.ts';
import { packageVersion } from '../services/cli/version.ts';
import { loadDetectors } from '../services/platform/detector-registry.ts';
import { describeWriteError } from '../services/platform/file-error.ts';
import { createLogger } from '../services/platform/telemetry/logger.ts';
import type { Pipeline } from '../services/start/pipeline.ts';
import { readConfig } from '../services/start/read-config.ts';
import { openConfigured } from '../services/start/run.ts';
import { LEAST_PEOPLE } from './demo-cast.ts';
import { freePort, writeConfig } from './demo-config.ts';
import { loadHistory } from './demo-history.ts';
import { LivePart } from './demo-live.ts';
import { writeOrganisations, type DemoOrganisation } from './demo-organisations.ts';
import { openReceiver, type Delivery, type Receiver } from './demo-receiver.ts';
import { exportThisMonth, fact, printSummary } from './demo-summary.ts';
import { Terminal } from './demo-terminal.ts';

const PORT = 8_686;
/** Of `--for`, what the end needs: the last alerts, the summary and the export. */
const ENDING_MS = 5_000;
const DAYS = 21;

interface DemoFlags {
  readonly data?: string;
  readonly seed: string;
  readonly people: number;
  readonly for?: number;
}

function flagsOf(): DemoFlags {
  return new Command('demo')
    .description(
      'The whole product on simulated organisations: three weeks of history, then live sign-ins and attacks.',
    )
    .option('--data <folder>', 'an empty or new folder for everything (default: a temporary one)')
    .option('--seed <text>', 'another seed, other people and attacks', 'demo')
    .option('--people <count>', `members of the three organisations, at least ${String(LEAST_PEOPLE)}`, people, 60)
    .option('--for <duration>', 'end by itself after this long, e.g. 60s or 5m (default: at Ctrl-C)', duration)
    .parse()
    .opts<DemoFlags>();
}

/** What the demo holds open, in the order in which it lets go of it. */
interface Demo {
  readonly folder: string;
  readonly organisations: readonly DemoOrganisation[];
  readonly receiver: Receiver;
  readonly pipeline: Pipeline;
  readonly terminal: Terminal;
}

async function main(): Promise<void> {
  const flags = flagsOf();
  const terminal = new Terminal();
  const stop = new AbortController();
  void untilStopped().then(() => stop.abort());
  if (flags.for !== undefined)
    setTimeout(() => stop.abort(), Math.max(0, flags.for - ENDING_MS - performance.now())).unref();
  const folder = folderOf(flags.data);
  terminal.line('mfawatch demo: three simulated organisations, the whole product on this machine, nothing leaves it.');
  const demo = await openDemo(folder, flags, terminal);
  try {
    await Promise.race([play(demo, stop.signal), demo.pipeline.supervisor.fault]);
  } finally {
    await demo.pipeline.stop();
    await demo.receiver.close();
  }
}

async function openDemo(folder: string, { seed, people, ...flags }: DemoFlags, terminal: Terminal): Promise<Demo> {
  terminal.status('Simulating three weeks of three organisations …');
  const organisations = writing(folder, () =>
    writeOrganisations(folder, { seed, people, days: DAYS, now: Date.now() }),
  );
  const receiver = await openReceiver(deliveryPrinter(terminal));
  try {
    const port = await freePort(PORT);
    const path = writing(folder, () => writeConfig(folder, organisations, { port, webhook: receiver }));
    const pipeline = await startPipeline(path, join(folder, 'mfawatch.log'));
    await welcome({ folder, organisations, receiver, pipeline, terminal }, port, flags);
    return { folder, organisations, receiver, pipeline, terminal };
  } catch (error) {
    await receiver.close();
    throw error;
  }
}

async function startPipeline(configPath: string, logPath: string): Promise<Pipeline> {
  const config = readConfig(configPath);
  const logger = createLogger('info', pino.destination({ dest: logPath, sync: true }));
  const pipeline = await openConfigured({ config, version: packageVersion(), command: 'npm run demo', logger });
  try {
    await pipeline.start();
    return pipeline;
  } catch (error) {
    await pipeline.stop();
    throw error;
  }
}

async function welcome(
  { folder, organisations, pipeline, terminal }: Demo,
  port: number,
  flags: Pick<DemoFlags, 'for'>,
): Promise<void> {
  const { store, url = '' } = pipeline;
  const { key } = await createKey(store, { name: 'demo', role: 'admin', tenants: 'all' }, Date.now());
  const token = await createSignInLink(store, key, Date.now());
  terminal.clear();
  terminal.line();
  for (const { tenant, people } of organisations)
    terminal.line(`  ${tenant.name.padEnd(17)}${String(people).padStart(3)} people · ${tenant.about}`);
  terminal.line();
  if (port === 0)
    terminal.line(fact('', `Port ${String(PORT)} is taken by another program; this one took the next best.`));
  terminal.line(fact('look here', `${url}/signin?token=${token}`));
  terminal.line(fact('', 'This link signs you in, once, within ten minutes.'));
  terminal.line(fact('data', folder));
  if (flags.for === undefined) terminal.line(fact('end', 'Ctrl-C; a summary follows.'));
}

async function play(demo: Demo, stop: AbortSignal): Promise<void> {
  const { pipeline, organisations, terminal, folder } = demo;
  const loaded: DemoOrganisation[] = [];
  const live = new LivePart({ pipeline, detectors: await loadDetectors(), folder, terminal });
  terminal.heading('Three weeks of history, imported: shown, never paged. One grave find of each');
  const history = loadHistory(pipeline, organisations, terminal, stop, (organisation) => {
    if (loaded.length === 0) terminal.heading('Live: sign-ins as they happen, and attacks among them');
    loaded.push(organisation);
    live.add(organisation);
  });
  await Promise.all([history, live.play(stop)]);
  const [first] = loaded;
  await printSummary({ ...demo, loaded, liveSince: live.began });
  if (first !== undefined) await exportAudit(demo, first);
  goodbye(folder, terminal);
}

async function exportAudit({ pipeline, folder, terminal }: Demo, organisation: DemoOrganisation): Promise<void> {
  const [report, ...sheets] = await exportThisMonth(pipeline, organisation, join(folder, 'export'));
  terminal.line(fact('export', `${organisation.tenant.name}, this month: ${report ?? ''}`));
  terminal.line(fact('', `and ${String(sheets.length)} CSV files beside it`));
}

function goodbye(folder: string, terminal: Terminal): void {
  const place = relative(process.cwd(), folder).startsWith('..') ? folder : relative(process.cwd(), folder) || '.';
  terminal.heading('Go on with the same data');
  terminal.line(`  npx mfawatch start --config ${join(place, 'mfawatch.yaml')}`);
  terminal.line(`  npx mfawatch alerts --data ${join(place, 'data')}`);
  terminal.line(`  rm -r ${place}`);
}

/** The first is told whole; the rest are counted at the end. */
function deliveryPrinter(terminal: Terminal): (delivery: Delivery) => void {
  let isFirst = true;
  return ({ id, payload: { type, data } }) => {
    if (!isFirst) return;
    isFirst = false;
    const { severity, title, who } = data.story;
    const what = `${type} “${severity}: ${title}, ${who}”`;
    terminal.entry('told', 'label', `webhook received and its signature verified: ${what} (${id}). More are counted.`);
  };
}

/** @throws UsageError where it cannot be made, or something is there already */
function folderOf(named: string | undefined): string {
  if (named === undefined) return writing(tmpdir(), () => mkdtempSync(join(tmpdir(), 'mfawatch-demo-')));
  const folder = resolve(named);
  const held = writing(folder, () => {
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder);
  });
  if (held.length === 0) return folder;
  throw new UsageError(`--data ${named} holds something already: name an empty or a new folder`);
}

/** What the disk refuses is for the person to mend. @throws UsageError */
function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new UsageError(`${folder} cannot be written: ${describeWriteError(error)}`, { cause: error });
  }
}

function people(text: string): number {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count >= LEAST_PEOPLE) return count;
  throw new InvalidArgumentError(`a whole number of at least ${String(LEAST_PEOPLE)} is wanted.`);
}

/** `60s`, `5m` or `1h`, as ms. */
function duration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('write it as 60s, 5m or 1h.');
  return Number(count) * (unit === 'h' ? 3_600_000 : unit === 'm' ? 60_000 : 1_000);
}

try {
  await main();
} catch (error) {
  process.exitCode = tellFailure(forPeople(error), 'demo');
}
