import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { kafkaAddress, kafkaSchema, openKafkaLog } from '../../services/platform/event-log/kafka/index.ts';
import { createCertificate } from '../support/services/certificate.ts';
import { freePort } from '../support/services/server-process.ts';
import type { KafkaServer } from '../support/services/kafka-server.ts';
import { startKafka } from '../support/services/kafka-server.ts';
import { describeWithKafka } from '../support/services/kafka.ts';

const PASSWORD = 'correct horse';
const PLAIN = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
const SCRAM = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';

describeWithKafka(
  'Kafka · TLS, passwords and rights',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfaw-kafka-security-'));
    const ca = join(folder, 'ca.pem');
    const open: EventLog[] = [];
    let server: KafkaServer;

    beforeAll(async () => {
      const { certificate, key } = createCertificate();
      const keystore = join(folder, 'broker.pem');
      writeFileSync(ca, certificate);
      writeFileSync(keystore, key + certificate);
      server = await startKafka({
        protocol: 'SASL_SSL',
        users: { alice: PASSWORD, bob: PASSWORD },
        settings: {
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.location': keystore,
          'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
          'listener.name.client.plain.sasl.jaas.config': `${PLAIN} user_alice="${PASSWORD}";`,
          'listener.name.client.scram-sha-256.sasl.jaas.config': SCRAM,
          'listener.name.client.scram-sha-512.sasl.jaas.config': SCRAM,
          'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
          'super.users': 'User:alice;User:ANONYMOUS',
        },
      });
    }, 180_000);
    afterAll(async () => {
      await Promise.all(open.map((log) => log.close()));
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    type Sasl = { mechanism: string; username: string; password: unknown };

    /** As a configuration says it. */
    async function connect(sasl: Sasl | undefined, ssl: unknown = { ca }): Promise<EventLog> {
      const settings = kafkaSchema.parse({ brokers: server.brokers, ssl, ...(sasl === undefined ? {} : { sasl }) });
      const log = await openKafkaLog({ ...kafkaAddress(settings, { PASSWORD, WRONG: 'guess' }), now: Date.now });
      open.push(log);
      return log;
    }

    test.each(['plain', 'scram-sha-256', 'scram-sha-512'])('%s over TLS · reads what it wrote', async (mechanism) => {
      const log = await connect({ mechanism, username: 'alice', password: { env: 'PASSWORD' } });
      const name = `secure.${mechanism}`;
      await log.ensureTopics([{ name, partitions: 1, cleanup: 'delete' }]);
      await log.publish(name, [{ key: 'k', value: Buffer.from(mechanism) }]);
      const read: string[] = [];
      for await (const batch of log.replay(name, 0))
        for (const { value } of batch) read.push(Buffer.from(value ?? []).toString());
      expect(read).toEqual([mechanism]);
    });

    test('a wrong password · is told apart from a broker that is away', async () => {
      const sasl = { mechanism: 'scram-sha-256', username: 'alice', password: { env: 'WRONG' } };
      await expect(connect(sasl)).rejects.toMatchObject({
        name: 'KafkaAccessError',
        message: expect.stringMatching(/was not believed: check kafka\.sasl/),
      });
    });

    test('somebody without rights · is told which rights are missing', async () => {
      const log = await connect({ mechanism: 'scram-sha-512', username: 'bob', password: { env: 'PASSWORD' } });
      await expect(log.ensureTopics([{ name: 'bobs', partitions: 1, cleanup: 'delete' }])).rejects.toMatchObject({
        name: 'KafkaAccessError',
        message: expect.stringMatching(/may not use (?:the cluster|a topic): allow/),
      });
    });

    test('an authority nobody trusts · is refused, and the message names kafka.ssl', async () => {
      const sasl = { mechanism: 'scram-sha-256', username: 'alice', password: { env: 'PASSWORD' } };
      await expect(connect(sasl, true)).rejects.toMatchObject({
        name: 'LogUnavailableError',
        message: expect.stringMatching(/self-signed certificate.*kafka\.ssl/),
      });
    });

    test('nobody listens there · is said with the address', async () => {
      const brokers = [`127.0.0.1:${String(await freePort())}`];
      await expect(openKafkaLog({ brokers, clientId: 'test', now: Date.now })).rejects.toMatchObject({
        name: 'LogUnavailableError',
        message: expect.stringContaining(brokers[0] ?? ''),
      });
    });

    test('a password in plain text without TLS · is refused before anything is sent', () => {
      const sasl = { mechanism: 'plain', username: 'alice', password: { env: 'PASSWORD' } };
      expect(() => kafkaSchema.parse({ brokers: ['127.0.0.1:9092'], sasl })).toThrow(/SASL PLAIN.*wants ssl/);
    });
  },
  true,
);
