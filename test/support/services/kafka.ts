import { describeWhere } from './describe-where.ts';
import { dockerAnswers, startContainer } from './docker.ts';
import { canRunKafka, startKafka } from './kafka-server.ts';
import { freePort } from './server-process.ts';

/** Brokers to test on, and how to let go of them. Others may use them too: name what you make by a prefix of your own. */
export interface TestKafka {
  readonly brokers: readonly string[];
  stop(): Promise<void>;
}

/** `TEST_KAFKA_BROKERS` (comma-separated), else Docker, else a Kafka of the suite's own by Java and Maven. Wants minutes in `beforeAll`. */
export async function kafka(): Promise<TestKafka> {
  const given = process.env['TEST_KAFKA_BROKERS'] ?? '';
  if (given !== '') return { brokers: given.split(','), stop: () => Promise.resolve() };
  return dockerAnswers() ? inDocker() : startKafka();
}

async function inDocker(): Promise<TestKafka> {
  const port = await freePort();
  const address = `127.0.0.1:${String(port)}`;
  const container = await startContainer({
    image: 'apache/kafka:4.1.1',
    port,
    environment: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:19093',
      KAFKA_LISTENERS: `PLAINTEXT://:${String(port)},CONTROLLER://:19093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${address}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    },
    ready: /Kafka Server started/,
  });
  return { ...container, brokers: [address] };
}

/**
 * `describe`, or a loud skip (`describeWhere`).
 * @param own the suite stops and starts its Kafka: somebody else's will not do
 */
export function describeWithKafka(name: string, body: () => void, own = false): void {
  const elsewhere = !own && ((process.env['TEST_KAFKA_BROKERS'] ?? '') !== '' || dockerAnswers());
  const missing = 'no Kafka to test on (set TEST_KAFKA_BROKERS, run Docker, or install Java 17 and Maven)';
  describeWhere(elsewhere || canRunKafka(), name, missing, body);
}
