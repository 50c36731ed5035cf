import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkResult } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { isSameCopy, settleIntent, versionOf, writeOver } from './document-copy.ts';
import type { Copy, DocumentName, DocumentSource, Place } from './document-copy.ts';
import { getDocuments } from './documents.ts';
import type { DocumentRef } from './documents.ts';
import { decideTransaction, endedTransactions, forgetTransaction } from './transaction-record.ts';

/** How long a writer has from its first intent to its commit before somebody who waits for it calls it dead. */
const PATIENCE_MS = 3_000;
/** A writer that slept longer than this commits no more: who called it dead may have forgotten so after `ABORTED_KEPT_MS`. */
const LATEST_COMMIT_MS = 3_600_000;
export const ABORTED_KEPT_MS = 24 * 3_600_000;
const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 200;

/** One document of a transaction: what is to hold over the copy that was read. */
export interface Change {
  readonly name: DocumentName;
  readonly ref: DocumentRef;
  readonly over: Copy | undefined;
  /** JSON; null deletes. */
  readonly text: string | null;
}

/**
 * Writes all of the changes or none (docs/adr/0028).
 * @returns false where somebody else was at one of the documents: nothing was written, read them again
 * @throws StoreUnavailableError where it is unknown whether they were written, or none were
 */
export async function writeTogether(
  es: Elasticsearch,
  changes: readonly Change[],
  now: () => number,
): Promise<boolean> {
  const transaction = randomUUID();
  const started = performance.now();
  const places = await placeIntents(es, changes, transaction);
  if (places === undefined) return false;
  const inTime = performance.now() - started < LATEST_COMMIT_MS;
  const documents = changes.map(({ ref }) => ref.id);
  const record = { state: inTime ? 'committed' : 'aborted', documents, at: now() } as const;
  const state = await decideTransaction(es, transaction, record);
  await finish(es, changes, places, transaction, state === 'committed');
  return state === 'committed';
}

/** Undefined where one could not be placed; then none is left. */
async function placeIntents(
  es: Elasticsearch,
  changes: readonly Change[],
  transaction: string,
): Promise<readonly Place[] | undefined> {
  const results = await bulkWrite(
    es,
    changes.map(({ ref, over, ...change }) => writeOver(ref, over, withIntent(change, over, transaction))),
  );
  const places = await placesOf(es, changes, results, transaction);
  const missing = results.find((_, at) => places[at] === undefined);
  if (missing === undefined) return places.filter((place) => place !== undefined);
  await takeBack(es, changes, places, transaction);
  if (missing.status === 'poison') throw new Error(`Elasticsearch refuses a document: ${missing.reason}`);
  if (missing.status === 'retry')
    throw new StoreUnavailableError(`Elasticsearch takes no documents: ${missing.reason}`);
  return undefined;
}

function withIntent(
  { name, text }: Pick<Change, 'name' | 'text'>,
  over: Copy | undefined,
  transaction: string,
): DocumentSource {
  const before = over?.source.value === undefined ? {} : { value: over.source.value, version: versionOf(over) };
  return {
    ...name,
    ...before,
    stamp: transaction,
    intent: { transaction, ...(text === null ? {} : { value: text }) },
  };
}

/** A conflict may be with ourselves: the client repeated what had been done. */
async function placesOf(
  es: Elasticsearch,
  changes: readonly Change[],
  results: readonly BulkResult[],
  transaction: string,
): Promise<readonly (Place | undefined)[]> {
  const refused = changes.filter((_, at) => results[at]?.status === 'conflict').map(({ ref }) => ref);
  const copies = refused.length === 0 ? [] : await getDocuments<DocumentSource>(es, refused);
  const own = new Map(
    copies.flatMap((copy, at) =>
      copy?.source.intent?.transaction === transaction ? [[refused[at]?.id, copy] as const] : [],
    ),
  );
  return changes.map(({ ref }, at) => {
    const result = results[at];
    return result?.status === 'written' ? result : own.get(ref.id);
  });
}

/** Without a record nobody takes the intents for committed: what is not taken back now is found by whoever comes next. */
function takeBack(
  es: Elasticsearch,
  changes: readonly Change[],
  places: readonly (Place | undefined)[],
  transaction: string,
): Promise<readonly BulkResult[]> {
  return settleAll(es, changes, places, transaction, false);
}

/**
 * Carries out what is decided. Where that fails the outcome stands all the same: readers know it from the record, and the next writer or
 * `recoverTransactions` repeats this.
 */
async function finish(
  es: Elasticsearch,
  changes: readonly Change[],
  places: readonly Place[],
  transaction: string,
  committed: boolean,
): Promise<void> {
  try {
    const results = await settleAll(es, changes, places, transaction, committed);
    // A conflict says that somebody else has carried it out.
    const done = results.every(({ status }) => status === 'written' || status === 'conflict');
    if (done && committed) await forgetTransaction(es, transaction);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

function settleAll(
  es: Elasticsearch,
  changes: readonly Change[],
  places: readonly (Place | undefined)[],
  transaction: string,
  committed: boolean,
): Promise<readonly BulkResult[]> {
  const writes = changes.flatMap(({ ref, over, ...change }, at) => {
    const place = places[at];
    if (place === undefined) return [];
    const source = withIntent(change, over, transaction);
    return settleIntent(ref, { index: ref.index, source, ...place }, committed);
  });
  return bulkWrite(es, writes);
}

/**
 * The documents as they are now, none with an intent: waits for transactions under way and carries out what crashed ones left, by their
 * record, or, after `PATIENCE_MS` without one, as if they had never been.
 */
export async function settledCopies(
  es: Elasticsearch,
  refs: readonly DocumentRef[],
  now: () => number,
): Promise<readonly (Copy | undefined)[]> {
  const waiting = new Map<string, { readonly copy: Copy; readonly since: number }>();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const copies = await getDocuments<DocumentSource>(es, refs);
    const pending = copies.flatMap((copy, at) => {
      const [ref, transaction] = [refs[at], copy?.source.intent?.transaction];
      return copy === undefined || ref === undefined || transaction === undefined ? [] : [{ ref, copy, transaction }];
    });
    if (pending.length === 0) return copies;
    for (const { ref, copy, transaction } of pending) {
      const known = waiting.get(ref.id);
      if (known === undefined || !isSameCopy(known.copy, copy)) waiting.set(ref.id, { copy, since: performance.now() });
      else if (performance.now() - known.since > PATIENCE_MS)
        await decideTransaction(es, transaction, { state: 'aborted', at: now() });
    }
    if (!(await settleEnded(es, pending))) await pause(wait);
  }
}

export interface Pending {
  readonly ref: DocumentRef;
  readonly copy: Copy;
  readonly transaction: string;
}

/** Whether one of the transactions has ended. */
async function settleEnded(es: Elasticsearch, pending: readonly Pending[]): Promise<boolean> {
  const ended = await endedTransactions(
    es,
    pending.map(({ transaction }) => transaction),
  );
  const writes = pending.flatMap(({ ref, copy, transaction }) => {
    const state = ended.get(transaction);
    return state === undefined ? [] : [settleIntent(ref, copy, state === 'committed')];
  });
  if (writes.length > 0) await bulkWrite(es, writes);
  return writes.length > 0;
}

/** Before the try after `failed` tries: two that met do not meet again. */
export function backOff(failed: number): Promise<void> {
  return pause(Math.min(FIRST_WAIT_MS * 2 ** failed, LONGEST_WAIT_MS));
}

function pause(ms: number): Promise<void> {
  return delay(ms * (0.5 + Math.random()));
}
