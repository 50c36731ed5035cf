import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { LogUnavailableError } from '../../services/platform/event-log/event-log.ts';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { openKafkaLog } from '../../services/platform/event-log/kafka/index.ts';
import { ROOT } from '../support/build.ts';
import { startKafka, startKafkaCluster } from '../support/services/kafka-server.ts';
import type { KafkaCluster, KafkaServer } from '../support/services/kafka-server.ts';
import { describeWithKafka } from '../support/services/kafka.ts';

const DIST = join(ROOT, process.env['MFAWATCH_DIST'] ?? 'dist');
const BUILT = join(DIST, 'services/platform/event-log/kafka/index.js');

/** Owns the topic, says so with its first batch, and commits that batch only when it is told to on stdin. */
const ZOMBIE = `
  import { once } from 'node:events';
  import { openKafkaLog } from ${JSON.stringify(pathToFileURL(BUILT).href)};
  const log = await openKafkaLog({ brokers: process.argv.slice(2), clientId: 'zombie', now: Date.now, sessionMs: 2000, heartbeatMs: 200 });
  const consumer = await log.consume({ group: 'copy', topics: ['zombie.in'], onBatch: async (batch) => {
    console.log('owned');
    await once(process.stdin, 'data');
    const records = [{ key: 'k', value: Buffer.from('zombie') }];
    await log.transact(batch.assignment, [{ topic: 'zombie.out', records }], batch.next).then(
      () => console.log('committed'), (error) => console.log(error.code));
  } });
  consumer.stopped.catch((error) => console.log(error));
`;

describeWithKafka(
  'Kafka · bad days',
  () => {
    let server: KafkaServer;
    let log: EventLog;

    beforeAll(async () => {
      server = await startKafka();
      const { brokers } = server;
      log = await openKafkaLog({ brokers, clientId: 'test', now: Date.now, heartbeatMs: 200, sessionMs: 6_000 });
    }, 180_000);
    afterAll(async () => {
      await log.close();
      await server.stop();
    });

    test('broker killed and started again · while records are published and copied · each told durable is copied once', async () => {
      await create('out.in', 'out.out');
      const again = <T>(work: () => Promise<T>): Promise<T> => patiently(work);
      const consumer = await log.consume({
        group: 'copy',
        topics: ['out.in'],
        onBatch: ({ assignment, records, next }) =>
          again(() => log.transact(assignment, [{ topic: 'out.out', records }], next)),
      });
      const told: string[] = [];
      let over = false;
      const publishers = Array.from({ length: 4 }, async (_, name) => {
        for (let index = 0; !over; index++) {
          const key = `${String(name)}-${String(index)}`;
          await again(() => log.publish('out.in', [{ key, value: Buffer.from(key) }]));
          told.push(key);
        }
      });
      await until(() => told.length > 10);
      const before = told.length;
      await server.kill();
      await delay(1_500);
      await server.restart();
      await until(() => told.length > before + 50);
      over = true;
      await Promise.all(publishers);
      const ends = await log.endOffsets('out.in');
      await until(async () => (await log.committed('copy', 'out.in')).every((at, index) => at >= (ends[index] ?? 0n)));
      await consumer.stop();
      const [published, copied] = [await keysOf('out.in'), await keysOf('out.out')];
      expect(told.filter((key) => !published.includes(key))).toEqual([]);
      expect(copied.sort()).toEqual(published.sort());
    }, 120_000);

    test('member paused for longer than its session · wakes after its partition moved · its transaction is refused', async () => {
      await create('zombie.in', 'zombie.out');
      await log.publish('zombie.in', [{ key: 'k', value: Buffer.from('1'), partition: 0 }]);
      const folder = mkdtempSync(join(DIST, 'zombie-'));
      const program = join(folder, 'zombie.mjs');
      writeFileSync(program, ZOMBIE);
      const child = spawn(process.execPath, [program, ...server.brokers], { stdio: ['pipe', 'pipe', 'inherit'] });
      try {
        const said: string[] = [];
        createInterface(child.stdout).on('line', (line) => said.push(line));
        await until(() => said.includes('owned'));
        child.kill('SIGSTOP');
        const consumer = await log.consume({
          group: 'copy',
          topics: ['zombie.in'],
          onBatch: ({ assignment, next }) =>
            log.transact(
              assignment,
              [{ topic: 'zombie.out', records: [{ key: 'k', value: Buffer.from('owner') }] }],
              next,
            ),
        });
        await until(async () => (await log.committed('copy', 'zombie.in'))[0] === 1n);
        child.stdin.write('go\n');
        child.kill('SIGCONT');
        await until(() => said.length > 1);
        expect(said).toEqual(['owned', 'MFAW_FENCED']);
        expect(await valuesOf('zombie.out')).toEqual(['owner']);
        await consumer.stop();
      } finally {
        child.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
      }
    }, 60_000);

    test('publish · 50 callers side by side · every record once, each caller in order', async () => {
      await create('many.in');
      const callers = Array.from({ length: 50 }, async (_, caller) => {
        for (let index = 0; index < 20; index++)
          await log.publish('many.in', [
            { key: `${String(caller)}-${String(index)}`, value: Buffer.alloc(100), partition: caller % 2 },
          ]);
      });
      await Promise.all(callers);
      const keys = await keysOf('many.in');
      expect(keys.length).toBe(1_000);
      for (let caller = 0; caller < 50; caller++) {
        const mine = keys.filter((key) => key.startsWith(`${String(caller)}-`));
        expect(mine).toEqual(Array.from({ length: 20 }, (_, index) => `${String(caller)}-${String(index)}`));
      }
    });

    test('publish · 6 MB for one partition in one call · all of it is there, in order', async () => {
      await create('large.in');
      const values = Array.from({ length: 12 }, (_, index) => Buffer.alloc(500_000, index));
      await log.publish(
        'large.in',
        values.map((value, index) => ({ key: String(index), value, partition: 0 })),
      );
      expect(await keysOf('large.in')).toEqual(values.map((_, index) => String(index)));
    });

    test('openKafkaLog · nobody listens · says what to check', async () => {
      const nobody = openKafkaLog({ brokers: ['127.0.0.1:1'], clientId: 'test', now: Date.now });
      await expect(nobody).rejects.toThrow(LogUnavailableError);
      await expect(nobody).rejects.toThrow(/127\.0\.0\.1:1.*kafka\.brokers/);
    });

    const create = (...names: string[]): Promise<void> =>
      log.ensureTopics(names.map((name) => ({ name, partitions: 2, cleanup: 'delete' })));
    const read = async (topic: string) => {
      const records = [];
      for (const partition of [0, 1]) for await (const page of log.replay(topic, partition)) records.push(...page);
      return records;
    };
    const keysOf = async (topic: string): Promise<string[]> => (await read(topic)).map(({ key }) => key);
    const valuesOf = async (topic: string): Promise<string[]> =>
      (await read(topic)).map(({ value }) => Buffer.from(value ?? []).toString());
  },
  true,
);

