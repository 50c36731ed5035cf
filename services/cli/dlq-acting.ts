import { Command } from 'commander';
import { z } from 'zod';
import type { TenantId } from '../../events/identity.ts';
import type { LetterFilter } from '../dead-letters/index.ts';
import { discardLetters, replayLetters, showLetter } from '../dead-letters/index.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { plural } from '../scan/report/words.ts';
import { actor } from './data/actor.ts';
import { owningStore, readingStore } from './data/open-store.ts';
import type { OwnerApi } from './data/owner.ts';
import { hereOrByOwner } from './data/owner.ts';
import type { Place, PlaceOptions } from './data/place.ts';
import { addPlaceOptions, demandStore, placeOf } from './data/place.ts';
import { existingTenant } from './data/tenants.ts';
import { UsageError } from './usage-error.ts';
import { packageVersion } from './version.ts';
import { letters, stageOption } from './dlq-letters.ts';

interface ActionOptions extends PlaceOptions, Pick<LetterFilter, 'stage'> {
  readonly tenant: string;
  readonly all?: true;
}

type Act = (place: Place, tenant: TenantId, ids: readonly string[]) => Promise<void>;

export function replayCommand(): Command {
  return actionCommand('replay', 'Handle dead letters again, after what was wrong has been mended.', replay);
}

export function discardCommand(): Command {
  return actionCommand('discard', 'Say that nobody wants them; they stay listed for 30 days.', discard);
}

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
  // The pipeline is loaded by whoever needs it: listing and showing do without.
  const { openForWork } = await import('../start/run.ts');
  const { untilSettled } = await import('../start/settle.ts');
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
