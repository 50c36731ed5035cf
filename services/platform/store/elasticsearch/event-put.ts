import type { EventOutcome } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkResult, BulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import type { EventItem } from './event-body.ts';
import { COPY_FIELDS, decide } from './event-decision.ts';
import type { Copy, Decision } from './event-decision.ts';
import type { EventPlaces } from './event-places.ts';
import type { Names } from './names.ts';

/** How often an item others write at the same time is decided anew before the caller is asked to come again. */
const ATTEMPTS = 5;

interface Open {
  readonly item: EventItem;
  readonly position: number;
  /** Indices that may hold a copy. */
  readonly places: readonly string[];
}

/**
 * Puts events, none of which is another copy of another. Most are new: they are created at once, and only what exists already is read.
 * @throws StoreUnavailableError
 */
export async function putEvents(
  es: Elasticsearch,
  names: Names,
  places: EventPlaces,
  items: readonly EventItem[],
  ingested: string,
): Promise<readonly EventOutcome[]> {
  const outcomes: EventOutcome[] = [];
  const known = await places.find(items);
  let open: readonly Open[] = items.map((item, position) => ({ item, position, places: known.get(item.id) ?? [] }));
  for (let attempt = 1; open.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    const copies = await copiesOf(es, open);
    const decisions = open.map(({ item }, at) => decide(indexOf(names, item), item, copies[at] ?? [], ingested));
    const results = await writeInOrder(es, decisions);
    const again: Open[] = [];
    open.forEach((entry, at) => {
      const outcome = outcomeOf(decisions[at], results[at] ?? []);
      const index = indexOf(names, entry.item);
      outcomes[entry.position] = outcome;
      if (outcome.status === 'created' || outcome.status === 'updated') places.written(entry.item, index);
      if (outcome === CONTENDED) again.push({ ...entry, places: [...new Set([...entry.places, index])] });
    });
    open = again;
  }
  return outcomes;
}

function indexOf(names: Names, { event, time }: EventItem): string {
  return names.event(event.organization.id, time);
}

const CONTENDED: EventOutcome = { status: 'retry', reason: 'somebody else writes the same event' };

function outcomeOf(decision: Decision | undefined, results: readonly BulkResult[]): EventOutcome {
  if (results.some(({ status }) => status === 'conflict') || decision === undefined) return CONTENDED;
  const refused = results.find((result) => result.status === 'poison' || result.status === 'retry');
  return refused ?? decision.outcome;
}

/** The copies that stay before those that go, so that a crash in between leaves one too many, which the next attempt finds. */
async function writeInOrder(
  es: Elasticsearch,
  decisions: readonly Decision[],
): Promise<readonly (readonly BulkResult[])[]> {
  const staying = decisions.map(({ writes }) => writes.filter(({ action }) => action !== 'delete'));
  const written = await bulkByDecision(es, staying);
  const going = decisions.map(({ writes }, at) =>
    (written[at] ?? []).every(({ status }) => status === 'written')
      ? writes.filter(({ action }) => action === 'delete')
      : [],
  );
  const deleted = await bulkByDecision(es, going);
  return decisions.map((_, at) => [...(written[at] ?? []), ...(deleted[at] ?? [])]);
}

async function bulkByDecision(
  es: Elasticsearch,
  groups: readonly (readonly BulkWrite[])[],
): Promise<readonly (readonly BulkResult[])[]> {
  const results = await bulkWrite(es, groups.flat());
  let at = 0;
  return groups.map(({ length }) => results.slice(at, (at += length)));
}

/** All copies of each item as they are now. */
async function copiesOf(es: Elasticsearch, open: readonly Open[]): Promise<readonly (readonly Copy[])[]> {
  const refs = open.flatMap(({ item: { id }, places }) => places.map((index) => ({ index, id })));
  const found = await getDocuments<Copy['source']>(es, refs, COPY_FIELDS);
  let at = 0;
  return open.map(({ places }) =>
    found.slice(at, (at += places.length)).filter((copy): copy is Copy => copy !== undefined),
  );
}
