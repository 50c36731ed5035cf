import { Command, Option } from 'commander';
import { z } from 'zod';
import type { TenantId } from '../../events/identity.ts';
import type { DeadLetter, LetterFilter, Payload } from '../dead-letters/index.ts';
import { discardLetters, listLetters, replayLetters, showLetter } from '../dead-letters/index.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { payloadText } from '../api/routes/dead-letters.ts';
import { printable, printableJson } from '../scan/report/printable.ts';
import { plural } from '../scan/report/words.ts';
import { openForWork } from '../start/run.ts';
import { untilSettled } from '../start/settle.ts';
import { actor } from './data/actor.ts';
import { owningStore, readingStore } from './data/open-store.ts';
import type { OwnerApi } from './data/owner.ts';
import { hereOrByOwner } from './data/owner.ts';
import type { Place, PlaceOptions } from './data/place.ts';
import { addPlaceOptions, demandStore, placeOf } from './data/place.ts';
import { existingTenant, existingTenants } from './data/tenants.ts';
import { count, everyItem } from './held-query.ts';
import { listed } from './list-option.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';
import { packageVersion } from './version.ts';

const STATES = ['open', 'replayed', 'discarded'] as const;
const STAGES = ['ingest', 'normalise', 'detect', 'index', 'correlate'] as const;

interface ListOptions extends PlaceOptions, Pick<LetterFilter, 'stage'> {
  readonly tenant: readonly string[];
  readonly state: (typeof STATES)[number];
  readonly limit?: number;
  readonly format: 'text' | 'ndjson';
}

interface OneTenant extends PlaceOptions {
  readonly tenant: string;
}

interface ActionOptions extends OneTenant, Pick<LetterFilter, 'stage'> {
  readonly all?: true;
}

