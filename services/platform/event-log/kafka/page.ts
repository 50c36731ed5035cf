import type { FetchedPartition, WireRecord } from 'kafkajs/src/cluster/index.js';
import type { LogRecord } from '../event-log.ts';

/** What a fetch brought of one partition. */
export interface Page {
  readonly records: readonly LogRecord[];
  /** Where to go on: behind the markers and aborted records that follow the last one, too. */
  readonly next: bigint;
}

/**
 * The records of a fetch that are to be seen: from `from` on, none of an aborted transaction, no markers. kafkajs's own filter lets records
 * of aborted transactions through where several of them overlap, hence this one (as org.apache.kafka…CompletedFetch).
 */
export function pageOf({ messages, abortedTransactions }: FetchedPartition, from: bigint): Page {
  const aborted = [...(abortedTransactions ?? [])]
    .map(({ producerId, firstOffset }) => ({ producerId, first: BigInt(firstOffset) }))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  const aborting = new Set<string>();
  const records: LogRecord[] = [];
  let next = from;
  let begun = 0;
  for (const message of messages) {
    const offset = BigInt(message.offset);
    for (let one = aborted[begun]; one !== undefined && one.first <= offset; one = aborted[++begun])
      aborting.add(one.producerId);
    const { producerId, inTransaction } = message.batchContext;
    if (offset >= next) next = offset + 1n;
    if (message.isControlRecord) aborting.delete(producerId);
    else if (offset >= from && !(inTransaction && aborting.has(producerId))) records.push(recordOf(message, offset));
  }
  return { records, next };
}

function recordOf({ key, value, timestamp }: WireRecord, offset: bigint): LogRecord {
  return { key: key?.toString('utf8') ?? '', value, offset, time: Number(timestamp) };
}
