import { randomUUID } from 'node:crypto';
import { openKafkaLog } from '../../services/platform/event-log/kafka/index.ts';
import { describeWithKafka, kafka } from '../support/services/kafka.ts';
import type { TestKafka } from '../support/services/kafka.ts';
import { eventLogContract } from './event-log.ts';

describeWithKafka('Kafka', () => {
  let server: TestKafka;

  beforeAll(async () => {
    server = await kafka();
  }, 180_000);
  afterAll(() => server.stop());

  eventLogContract('Kafka', () => {
    const prefix = `${randomUUID().slice(0, 8)}.`;
    const { brokers } = server;
    return Promise.resolve({
      open: () => openKafkaLog({ brokers, clientId: 'test', prefix, now: Date.now, heartbeatMs: 50, sessionMs: 6_000 }),
      dispose: () => Promise.resolve(),
    });
  });
});