export function dlqCommand(): Command {
  return new Command('dlq')
    .description('Dead letters: records that could not be handled, kept whole until a person decides.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(actionCommand('replay', 'Handle dead letters again, after what was wrong has been mended.', replay))
    .addCommand(actionCommand('discard', 'Say that nobody wants them; they stay listed for 30 days.', discard))
    .addHelpText('after', AFTER_HELP);
}

const AFTER_HELP = `
Exit code: 0 done, 2 wrong usage, an unknown tenant or letter, or a data folder that cannot be used

Examples:
  mfawatch dlq list
  mfawatch dlq show --tenant acme 1f0c9a…
  mfawatch dlq replay --tenant acme --all --stage normalise`;

function stageOption(): Option {
  return new Option('--stage <STAGE>', 'only those of this stage').choices(STAGES);
}

function listCommand(): Command {
  const command = new Command('list')
    .description('Print dead letters in order of id; also while the service works.')
    .option('--tenant <ID>', 'only this tenant (repeatable); all of them when left out', listed, [])
    .addOption(new Option('--state <STATE>', 'what has been decided').choices(STATES).default('open'))
    .addOption(stageOption())
    .option('--limit <N>', 'the first N only', count)
    .addOption(
      new Option('--format <FORMAT>', 'a table, or one letter a line').choices(['text', 'ndjson']).default('text'),
    )
    .action(list);
  return addPlaceOptions(command);
}

async function list({ tenant, state, stage, limit, format, ...options }: ListOptions): Promise<void> {
  await readingStore(placeOf(options), async (store) => {
    const tenants = await existingTenants(store, tenant);
    const filter = { state, ...(stage === undefined ? {} : { stage }) };
    const found: DeadLetter[] = [];
    for (const one of tenants) {
      const left = limit === undefined ? undefined : limit - found.length;
      if (left !== 0) found.push(...(await letters(store, one, filter, left)));
    }
    process.stdout.write(format === 'ndjson' ? found.map((one) => `${printableJson(one)}\n`).join('') : rows(found));
    process.stderr.write(`${plural(found.length, `${state} dead letter`)} of ${plural(tenants.length, 'tenant')}\n`);
  });
}

async function letters(store: Store, tenant: TenantId, filter: LetterFilter, limit?: number): Promise<DeadLetter[]> {
  const scope = ofTenant(tenant);
  const found: DeadLetter[] = [];
  for await (const letter of everyItem(limit, (page) => listLetters(store, scope, filter, page))) found.push(letter);
  return found;
}

function rows(found: readonly DeadLetter[]): string {
  if (found.length === 0) return '';
  return table(
    ['ID', 'TENANT', 'STAGE', 'CODE', 'COUNT', 'LAST', 'MESSAGE'],
    found.map(({ id, tenant, stage, reason, count: times, last_at: last }) => [
      id,
      tenant,
      stage,
      reason.code,
      String(times),
      `${new Date(last).toISOString().slice(0, 19)}Z`,
      reason.message,
    ]),
  );
}

function showCommand(): Command {
  const command = new Command('show')
    .description('Print a dead letter with its record.')
    .argument('<ID>', 'as dlq list prints it')
    .requiredOption('--tenant <ID>', 'whose letter')
    .action(show);
  return addPlaceOptions(command);
}

async function show(id: string, { tenant, ...options }: OneTenant): Promise<void> {
  await readingStore(placeOf(options), async (store) => {
    const found = await showLetter(store, ofTenant(await existingTenant(store, tenant)), id);
    process.stdout.write(letterText(found.letter, found.payload));
  });
}

function letterText(
  { id, tenant, stage, state, reason, origin, count: times, at, last_at: last }: DeadLetter,
  payload: Payload,
): string {
  const field = 'field' in reason && reason.field !== undefined ? ` [${reason.field}]` : '';
  const lines = [
    `letter     ${id} of ${tenant}, ${state}`,
    `stage      ${stage}`,
    `reason     ${reason.code}: ${reason.message}${field}`,
    ...(origin === undefined ? [] : [`origin     ${origin}`]),
    `met        ${plural(times, 'time')}, ${new Date(at).toISOString()} to ${new Date(last).toISOString()}`,
    `replay     ${REPLAYS[payload.kind]}`,
  ];
  const record = payloadText(payload).split('\n').map(printable).join('\n');
  return `${lines.map(printable).join('\n')}\n\n${record}\n`;
}

const REPLAYS: Readonly<Record<Payload['kind'], string>> = {
  raw: 'normalises the record again',
  republish: 'hands the message to its readers again',
  rebuild: 'judges the person again',
  none: 'not possible: it was too large to keep; fetch it again from its source',
};

type Act = (place: Place, tenant: TenantId, ids: readonly string[]) => Promise<void>;

function actionCommand(name: string, description: string, act: Act): Command {
  const command = new Command(name)
    .description(description)
    .argument('[ID...]', 'as dlq list prints them')
    .requiredOption('--tenant <ID>', 'whose letters')
    .option('--all', 'all open ones')
    .addOption(stageOption())
    .action(async (ids: readonly string[], options: ActionOptions) => {
      if ((ids.length === 0) !== (options.all === true)) throw new UsageError('name letters by id, or say --all');
      if (options.stage !== undefined && options.all !== true) throw new UsageError('--stage goes with --all');
      const place = placeOf(options);
      const selection = await select(place, ids, options);
      if (selection.ids.length === 0) process.stdout.write('there are none\n');
      else await act(place, selection.tenant, selection.ids);
    });
  return addPlaceOptions(command);
}

async function select(
  place: Place,
  ids: readonly string[],
  { tenant: named, stage }: ActionOptions,
): Promise<{ readonly tenant: TenantId; readonly ids: readonly string[] }> {
  return readingStore(place, async (store) => {
    const tenant = await existingTenant(store, named);
    for (const id of ids) await showLetter(store, ofTenant(tenant), id);
    if (ids.length > 0) return { tenant, ids };
    const open = await letters(store, tenant, { state: 'open', ...(stage === undefined ? {} : { stage }) });
    return { tenant, ids: open.map(({ id }) => id) };
  });
}

async function replay(place: Place, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await hereOrByOwner(
    place,
    () => replayHere(place, tenant, ids),
    async (owner) => {
      const replayed = await inParts(owner, tenant, 'replay', replayedSchema, ids);
      tellReplay(
        replayed.flatMap((part) => part.replayed),
        replayed.flatMap((part) => part.refused),
      );
      process.stderr.write('what fails again is open again: see mfawatch dlq list\n');
    },
  );
}

async function replayHere(place: Place, tenant: TenantId, ids: readonly string[]): Promise<void> {
  demandStore(place);
  const command = 'mfawatch dlq replay';
  const pipeline = await openForWork({ ...place, version: packageVersion(), command, logger: createLogger('warn') });
  try {
    const by = { at: Date.now(), by: actor() };
    const { replayed, refused } = await replayLetters(pipeline, ofTenant(tenant), { ids }, by);
    await pipeline.start();
    await untilSettled(pipeline);
    tellReplay(replayed, refused);
    const again = await letters(pipeline.store, tenant, { state: 'open' });
    const failed = again.filter(({ id }) => replayed.includes(id)).length;
    if (failed > 0) process.stdout.write(`${plural(failed, 'letter')} failed again and stayed open\n`);
  } finally {
    await pipeline.stop();
  }
}

type Refusal = z.output<typeof replayedSchema>['refused'][number];

function tellReplay(replayed: readonly string[], refused: readonly Refusal[]): void {
  process.stdout.write(`${plural(replayed.length, 'letter')} replayed\n`);
  for (const { id, why } of refused) process.stderr.write(`${id} cannot be replayed: ${why}\n`);
}

async function discard(place: Place, tenant: TenantId, ids: readonly string[]): Promise<void> {
  const discarded = await hereOrByOwner(
    place,
    () =>
      owningStore(place, 'mfawatch dlq discard', (store) =>
        discardLetters(store, ofTenant(tenant), { ids }, { at: Date.now(), by: actor() }),
      ),
    async (owner) => (await inParts(owner, tenant, 'discard', discardedSchema, ids)).flatMap((part) => part.discarded),
  );
  process.stdout.write(`${plural(discarded.length, 'letter')} discarded\n`);
}

const replayedSchema = z.object({
  replayed: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
});
const discardedSchema = z.object({ discarded: z.array(z.string()) });
const MOST_AT_ONCE = 100;

async function inParts<S extends z.ZodType>(
  { api }: OwnerApi,
  tenant: TenantId,
  action: string,
  schema: S,
  ids: readonly string[],
): Promise<z.output<S>[]> {
  const answers: z.output<S>[] = [];
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
    const body = { ids: ids.slice(at, at + MOST_AT_ONCE) };
    const path = `/api/v1/tenants/${tenant}/dead-letters/${action}`;
    answers.push(await api.ask(path, schema, { method: 'POST', body }));
  }
  return answers;
}
