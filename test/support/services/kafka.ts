import { canRunKafka, startKafka } from './kafka-server.ts';

/** Brokers to test on, and how to let go of them. */
export interface TestKafka {
  readonly brokers: readonly string[];
  stop(): Promise<void>;
}

/** `TEST_KAFKA_BROKERS` (comma-separated), else a Kafka of the suite's own by Java and Maven. */
export async function kafka(): Promise<TestKafka> {
  const given = process.env['TEST_KAFKA_BROKERS'];
  if (given !== undefined && given !== '') return { brokers: given.split(','), stop: () => Promise.resolve() };
  return startKafka();
}

/**
 * `describe`, or a skip that is heard where no Kafka can be had; under REQUIRE_REAL_SERVICES=1 that fails instead.
 * @param own the suite stops and starts its Kafka: somebody else's will not do
 */
export function describeWithKafka(name: string, body: () => void, own = false): void {
  if ((!own && (process.env['TEST_KAFKA_BROKERS'] ?? '') !== '') || canRunKafka()) return describe(name, body);
  const missing = `${name}: no Kafka to test on (set TEST_KAFKA_BROKERS, or install Java 17 and Maven)`;
  if (process.env['REQUIRE_REAL_SERVICES'] === '1') throw new Error(missing);
  process.stderr.write(`SKIPPED ${missing}\n`);
  describe.skip(name, body);
}
