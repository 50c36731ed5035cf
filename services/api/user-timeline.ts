import type { MfaEvent } from '../../events/event.ts';
import { isoTime, timeOfIso } from '../../events/iso-time.ts';
import type { TenantScope } from '../platform/store/scope.ts';
import type { Stored, StoredAlert } from '../platform/store/store.ts';
import { CursorError } from '../platform/store/store.ts';
import type { ApiDeps } from './deps.ts';
import { given } from './parameters.ts';

export type TimelineItem =
  | { readonly kind: 'event'; readonly time: string; readonly event: MfaEvent }
  | { readonly kind: 'alert'; readonly time: string; readonly alert: StoredAlert & { readonly version: string } };

export interface TimelineRequest {
  readonly user: string;
  readonly from?: number;
  readonly to?: number;
  /** Events of a page; the alerts among them come on top. */
  readonly limit: number;
  readonly after?: string;
}

/** Where a page ended: the store's own cursor over events, and before which time alerts are still to be shown. */
interface Position {
  readonly events: string;
  readonly before: number;
}

/**
 * A user's events and alerts, newest first. Each page holds the alerts of the time its events span, so paging to the end shows
 * everything once.
 * @throws CursorError
 */
export async function userTimeline(
  scope: TenantScope,
  { user, from, to, limit, after }: TimelineRequest,
  { store, loadTables }: Pick<ApiDeps, 'store' | 'loadTables'>,
): Promise<{ readonly items: readonly TimelineItem[]; readonly next?: string }> {
  const position = after === undefined ? undefined : parsePosition(after);
  const people = (await loadTables(scope.tenant)).aliases.tokensOf(user);
  const page = await store.events.search(
    scope,
    { people, ...given({ from, to }) },
    { limit, ...given({ after: position?.events }) },
  );
  const oldest = page.items.at(-1);
  const since = page.next === undefined || oldest === undefined ? from : timeOfIso(oldest['@timestamp']);
  const alerts = await alertsWithin({ scope, user, from: since, to: position?.before ?? to }, store);
  const next =
    page.next === undefined || since === undefined ? undefined : writePosition({ events: page.next, before: since });
  return { items: merged(page.items, alerts), ...given({ next }) };
}

async function alertsWithin(
  { scope, user, from, to }: { scope: TenantScope; user: string; from: number | undefined; to: number | undefined },
  store: ApiDeps['store'],
): Promise<readonly Stored<StoredAlert>[]> {
  const all: Stored<StoredAlert>[] = [];
  let after: string | undefined;
  do {
    const page = await store.alerts.search(
      scope,
      { user, ...given({ from, to }) },
      { limit: 1_000, ...given({ after }) },
    );
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all;
}

function merged(events: readonly MfaEvent[], alerts: readonly Stored<StoredAlert>[]): TimelineItem[] {
  const items: TimelineItem[] = [
    ...alerts.map(
      ({ value, version }) => ({ kind: 'alert', time: value['@timestamp'], alert: { ...value, version } }) as const,
    ),
    ...events.map((event) => ({ kind: 'event', time: event['@timestamp'], event }) as const),
  ];
  // Stable: of equal times the alert stands above its event.
  return items.sort((a, b) => timeOfIso(b.time) - timeOfIso(a.time));
}

function writePosition({ events, before }: Position): string {
  return Buffer.from(JSON.stringify([isoTime(before), events])).toString('base64url');
}

function parsePosition(text: string): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string') {
      const before = Date.parse(value[0]);
      if (!Number.isNaN(before)) return { before, events: value[1] };
    }
  } catch {
    // Falls through: what is no JSON is no cursor of ours either.
  }
  throw new CursorError('no cursor of a timeline');
}
