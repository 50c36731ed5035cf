import type { DeadLetterRecord } from '../records/index.ts';

/** Kinds of the documents, in the tenant's scope: what is listed, and what a replay publishes (up to a megabyte, so apart). */
export const LETTER_KIND = 'dead-letter';
export const PAYLOAD_KIND = 'dead-letter-payload';

/** Open until a person replays or discards it. */
export type LetterState = 'open' | 'replayed' | 'discarded';

export interface DeadLetter extends Omit<DeadLetterRecord, 'replay'> {
  readonly state: LetterState;
  /** What a replay does; `none`: there is nothing to replay. */
  readonly replay: Payload['kind'];
  /** How often it was met, and when last, ms since 1970 (`at`: first). */
  readonly count: number;
  readonly last_at: number;
  /** On `mfa.deadletter`, of the record last taken in: the same one again changes nothing. */
  readonly offset: number;
  /** Who replayed or discarded it last, and when, ms since 1970. */
  readonly settled?: Settlement;
}

export type Payload = DeadLetterRecord['replay'];

export interface Settlement {
  readonly at: number;
  readonly by: string;
}

/**
 * The letter after it was met (again). One that was replayed and failed again is open again; one that was discarded stays so.
 * The same letter if the record is an old one.
 */
export function met(known: DeadLetter | undefined, record: DeadLetterRecord, offset: number): DeadLetter {
  if (known !== undefined && offset <= known.offset) return known;
  const { replay, ...rest } = record;
  return {
    ...rest,
    state: known?.state === 'discarded' ? 'discarded' : 'open',
    replay: replay.kind,
    at: known?.at ?? record.at,
    last_at: record.at,
    count: (known?.count ?? 0) + 1,
    offset,
    ...(known?.settled === undefined ? {} : { settled: known.settled }),
  };
}

export interface LetterFilter {
  readonly state?: LetterState;
  readonly stage?: DeadLetterRecord['stage'];
  readonly code?: DeadLetterRecord['reason']['code'];
}

export function matches({ state, stage, code }: LetterFilter, letter: DeadLetter): boolean {
  return (
    (state === undefined || letter.state === state) &&
    (stage === undefined || letter.stage === stage) &&
    (code === undefined || letter.reason.code === code)
  );
}

export interface LetterCount {
  readonly state: LetterState;
  readonly stage: DeadLetterRecord['stage'];
  readonly code: DeadLetterRecord['reason']['code'];
  readonly count: number;
  /** ms since 1970 */
  readonly last_at: number;
}

/** How many letters there are of each kind, the most frequent first. */
export function summarise(letters: Iterable<DeadLetter>): readonly LetterCount[] {
  const counts = new Map<string, LetterCount>();
  for (const { state, stage, reason, last_at: at } of letters) {
    const key = [state, stage, reason.code].join('|');
    const known = counts.get(key);
    const count = (known?.count ?? 0) + 1;
    counts.set(key, { state, stage, code: reason.code, count, last_at: Math.max(known?.last_at ?? 0, at) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
