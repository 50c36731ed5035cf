import { Command, Option } from 'commander';
import type { DeadLetter, LetterFilter, Payload } from '../dead-letters/index.ts';
import { showLetter } from '../dead-letters/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { payloadText } from '../api/routes/dead-letters.ts';
import { printable, printableJson } from '../scan/report/printable.ts';
import { plural } from '../scan/report/words.ts';
import { readingStore } from './data/open-store.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions, placeOf } from './data/place.ts';
import { existingTenant, existingTenants } from './data/tenants.ts';
import { count } from './held-query.ts';
import { listed } from './list-option.ts';
import { table } from './table.ts';
import { letters, stageOption } from './dlq-letters.ts';

const STATES = ['open', 'replayed', 'discarded'] as const;

interface ListOptions extends PlaceOptions, Pick<LetterFilter, 'stage'> {
  readonly tenant: readonly string[];
  readonly state: (typeof STATES)[number];
  readonly limit?: number;
  readonly format: 'text' | 'ndjson';
}

interface OneTenant extends PlaceOptions {
  readonly tenant: string;
}

export function listCommand(): Command {
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

export function showCommand(): Command {
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
