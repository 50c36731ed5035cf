import type { Elasticsearch } from './client.ts';
import { isSameCopy, versionAt, versionOf } from './document-copy.ts';
import type { Copy, DocumentSource } from './document-copy.ts';
import { getDocuments } from './documents.ts';
import type { DocumentRef } from './documents.ts';
import { endedTransactions } from './transaction-record.ts';

export interface DocumentText {
  readonly version: string;
  readonly text: string;
}

/**
 * Documents as they are now, undefined where there is none. Never waits for a transaction under way: until it is committed, what was before
 * holds. Refs of one call see one outcome of each transaction.
 */
export async function readDocuments(
  es: Elasticsearch,
  refs: readonly DocumentRef[],
): Promise<readonly (DocumentText | undefined)[]> {
  for (;;) {
    const copies = await getDocuments<DocumentSource>(es, refs);
    const pending = copies.flatMap((copy) => copy?.source.intent?.transaction ?? []);
    if (pending.length === 0) return copies.map((copy) => textOf(copy, false));
    const ended = await endedTransactions(es, pending);
    if (await areUndecided(es, refs, copies, ended))
      return copies.map((copy) => textOf(copy, ended.get(copy?.source.intent?.transaction ?? '') === 'committed'));
  }
}

/**
 * A transaction without a record is not committed, or carried out and forgotten. Only the first leaves its intents in place.
 */
async function areUndecided(
  es: Elasticsearch,
  refs: readonly DocumentRef[],
  copies: readonly (Copy | undefined)[],
  ended: ReadonlyMap<string, unknown>,
): Promise<boolean> {
  const doubtful = copies.flatMap((copy, at) => {
    const [ref, transaction] = [refs[at], copy?.source.intent?.transaction];
    return ref === undefined || transaction === undefined || ended.has(transaction) ? [] : [{ ref, copy }];
  });
  if (doubtful.length === 0) return true;
  const again = await getDocuments<DocumentSource>(
    es,
    doubtful.map(({ ref }) => ref),
  );
  return doubtful.every(({ copy }, at) => isSameCopy(copy, again[at]));
}

function textOf(copy: Copy | undefined, committed: boolean): DocumentText | undefined {
  if (copy === undefined) return undefined;
  const { intent, value } = copy.source;
  const text = committed ? intent?.value : value;
  return text === undefined ? undefined : { text, version: committed ? versionAt(copy) : versionOf(copy) };
}
