import type { EventOutcome } from '../store.ts';
import type { BulkWrite } from './bulk.ts';
import type { FoundDocument } from './documents.ts';
import { eventBody } from './event-body.ts';
import type { EventItem, EventSource } from './event-body.ts';

/** What has to be known of a stored copy of an event. */
export type Copy = FoundDocument<
  Pick<EventSource, 'event.ingested' | 'mfawatch'> & { readonly mfa: { readonly rank: number } }
>;
export const COPY_FIELDS = ['event.ingested', 'mfawatch', 'mfa.rank'];

/** What is to be done about one item, and what is said once that is done. */
export interface Decision {
  readonly outcome: EventOutcome;
  /** The copy to stay, where it is not there yet; then the ones to go. */
  readonly writes: readonly BulkWrite[];
}

/**
 * The highest rank stays, in the index of its own month, and only that one.
 * @param copies as they are now, wherever they lie
 */
export function decide(index: string, item: EventItem, copies: readonly Copy[], ingested: string): Decision {
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
