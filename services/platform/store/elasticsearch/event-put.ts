import type { TenantId } from '../../../../events/identity.ts';
import { groupBy } from '../../group-by.ts';
import type { EventOutcome } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkResult, BulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import type { FoundDocument } from './documents.ts';
import { eventBody } from './event-body.ts';
import type { EventItem, EventSource } from './event-body.ts';
import { indicesOf } from './indices.ts';
import type { Names } from './names.ts';

/** How often an item others write at the same time is decided anew before the caller is asked to come again. */
const ATTEMPTS = 5;

type Copy = FoundDocument<Pick<EventSource, 'event.ingested' | 'mfawatch'> & { readonly mfa: { rank: number } }>;
const COPY_FIELDS = ['event.ingested', 'mfawatch', 'mfa.rank'];

/** What is to be done about one item, and what is said once that is done. */
interface Decision {
  readonly outcome: EventOutcome;
  /** The copy to stay, where it is not there yet; then the ones to go. */
  readonly writes: readonly BulkWrite[];
}

/**
 * Puts events, none of which is another copy of another.
 *
 * Most are new: those of providers which never revise a record (rank 0) are created at once, and only what exists already is read. A revision
 * may have another time, and so belong into another month: for those all months are asked first.
 * @throws StoreUnavailableError
 */
export async function putEvents(
  es: Elasticsearch,
  names: Names,
  items: readonly EventItem[],
  ingested: string,
): Promise<readonly EventOutcome[]> {
  const outcomes: EventOutcome[] = [];
  let open = items.map((item, position) => ({ item, position, isNew: item.rank === 0 }));
  for (let attempt = 1; open.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    const copies = await copiesOf(
      es,
      names,
      open.filter(({ isNew }) => !isNew).map(({ item }) => item),
    );
    const decisions = open.map(({ item }) => decide(names, item, copies.get(item.id) ?? [], ingested));
    const results = await writeInOrder(es, decisions);
    const again: typeof open = [];
    open.forEach(({ item, position }, at) => {
      const outcome = outcomeOf(decisions[at], results[at] ?? []);
      outcomes[position] = outcome;
      if (outcome === CONTENDED) again.push({ item, position, isNew: false });
    });
    open = again;
  }
  return outcomes;
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

/** All copies of each item, by its id. */
async function copiesOf(
  es: Elasticsearch,
  names: Names,
  items: readonly EventItem[],
): Promise<ReadonlyMap<string, readonly Copy[]>> {
  const byTenant = groupBy(items, ({ event }) => event.organization.id);
  const months = await monthsOf(es, names, [...byTenant.keys()]);
  const refs = items.flatMap(({ id, event }) =>
    (months.get(event.organization.id) ?? []).map((index) => ({ index, id })),
  );
  const found = await getDocuments<Copy['source']>(es, refs, COPY_FIELDS);
  const copies = new Map<string, Copy[]>();
  refs.forEach(({ id }, at) => {
    const copy = found[at];
    if (copy !== undefined) copies.set(id, [...(copies.get(id) ?? []), copy]);
  });
  return copies;
}

/** The months each tenant has events of. */
export async function monthsOf(
  es: Elasticsearch,
  names: Names,
  tenants: readonly TenantId[],
): Promise<ReadonlyMap<TenantId, readonly string[]>> {
  const indices = await indicesOf(es, names.target('events', tenants));
  return new Map(
    tenants.map((tenant) => {
      const beginning = names.pattern('events', tenant).slice(0, -1);
      return [tenant, indices.filter((index) => index.startsWith(beginning))];
    }),
  );
}

function decide(names: Names, item: EventItem, copies: readonly Copy[], ingested: string): Decision {
  const index = names.event(item.event.organization.id, item.time);
  const [best, ...rest] = [...copies].sort((a, b) => b.source.mfa.rank - a.source.mfa.rank);
  if (best === undefined)
    return {
      outcome: { status: 'created' },
      writes: [{ action: 'create', index, id: item.id, body: eventBody(item, ingested, []) }],
    };
  const others = otherPeople(item, copies);
  const said = others.length === 0 ? {} : { otherPeople: others };
  if (item.rank <= best.source.mfa.rank)
    return { outcome: { status: 'duplicate', ...said }, writes: rest.map((copy) => removal(item.id, copy)) };
  const body = eventBody(item, first(copies), others);
  const here = copies.find((copy) => copy.index === index);
  const staying: BulkWrite = {
    ...(here === undefined ? {} : condition(here)),
    action: 'index',
    index,
    id: item.id,
    body,
  };
  return {
    outcome: { status: 'updated', ...said },
    writes: [
      here === undefined ? { ...staying, action: 'create' } : staying,
      ...copies.filter((copy) => copy !== here).map((copy) => removal(item.id, copy)),
    ],
  };
}

function removal(id: string, copy: Copy): BulkWrite {
  return { action: 'delete', index: copy.index, id, ...condition(copy) };
}

function condition({ seqNo, primaryTerm }: Copy): Pick<BulkWrite, 'seqNo' | 'primaryTerm'> {
  return { seqNo, primaryTerm };
}

/** When the first of them was written. */
function first(copies: readonly Copy[]): string {
  return copies.map(({ source }) => source['event.ingested']).sort()[0] ?? '';
}

/** Of copies that were replaced, and of the stored one where it names others than this. */
function otherPeople({ people }: EventItem, copies: readonly Copy[]): readonly string[] {
  const own = [...people].sort().join('\n');
  const others = copies.flatMap(({ source: { mfawatch } }) => [
    ...(mfawatch.former_people ?? []),
    ...([...mfawatch.people].sort().join('\n') === own ? [] : mfawatch.people),
  ]);
  return [...new Set(others)];
}
