import { createHash } from 'node:crypto';
import type { MfaEvent } from '../../../../events/event.ts';
import { isoTime, timeOfIso } from '../../../../events/iso-time.ts';
import { peopleOf } from '../../../../events/observe.ts';
import { eventRefusal } from '../refusals.ts';
import type { Refused } from '../refusals.ts';
import type { StoredEvent } from '../store.ts';

/** What the adapter puts beside the event's own fields. */
export interface EventExtras {
  readonly 'event.ingested': string;
  readonly mfawatch: {
    /** Tokens of the people in it (`peopleOf`). */
    readonly people: readonly string[];
    /** Tokens of the people of copies that were replaced. */
    readonly former_people?: readonly string[];
    /** Whoever acted, by name or else address: what events are counted by. */
    readonly user?: string;
  };
}

export type EventSource = MfaEvent & EventExtras;

/** One event on its way into the Store. */
export interface EventItem {
  readonly event: MfaEvent;
  /** ms since 1970 */
  readonly time: number;
  readonly rank: number;
  /** Hash of its identity; the same in whatever index. */
  readonly id: string;
  readonly people: readonly string[];
  /** Its JSON, where the caller had it. */
  readonly encoded?: Uint8Array | undefined;
}

const [FIRST_YEAR, LAST_YEAR] = [Date.UTC(1970, 0), Date.UTC(2100, 0)];

export function eventItem(event: MfaEvent, encoded: Uint8Array | undefined): EventItem | Refused {
  const poison = eventRefusal(event);
  if (poison !== undefined) return { poison };
  const { id, module: source } = event.event;
  const time = timeOfIso(event['@timestamp']);
  const { rank } = event.mfa;
  // Every month has an index of its own: a clock gone wild must not make thousands.
  if (time < FIRST_YEAR || time >= LAST_YEAR) return { poison: `@timestamp is out of range: ${event['@timestamp']}` };
  return { event, time, rank, id: documentId(event.organization.id, source, id), people: peopleOf(event), encoded };
}

/** 132 bits of SHA-256 over what an event is known by. */
export function documentId(tenant: string, source: string, id: string): string {
  return createHash('sha256').update(`${tenant}|${source}|${id}`).digest('base64url').slice(0, 22);
}

const [OPENING, LINE_FEED] = [0x7b, 0x0a];

/** The document in two pieces: what the adapter adds, then the event's own JSON as it came. */
export function eventBody(item: EventItem, ingested: string, former: readonly string[]): readonly Uint8Array[] {
  const { event, people } = item;
  const user = event.user?.name ?? event.user?.email;
  const extras: EventExtras = {
    'event.ingested': ingested,
    mfawatch: {
      people,
      ...(former.length === 0 ? {} : { former_people: former }),
      ...(user === undefined ? {} : { user }),
    },
  };
  return [Buffer.from(`${JSON.stringify(extras).slice(0, -1)},`), ownJson(item).subarray(1)];
}

/** On one line, as a bulk request wants it. */
function ownJson({ event, encoded }: EventItem): Uint8Array {
  if (encoded === undefined || encoded[0] !== OPENING || encoded.includes(LINE_FEED))
    return Buffer.from(JSON.stringify(event));
  return encoded;
}

/** The event as it was put, with when that was. */
export function storedEvent({ 'event.ingested': ingested, mfawatch, ...event }: EventSource): StoredEvent {
  void mfawatch;
  return { ...event, event: { ...event.event, ingested } };
}

/** @param now ms since 1970 */
export function ingestedAt(now: number): string {
  return isoTime(now);
}
