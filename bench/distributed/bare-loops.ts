import { Client } from '@elastic/elasticsearch';
import { createHash } from 'node:crypto';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import kafkajs from 'kafkajs';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { topicPrefix } from '../servers/place.ts';
import type { Place } from '../servers/place.ts';

/** Documents of one request: as many as index writes at once. */
const BULK = 2_000;

/** What is on the log, as whoever reads it is given it. */
export async function valuesOn(log: EventLog, topic: string): Promise<readonly Uint8Array[]> {
  const values: Uint8Array[] = [];
  const partitions = (await log.endOffsets(topic)).length;
  for (let partition = 0; partition < partitions; partition += 1)
    for await (const records of log.replay(topic, partition))
      for (const { value } of records) if (value !== null) values.push(value);
  return values;
}

/**
 * The documents by the client's bulk alone, into an index of the Store's own template, under ids of their own.
 * @param lanes requests under way at once
 */
export async function bareBulk(
  documents: readonly Uint8Array[],
  { elasticsearch }: Place,
  index: string,
  lanes: number,
): Promise<void> {
  const client = new Client({ node: elasticsearch });
  let from = 0;
  const lane = async (): Promise<void> => {
    while (from < documents.length) {
      const chunk = documents.slice(from, (from += BULK));
      const { errors } = await client.bulk({ index, operations: chunk.flatMap(operation) as never });
      if (errors) throw new Error('Elasticsearch refused documents of the benchmark');
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await client.close();
  }
}

/** Lines of a request; a document stays the text it is. */
function operation(document: Uint8Array): readonly string[] {
  const _id = createHash('sha256').update(document).digest('base64url');
  return [JSON.stringify({ index: { _id } }), Buffer.from(document).toString()];
}

/** A consumer of kafkajs that does nothing with what it gets, from when it has joined its group. @returns seconds */
export async function bareConsume(place: Place, topic: string, records: number): Promise<number> {
  const { NOTHING } = kafkajs.logLevel;
  const kafka = new kafkajs.Kafka({ brokers: [...place.brokers], clientId: 'bench', logLevel: NOTHING });
  const prefix = topicPrefix(place);
  const consumer = kafka.consumer({ groupId: `${prefix}bare.${topic}`, readUncommitted: false });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: `${prefix}${topic}`, fromBeginning: true });
    return await secondsToRead(consumer, records);
  } finally {
    await consumer.disconnect();
  }
}

function secondsToRead(consumer: Consumer, records: number): Promise<number> {
  let began = NaN;
  let read = 0;
  consumer.on(consumer.events.GROUP_JOIN, () => (began = performance.now()));
  return new Promise((resolve, reject) => {
    const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
      read += batch.messages.length;
      if (read >= records) resolve((performance.now() - began) / 1_000);
      return Promise.resolve();
    };
    consumer.run({ eachBatch }).catch(reject);
  });
}
