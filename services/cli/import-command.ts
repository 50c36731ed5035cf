import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { LOCAL_PREFIX } from '../api/local/local-prefix.ts';
import { beginImport, importGain } from '../ingest/imports/import-outcome.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import { importJob } from '../ingest/imports/register-import.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import type { Store } from '../platform/store/store.ts';
import { inputFiles } from '../scan/input/input-files.ts';
import type { Input } from '../scan/input/read-item.ts';
import type { Pipeline } from '../start/pipeline.ts';
import { openForWork } from '../start/run.ts';
import { untilSettled } from '../start/settle.ts';
import { readingStore } from './data/open-store.ts';
import { hereOrByOwner, idSchema } from './data/owner.ts';
import type { OwnerApi } from './data/owner.ts';
import type { Place, PlaceOptions } from './data/place.ts';
import { addPlaceOptions, placeOf } from './data/place.ts';
import { settingsText } from './data/settings-text.ts';
import { emptySpool, spooled } from './data/spool.ts';
import { EXIT } from './exit-codes.ts';
import { barrenInputs, importSummary, progressOf } from './import-report.ts';
import { listed } from './list-option.ts';
import { statusLine } from './progress.ts';
import { parseInputs } from './scan-inputs.ts';
import type { ParsedInputs } from './scan-inputs.ts';
import { untilStopped } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';
import { packageVersion } from './version.ts';

interface Options extends PlaceOptions {
  readonly tenant: string;
  readonly source: readonly string[];
  readonly settings?: string;
}

export function importCommand(command: Command): Command {
  command
    .argument('[FILE...]', 'as for scan: JSON, NDJSON, CSV, API pages, gzip, folders; - is standard input')
    .requiredOption('--tenant <ID>', 'the organisation the logs belong to; made known if it is new')
    .option('--source <SOURCE>', 'as for scan: okta, entra or google for all files, or SOURCE:FILE', listed, [])
    .option('--settings <FILE>', "the tenant's settings, taken over first: its first settings hold from the beginning")
    .addHelpText('after', AFTER_HELP)
    .action(runImport);
  return addPlaceOptions(command);
}

const AFTER_HELP = `
An import may be interrupted at any moment (Ctrl-C, SIGKILL, power): the same command with the same files goes on where it was.
While "mfawatch start" works on the folder it is asked to do the import; Ctrl-C then leaves it to go on there.

Exit code:
  0  all is imported and judged (also when these files had been imported before)
  1  a fault of mfawatch: run it again
  2  wrong usage, a FILE without one readable record, a file that changed, or a data folder that cannot be used
  130, 143  interrupted

Examples:
  mfawatch import --tenant acme okta-2026-10.json.gz logs/entra
  zcat export.json.gz | mfawatch import --tenant acme --source okta -
  mfawatch import --config /etc/mfawatch/mfawatch.yaml --tenant acme exports/`;

async function runImport(files: readonly string[], options: Options): Promise<void> {
  const place = placeOf(options);
  const parsed = parseInputs(files, { ...options, history: [] });
  await demandReadable(parsed.inputs);
  await hereOrByOwner(
    place,
    () => importHere(place, parsed, options.settings),
    (owner) => importByOwner(owner, place, parsed, options.settings),
  );
}

/** Before a folder is made or asked for anything. */
async function demandReadable(inputs: readonly Input[]): Promise<void> {
  for await (const { path, problem } of inputFiles(inputs))
    if (problem !== undefined) throw new UsageError(`${path}: ${problem}`);
}

