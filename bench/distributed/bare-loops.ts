import { Client } from '@elastic/elasticsearch';
import { createHash } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { TOPICS } from '../../services/records/index.ts';
import type { Servers } from '../chaos/installation.ts';

/** Documents of one request: as many as index writes at once. */
const BULK = 2_000;

/** The events on the log, as the Store is given them. */
export async function eventsOn(log: EventLog): Promise<readonly Uint8Array[]> {
  const events: Uint8Array[] = [];
  const partitions = (await log.endOffsets(TOPICS.events)).length;
  for (let partition = 0; partition < partitions; partition += 1)
    for await (const records of log.replay(TOPICS.events, partition))
      for (const { value } of records) if (value !== null) events.push(value);
  return events;
}

/** The same documents by the client's bulk alone, into an index of the same template, under ids of their own. @returns seconds */
export async function bareBulk(events: readonly Uint8Array[], node: string, index: string): Promise<number> {
  const client = new Client({ node });
  const began = performance.now();
  for (let from = 0; from < events.length; from += BULK) {
    const body = events.slice(from, from + BULK).map((event) => {
      const _id = createHash('sha256').update(event).digest('base64url');
      return `${JSON.stringify({ index: { _id } })}\n${Buffer.from(event).toString()}\n`;
    });
    const { errors } = await client.bulk({ index, operations: body.map((line) => line.trimEnd()) as never });
    if (errors) throw new Error('Elasticsearch refused documents of the benchmark');
  }
  const seconds = (performance.now() - began) / 1_000;
  await client.close();
  return seconds;
}

/** A consumer of kafkajs that does nothing with what it gets. @returns seconds */
export async function bareConsume({ brokers }: Servers, topic: string, records: number): Promise<number> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${topic}.bench`, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let began: number | undefined;
  let read = 0;
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachBatch: ({ batch }) => {
          began ??= performance.now();
          read += batch.messages.length;
          if (read >= records) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  const seconds = (performance.now() - (began ?? performance.now())) / 1_000;
  await consumer.disconnect();
  return seconds;
}
