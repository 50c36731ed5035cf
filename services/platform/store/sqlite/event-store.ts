import type { MfaEvent } from '../../../../events/event.ts';
import { isoTime } from '../../../../events/iso-time.ts';
import { Moved } from '../../sqlite/index.ts';
import { demand, tenantsOf } from '../scope.ts';
import type { TenantsScope } from '../scope.ts';
import type { EventOutcome, EventQuery, EventStore, Page, PageRequest, StoredEvent } from '../store.ts';
import type { StoredBody } from './event-query.ts';
import { eventRow } from './event-row.ts';
import type { EventRow, PackedBodies } from './event-row.ts';
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
    put: async (scope, events, encoded) => {
      for (const event of events) demand(scope, event.organization.id);
      if (encoded !== undefined && encoded.length !== events.length)
        throw new RangeError('there must be as many encoded events as events');
      return put(writer, events, encoded, now());
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
  encoded: readonly Uint8Array[] | undefined,
  now: number,
): Promise<readonly EventOutcome[]> {
  const rows = events.map(eventRow);
  const accepted: EventRow[] = [];
  const bodies: Uint8Array[] = [];
  rows.forEach((row, index) => {
    if ('poison' in row) return;
    accepted.push(row);
    bodies.push(encoded?.[index] ?? Buffer.from(JSON.stringify(events[index])));
  });
  const outcomes = accepted.length === 0 ? [] : await writer.putEvents(accepted, packed(bodies), now);
  let at = 0;
  return rows.map((row) => {
    const outcome: EventOutcome | undefined =
      'poison' in row ? { status: 'poison', reason: row.poison } : outcomes[at++];
    if (outcome === undefined) throw new Error('the writer answered for fewer events than it was given');
    return outcome;
  });
}

/** In one piece, which is handed over instead of being cloned event by event. */
function packed(bodies: readonly Uint8Array[]): Moved<PackedBodies> {
  const sizes = Int32Array.from(bodies, ({ length }) => length);
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const body of bodies) {
    bytes.set(body, at);
    at += body.length;
  }
  return new Moved({ sizes, bytes }, [sizes.buffer, bytes.buffer]);
}

function storedEvent([body, ingested]: StoredBody): StoredEvent {
  const event = JSON.parse(body) as StoredEvent;
  return { ...event, event: { ...event.event, ingested: isoTime(ingested) } };
}