async function importHere(place: Place, { tenant, inputs }: ParsedInputs, settings: string | undefined): Promise<void> {
  const pipeline = await openForWork({
    ...place,
    settings: settings === undefined ? [] : [{ id: tenant, settings }],
    version: packageVersion(),
    command: 'mfawatch import',
    logger: createLogger('warn'),
  });
  try {
    const kept = await spooled(inputs, place.folder);
    const { store, host } = pipeline;
    const job = await beginImport(store, { tenant, inputs: kept, host, now: Date.now() });
    const end = await carryOut(pipeline, job);
    if (typeof end === 'string') interrupted(end);
    else await report(pipeline.store, { place, inputs, kept, before: job, after: end, isBesideSources: false });
  } finally {
    await pipeline.stop();
  }
}

/** @returns the job at its end, or the signal that came first */
async function carryOut(pipeline: Pipeline, { id }: ImportJob): Promise<ImportJob | NodeJS.Signals> {
  const stopped = untilStopped();
  const line = statusLine(process.stderr);
  const giveUp = new AbortController();
  const work = async (): Promise<ImportJob> => {
    const job = await untilDone(pipeline.store, id, line.show, giveUp.signal);
    await untilSettled(pipeline, giveUp.signal);
    return job;
  };
  try {
    await pipeline.start();
    return await Promise.race([work(), stopped, pipeline.supervisor.fault]);
  } finally {
    giveUp.abort();
    line.clear();
  }
}

const LOOK_EVERY_MS = 200;

async function untilDone(
  store: Store,
  id: string,
  show: (text: string) => void,
  signal?: AbortSignal,
  look?: () => Promise<unknown>,
): Promise<ImportJob> {
  for (;;) {
    const job = await importJob(store, id);
    if (job === undefined) throw new UsageError(`the import ${id} is gone: the data folder was replaced meanwhile`);
    if (job.state === 'done' || job.state === 'failed' || signal?.aborted === true) return job;
    show(progressOf(job));
    await look?.();
    await sleep(LOOK_EVERY_MS);
  }
}

function interrupted(signal: NodeJS.Signals): void {
  process.stderr.write('interrupted: the same command with the same files goes on from here\n');
  process.exitCode = signal === 'SIGINT' ? 130 : 143;
}

async function importByOwner(
  { api }: OwnerApi,
  place: Place,
  { tenant, inputs }: ParsedInputs,
  settings: string | undefined,
): Promise<void> {
  const text = settings === undefined ? {} : { settings: await settingsText(settings) };
  const kept = await spooled(inputs, place.folder);
  const body = { tenant, inputs: kept, ...text };
  const begun = await api.ask(`${LOCAL_PREFIX}/imports`, idSchema, { method: 'POST', body });
  const line = statusLine(process.stderr);
  await readingStore(place, async (store) => {
    const before = await importJob(store, begun.id);
    const after = await untilDone(store, begun.id, line.show, undefined, () => api.ask('/livez', z.unknown()));
    line.clear();
    await report(store, { place, inputs, kept, before: before ?? after, after, isBesideSources: true });
  });
}

interface Finished {
  readonly place: Place;
  /** As the person named them, and where they were read from. */
  readonly inputs: readonly Input[];
  readonly kept: readonly Input[];
  /** The job as it was found, and at its end. */
  readonly before: ImportJob;
  readonly after: ImportJob;
  /** The tenant's sources went on meanwhile. */
  readonly isBesideSources: boolean;
}

async function report(store: Store, { place, inputs, kept, before, after, isBesideSources }: Finished): Promise<void> {
  const barren = barrenInputs(after, inputs, kept);
  for (const problem of [...barren, ...problemsOf(after)]) process.stderr.write(`${problem}\n`);
  const gain = before.state === 'done' ? undefined : await importGain(store, after);
  process.stdout.write(importSummary(after, gain, isBesideSources));
  if (barren.length > 0 || after.state === 'failed') process.exitCode = EXIT.usage;
  await emptySpool(store, place.folder);
}

function problemsOf({ files, error }: ImportJob): string[] {
  const told = files.flatMap(({ path, problem }) => (problem === undefined ? [] : [`${path}: ${problem}`]));
  return error === undefined ? told : [...told, `not all could be read: ${error}`];
}
