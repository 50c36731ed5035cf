import kafkajs from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { openKafkaLog } from '../../services/platform/event-log/kafka/index.ts';
import { describeWithKafka, kafka } from '../support/services/kafka.ts';
import type { TestKafka } from '../support/services/kafka.ts';
import { eventLogContract } from './event-log.ts';

const { Kafka, logLevel } = kafkajs;

describeWithKafka('Kafka', () => {
  let server: TestKafka;

  beforeAll(async () => {
    server = await kafka();
  }, 180_000);
  afterAll(() => server.stop());

  const newPrefix = (): string => `${randomUUID().slice(0, 8)}.`;
  const open = (prefix: string): Promise<EventLog> =>
    openKafkaLog({
      brokers: server.brokers,
      clientId: 'test',
      prefix,
      now: Date.now,
      heartbeatMs: 50,
      sessionMs: 6_000,
    });

  eventLogContract('Kafka', () => {
    const prefix = newPrefix();
    return Promise.resolve({ open: () => open(prefix), dispose: () => Promise.resolve() });
  });

  test('several processes set a new log up at once · each can use it', async () => {
    const prefix = newPrefix();
    const logs = await Promise.all(Array.from({ length: 4 }, () => open(prefix)));
    const topics = ['raw', 'events', 'state'].map((name) => ({ name, partitions: 3, cleanup: 'delete' as const }));
    const ends = logs.map(async (log) => {
      await log.ensureTopics(topics);
      return Promise.all(topics.map(({ name }) => log.endOffsets(name)));
    });
    for (const found of await Promise.all(ends)) expect(found).toEqual(topics.map(() => [0n, 0n, 0n]));
    await Promise.all(logs.map((log) => log.close()));
  });

  test('a consumer is stopped while it joins · the group does not wait for it', async () => {
    const prefix = newPrefix();
    const log = await open(prefix);
    await log.ensureTopics([{ name: 'in', partitions: 1, cleanup: 'delete' }]);
    for (let wait = 0; wait < 8; wait += 1) {
      const consumer = await log.consume({ group: 'brief', topics: ['in'], onBatch: () => Promise.resolve() });
      await sleep(wait * 4);
      await consumer.stop();
    }
    const admin = new Kafka({ brokers: [...server.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { groups } = await admin.describeGroups([`${prefix}brief`]);
    expect(groups.flatMap(({ members }) => members)).toEqual([]);
    await admin.disconnect();
    await log.close();
  });
});
