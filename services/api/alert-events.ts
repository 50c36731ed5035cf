import { alertEventId } from '../../events/observe.ts';
import type { MfaEvent } from '../../events/event.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { StoredAlert } from '../platform/store/store.ts';
import type { ApiDeps } from './deps.ts';

/** What led up to the evidence, and what came of it. */
const AROUND_MS = 3_600_000;
const MOST_AROUND = 300;

export interface AlertEvents {
  /** In order of time. */
  readonly items: readonly { readonly evidence: boolean; readonly event: MfaEvent }[];
  readonly missing: readonly string[];
  readonly truncated: boolean;
}

/** Google's stored ids have the application in front, an alert's have not (docs/adr/0006). */
const GOOGLE_APPLICATIONS = ['login', 'user_accounts', 'admin', 'token', 'saml', 'alert', 'other'];

/** The stored events behind `mfa.alert.event_ids`, and its user's others from an hour before the first to an hour after the last. */
export async function alertEvents(
  alert: StoredAlert,
  { store, loadTables }: Pick<ApiDeps, 'store' | 'loadTables'>,
): Promise<AlertEvents> {
  const scope = ofTenant(alert.organization.id);
  const { event_ids: ids, first_event: first, last_event: last } = alert.mfa.alert;
  const { aliases } = await loadTables(alert.organization.id);
  const [evidence, around] = await Promise.all([
    store.events.search(scope, { ids: ids.flatMap(storedIds) }, { limit: 1_000, order: 'asc' }),
    store.events.search(
      scope,
      {
        people: aliases.tokensOf(alert.user.name),
        from: timeOfIso(first) - AROUND_MS,
        to: timeOfIso(last) + AROUND_MS,
      },
      { limit: MOST_AROUND, order: 'asc' },
    ),
  ]);
  const wanted = new Set(ids);
  const events = inOrder([...evidence.items, ...around.items]);
  const items = events.map((event) => ({ event, evidence: wanted.has(quotedId(event)) }));
  const found = new Set(events.map(quotedId));
  return { items, missing: ids.filter((id) => !found.has(id)), truncated: around.next !== undefined };
}

function storedIds(id: string): string[] {
  return [id, ...(id.includes('|') ? GOOGLE_APPLICATIONS.map((application) => `${application}|${id}`) : [])];
}

/** An event's id as alerts quote it. */
function quotedId(event: MfaEvent): string {
  return alertEventId(event.event.module, event.event.id);
}

function inOrder(events: readonly MfaEvent[]): MfaEvent[] {
  const unique = new Map(events.map((event) => [`${event.event.module} ${event.event.id}`, event]));
  return [...unique.values()].sort(
    (a, b) => timeOfIso(a['@timestamp']) - timeOfIso(b['@timestamp']) || (a.event.id < b.event.id ? -1 : 1),
  );
}