describeWithKafka(
  'Kafka · three brokers',
  () => {
    const PARTITIONS = [0, 1, 2, 3, 4, 5];
    let cluster: KafkaCluster;
    let log: EventLog;

    beforeAll(async () => {
      // Soon enough for whoever waits for a broker that went away to be sent to another.
      const settings = { 'broker.session.timeout.ms': '2000', 'broker.heartbeat.interval.ms': '300' };
      cluster = await startKafkaCluster(3, { settings });
      const { brokers } = cluster;
      log = await openKafkaLog({ brokers, clientId: 'test', now: Date.now, heartbeatMs: 200, sessionMs: 6_000 });
    }, 180_000);
    afterAll(async () => {
      await log.close();
      await cluster.stop();
    });

    test('partitions find new leaders while they are written to · what was told durable is there, and copied', async () => {
      const names = ['moved.in', 'moved.out'];
      await log.ensureTopics(names.map((name) => ({ name, partitions: PARTITIONS.length, cleanup: 'delete' })));
      const consumer = await log.consume({
        group: 'copy',
        topics: ['moved.in'],
        onBatch: ({ assignment, records, next }) => {
          // To every partition: each transaction has to do with every broker.
          const copies = records.flatMap(({ key }) => PARTITIONS.map((partition) => ({ key, value: null, partition })));
          return patiently(() => log.transact(assignment, [{ topic: 'moved.out', records: copies }], next));
        },
      });
      const told: string[] = [];
      let over = false;
      const published = (async () => {
        for (let index = 0; !over; index += 1) {
          const records = PARTITIONS.map((partition) => ({
            key: `${String(index)}/${String(partition)}`,
            value: Buffer.alloc(100_000),
            partition,
          }));
          await patiently(() => log.publish('moved.in', records));
          told.push(...records.map(({ key }) => key));
        }
      })();
      for (const node of cluster.nodes) {
        const before = told.length;
        await until(() => told.length > before + 60);
        await node.kill();
        await delay(4_000);
        await node.restart();
      }
      over = true;
      await published;
      const ends = await log.endOffsets('moved.in');
      await until(async () =>
        (await log.committed('copy', 'moved.in')).every((at, index) => at >= (ends[index] ?? 0n)),
      );
      await consumer.stop();
      const keysOf = async (topic: string, partition: number): Promise<ReadonlySet<string>> => {
        const keys = new Set<string>();
        for await (const page of log.replay(topic, partition)) for (const { key } of page) keys.add(key);
        return keys;
      };
      for (const partition of PARTITIONS) {
        const [there, copied] = [await keysOf('moved.in', partition), await keysOf('moved.out', partition)];
        expect(told.filter((key) => key.endsWith(`/${String(partition)}`) && !there.has(key))).toEqual([]);
        expect(told.filter((key) => !copied.has(key))).toEqual([]);
      }
    }, 120_000);
  },
  true,
);

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LogUnavailableError)) throw error;
      await delay(100);
    }
  }
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 45_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`still not so after ${String(withinMs)} ms: ${String(holds)}`);
    await delay(20);
  }
}
