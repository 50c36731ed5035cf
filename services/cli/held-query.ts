import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Alert } from '../../detectors/kit/alert.ts';
import { SEVERITIES } from '../../detectors/kit/finding.ts';
import type { Severity } from '../../detectors/kit/finding.ts';
import { parseDuration } from '../platform/config/duration.ts';
import type { Page } from '../platform/store/store.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions } from './data/place.ts';
import { listed } from './list-option.ts';

type Status = Alert['mfa']['alert']['status'];
const STATUSES = ['open', 'acknowledged', 'closed', 'retracted'] as const satisfies readonly Status[];

/** What `alerts` and `incidents` ask the Store for. */
export interface HeldOptions extends PlaceOptions {
  readonly tenant: readonly string[];
  readonly status: readonly Status[];
  readonly severity: readonly Severity[];
  /** ms */
  readonly since?: number;
  readonly limit?: number;
  readonly format: 'text' | 'ndjson';
}

export function addHeldOptions(command: Command): Command {
  command
    .option('--tenant <ID>', 'only this tenant (repeatable); all of them when left out', listed, [])
    .addOption(oneOf('--status <STATUS>', STATUSES))
    .addOption(oneOf('--severity <SEVERITY>', SEVERITIES))
    .option('--since <TIME>', 'only what happened within this time: 12h, 7d', duration)
    .option('--limit <N>', 'the newest N only', count)
    .addOption(
      new Option('--format <FORMAT>', 'text to read, or one stored document a line')
        .choices(['text', 'ndjson'])
        .default('text'),
    );
  return addPlaceOptions(command);
}

function oneOf(flags: string, known: readonly string[]): Option {
  return new Option(flags, `${known.join(', ')} (repeatable)`)
    .default([], 'any')
    .argParser((value: string, before: readonly string[]) => {
      if (!known.includes(value)) throw new InvalidArgumentError(`Allowed are ${known.join(', ')}.`);
      return [...before, value];
    });
}

/** @returns ms */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('Write a length of time as 30m, 12h or 7d.');
  return ms;
}

export function count(text: string): number {
  const value = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
  if (value === undefined) throw new InvalidArgumentError('Write a whole number from 1.');
  return value;
}

/** The filters both kinds of documents know. */
export function heldFilter({ status, severity, since }: HeldOptions, now: number) {
  return {
    ...(status.length === 0 ? {} : { statuses: status }),
    ...(severity.length === 0 ? {} : { severities: severity }),
    ...(since === undefined ? {} : { from: now - since }),
  };
}

const PAGE = 500;

/** Page after page, to the end or the limit. */
export async function* everyItem<T>(
  limit: number | undefined,
  search: (page: { readonly limit: number; readonly after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let left = limit ?? Infinity;
  let after: string | undefined;
  do {
    const page = await search({ limit: Math.min(PAGE, left), ...(after === undefined ? {} : { after }) });
    yield* page.items;
    left -= page.items.length;
    after = page.next;
  } while (after !== undefined && left > 0);
}
