import { bulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { StoreUnavailableError } from '../store.ts';
import { getDocuments } from './documents.ts';
import type { DocumentRef } from './documents.ts';
import { fixedIndex } from './fixed-index.ts';

/** How a transaction ended. Whoever makes the record first decides: its writer, or somebody who waited long enough for it. */
export interface TransactionRecord {
  readonly state: 'committed' | 'aborted';
  /** Ids (in Elasticsearch) of the documents with its intents. */
  readonly documents?: readonly string[];
  /** ms since 1970. */
  readonly at: number;
}

export const TRANSACTION_FIELDS = { at: { type: 'long' } } as const;

export function recordRef(es: Elasticsearch, transaction: string): DocumentRef {
  return { index: fixedIndex(es, 'transactions'), id: transaction };
}

/** Makes the record unless there is one. Returns the one that holds. */
export async function decideTransaction(
  es: Elasticsearch,
  transaction: string,
  record: TransactionRecord,
): Promise<TransactionRecord['state']> {
  const ref = recordRef(es, transaction);
  const [result] = await bulkWrite(es, [{ action: 'create', ...ref, body: [Buffer.from(JSON.stringify(record))] }]);
  if (result?.status === 'written') return record.state;
  if (result?.status !== 'conflict')
    throw new StoreUnavailableError(`Elasticsearch does not take transactions: ${result?.reason ?? 'no answer'}`);
  const [found] = await getDocuments<TransactionRecord>(es, [ref]);
  // Gone between the two: carried out to the end, for only its writer and who found it committed take a record away so soon.
  return found?.source.state ?? 'committed';
}

/** Of each transaction that has ended. */
export async function endedTransactions(
  es: Elasticsearch,
  transactions: readonly string[],
): Promise<ReadonlyMap<string, TransactionRecord['state']>> {
  const names = [...new Set(transactions)];
  const refs = names.map((transaction) => recordRef(es, transaction));
  const found = await getDocuments<TransactionRecord>(es, refs);
  return new Map(
    names.flatMap((name, at) => {
      const state = found[at]?.source.state;
      return state === undefined ? [] : [[name, state] as const];
    }),
  );
}

export async function forgetTransaction(es: Elasticsearch, transaction: string): Promise<void> {
  await bulkWrite(es, [{ action: 'delete', ...recordRef(es, transaction) }]);
}
