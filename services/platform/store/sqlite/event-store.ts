import type { MfaEvent } from '../../../../events/event.ts';
import { isoTime } from '../../../../events/iso-time.ts';
import { demand, tenantsOf } from '../scope.ts';
import type { TenantsScope } from '../scope.ts';
import type { EventOutcome, EventQuery, EventStore, Page, PageRequest, StoredEvent } from '../store.ts';
import type { StoredBody } from './event-query.ts';
import { eventRow } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import type { Cores } from './cores.ts';

const EACH_LIMIT = 1_000;

export function eventStore({ writer, pages, scans, now }: Cores): EventStore {
  const search = async (
    reader: Cores['pages'],
    scope: TenantsScope,
    query: EventQuery,
    page: PageRequest,
  ): Promise<Page<StoredEvent>> => {
    const { items, ...next } = await reader.pageOfEvents(tenantsOf(scope), query, page);
    return { items: items.map(storedEvent), ...next };
  };
  return {
    put: async (scope, events) => {
      for (const event of events) demand(scope, event.organization.id);
      return put(writer, events, now());
    },
    get: async (scope, source, id) => {
      const found = await pages.getEvent(tenantsOf(scope), source, id);
      return found === undefined ? undefined : storedEvent(found);
    },
    search: (scope, query, page = {}) => search(pages, scope, query, page),
    each: async function* (scope, query) {
      // A person's events are few; everybody's must not make the queue's reader wait.
      const reader = query.people === undefined && query.ids === undefined ? scans : pages;
      let after: string | undefined;
      do {
        const request = { limit: EACH_LIMIT, order: 'asc' as const, ...(after === undefined ? {} : { after }) };
        const { items, next } = await search(reader, scope, query, request);
        if (items.length > 0) yield items;
        after = next;
      } while (after !== undefined);
    },
    aggregate: (scope, query, by) => scans.aggregateEvents(tenantsOf(scope), query, by),
  };
}

/** Outcomes in the order of the events, those that never reach the writer among them. */
async function put(
  writer: Cores['writer'],
  events: readonly MfaEvent[],
  now: number,
): Promise<readonly EventOutcome[]> {
  const rows = events.map(eventRow);
  const accepted = rows.filter((row): row is EventRow => !('poison' in row));
  const outcomes = accepted.length === 0 ? [] : await writer.putEvents(accepted, now);
  let at = 0;
  return rows.map((row) => {
    const outcome: EventOutcome | undefined =
      'poison' in row ? { status: 'poison', reason: row.poison } : outcomes[at++];
    if (outcome === undefined) throw new Error('the writer answered for fewer events than it was given');
    return outcome;
  });
}

function storedEvent([body, ingested]: StoredBody): StoredEvent {
  const event = JSON.parse(body) as StoredEvent;
  return { ...event, event: { ...event.event, ingested: isoTime(ingested) } };
}
