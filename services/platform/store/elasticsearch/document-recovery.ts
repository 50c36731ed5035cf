import type { Elasticsearch } from './client.ts';
import type { DocumentSource } from './document-copy.ts';
import { ABORTED_KEPT_MS, settledCopies } from './document-transaction.ts';
import { fixedIndex, refreshFixedIndex } from './fixed-index.ts';
import { forgetTransaction } from './transaction-record.ts';
import type { TransactionRecord } from './transaction-record.ts';

/** What one search returns; what is left waits for the next start, and for writers who meet it. */
const MOST = 1_000;

/** Carries out what processes that crashed left half done. Transactions of others that are under way are none the worse for it. */
export async function recoverTransactions(es: Elasticsearch, now: () => number): Promise<void> {
  await refreshFixedIndex(es, 'documents');
  await refreshFixedIndex(es, 'transactions');
  const index = fixedIndex(es, 'documents');
  const left = await es.send((client) =>
    client.search<DocumentSource>({
      index,
      size: MOST,
      _source: false,
      query: { exists: { field: 'intent.transaction' } },
    }),
  );
  await settledCopies(
    es,
    left.hits.hits.flatMap(({ _id: id }) => (id === undefined ? [] : [{ index, id }])),
    now,
  );
  await forgetEnded(es, now);
}

async function forgetEnded(es: Elasticsearch, now: () => number): Promise<void> {
  const index = fixedIndex(es, 'transactions');
  const { hits } = await es.send((client) => client.search<TransactionRecord>({ index, size: MOST, sort: ['at'] }));
  for (const { _id: id, _source: record } of hits.hits) {
    if (id === undefined || record === undefined) continue;
    const refs = (record.documents ?? []).map((document) => ({ index: fixedIndex(es, 'documents'), id: document }));
    if (record.state === 'committed') await settledCopies(es, refs, now);
    if (record.state === 'committed' || record.at < now() - ABORTED_KEPT_MS) await forgetTransaction(es, id);
  }
}
