import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { FencedError, PartitionCountError } from '../../services/platform/event-log/event-log.ts';
import type {
  Assignment,
  Batch,
  ConsumeOptions,
  Consumer,
  EventLog,
  LogRecord,
  OutgoingRecord,
  ReplayRange,
} from '../../services/platform/event-log/event-log.ts';
import { partitionOf } from '../../services/platform/event-log/partition-of.ts';
import { Patience } from '../../services/platform/lifecycle/patience.ts';

/** One log that survives being closed: `open` gives the same records again. A suite never has it open twice. */
export interface LogFixture {
  open(): Promise<EventLog>;
  /** Removes whatever the fixture left. */
  dispose(): Promise<void>;
}

const IN = 'test.in';
const OUT = 'test.out';
const STATE = 'test.state';
const PARTITIONS = 3;
const SPECS = [
  { name: IN, partitions: PARTITIONS, cleanup: 'delete', retentionMs: 60_000 },
  { name: OUT, partitions: PARTITIONS, cleanup: 'delete' },
  { name: STATE, partitions: PARTITIONS, cleanup: 'compact' },
] as const;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const textOf = ({ value }: LogRecord): string | null => (value === null ? null : new TextDecoder().decode(value));
const record = (key: string, value: string, partition?: number): OutgoingRecord => ({
  key,
  value: text(value),
  ...(partition !== undefined && { partition }),
});

/** What every adapter of `EventLog` keeps to; an adapter plugs in by its fixture alone. */
export function eventLogContract(adapter: string, create: () => Promise<LogFixture>): void {
  describe(`EventLog · ${adapter}`, () => {
    let fixture: LogFixture;
    let log: EventLog;
    const consumers: Consumer[] = [];

    beforeEach(async () => {
      fixture = await create();
      log = await fixture.open();
      await log.ensureTopics(SPECS);
    });
    afterEach(async () => {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
      await log.close();
      await fixture.dispose();
    });

    const consume = async (options: ConsumeOptions): Promise<Consumer> => {
      const consumer = await log.consume(options);
      consumer.stopped.catch(() => undefined);
      consumers.push(consumer);
      return consumer;
    };
    /** Reads a topic until `enough`, without committing. */
    const gather = async (group: string, enough: (seen: Seen) => boolean, more: Partial<ConsumeOptions> = {}) => {
      const seen = new Seen();
      const consumer = await consume({
        group,
        topics: [IN],
        onBatch: (batch) => Promise.resolve(seen.add(batch)),
        ...more,
      });
      await until(() => enough(seen));
      return { seen, consumer };
    };
    const reopen = async (): Promise<void> => {
      await log.close();
      log = await fixture.open();
      await log.ensureTopics(SPECS);
    };

    describe('topics', () => {
      test('ensureTopics · called again · changes nothing', async () => {
        await log.publish(IN, [record('a', '1')]);
        await log.ensureTopics(SPECS);
        expect(await valuesOf(log, IN)).toEqual(['1']);
      });

      test('ensureTopics · another number of partitions · says which and what to do, also after a restart', async () => {
        const other = [{ name: IN, partitions: PARTITIONS + 1, cleanup: 'delete' }] as const;
        await expect(log.ensureTopics(other)).rejects.toThrow(PartitionCountError);
        await reopen();
        await expect(log.ensureTopics(other)).rejects.toThrow(/set partitions to 3/);
      });

      test('any call · unknown topic · fails', async () => {
        await expect(log.publish('test.none', [record('a', '1')])).rejects.toThrow(/test\.none/);
        await expect(log.endOffsets('test.none')).rejects.toThrow(/test\.none/);
      });
    });

    describe('publish and replay', () => {
      test('publish · many records · come back in order with key, value, growing offset and time', async () => {
        await log.publish(IN, [record('k', 'a', 1), record('l', 'b', 1)]);
        await log.publish(IN, [record('m', 'c', 1)]);
        const records = await all(log, IN, 1);
        expect(records.map((one) => [one.key, textOf(one)])).toEqual([
          ['k', 'a'],
          ['l', 'b'],
          ['m', 'c'],
        ]);
        expect(records.every(({ offset }, at) => at === 0 || offset > records[at - 1]!.offset)).toBe(true);
        expect(records.every(({ time }) => Number.isInteger(time) && time > 0)).toBe(true);
        expect((await log.endOffsets(IN))[1]).toBeGreaterThan(records.at(-1)!.offset);
      });

      test('publish · nothing · resolves', async () => {
        await log.publish(IN, []);
        expect(await log.endOffsets(IN)).toEqual([0n, 0n, 0n]);
      });

      test('publish · no partition named · goes where partitionOf says', async () => {
        const keys = Array.from({ length: 50 }, (_, index) => `tenant|user-${String(index)}@example.com`);
        await log.publish(
          IN,
          keys.map((key) => record(key, key)),
        );
        for (let partition = 0; partition < PARTITIONS; partition++) {
          const expected = keys.filter((key) => partitionOf(key, PARTITIONS) === partition);
          expect((await all(log, IN, partition)).map(({ key }) => key)).toEqual(expected);
        }
      });

      test('publish · partition named · goes there; one that does not exist is refused', async () => {
        await log.publish(IN, [record('a', '1', 2)]);
        expect((await all(log, IN, 2)).map(textOf)).toEqual(['1']);
        await expect(log.publish(IN, [record('a', '1', 0), record('a', '2', 3)])).rejects.toThrow(RangeError);
        expect(await all(log, IN, 0)).toEqual([]);
      });

      test('publish · empty and null values · come back as they were', async () => {
        await log.publish(IN, [
          { key: '', value: new Uint8Array(0), partition: 0 },
          { key: 'null', value: null, partition: 0 },
        ]);
        expect((await all(log, IN, 0)).map(({ key, value }) => [key, value?.length ?? null])).toEqual([
          ['', 0],
          ['null', null],
        ]);
      });

      test('publish · records of 900 KB · come back whole', async () => {
        const bytes = Uint8Array.from({ length: 900 * 1024 }, (_, index) => index % 251);
        for (let index = 0; index < 6; index++) await log.publish(IN, [{ key: 'big', value: bytes, partition: 0 }]);
        const records = await all(log, IN, 0);
        expect(records).toHaveLength(6);
        expect(records.every(({ value }) => Buffer.compare(value!, bytes) === 0)).toBe(true);
      });

      test('publish · the caller reuses its bytes afterwards · what was published stays', async () => {
        const bytes = text('before');
        await log.publish(IN, [{ key: 'a', value: bytes, partition: 0 }]);
        bytes.fill(0);
        expect(await valuesOf(log, IN)).toEqual(['before']);
      });

      test('publish · 50 publishers at once · every record once, each publisher in order', async () => {
        const publisher = async (name: number): Promise<void> => {
          for (let index = 0; index < 10; index++) {
            await log.publish(IN, [
              record(`p${String(name)}`, String(index)),
              record(`p${String(name)}`, `${String(index)}b`),
            ]);
          }
        };
        await Promise.all(Array.from({ length: 50 }, (_, name) => publisher(name)));
        const seen = new Map<string, string[]>();
        for (let partition = 0; partition < PARTITIONS; partition++) {
          for (const one of await all(log, IN, partition))
            seen.set(one.key, [...(seen.get(one.key) ?? []), textOf(one) ?? '']);
        }
        const expected = Array.from({ length: 10 }, (_, index) => [String(index), `${String(index)}b`]).flat();
        expect([...seen.values()]).toEqual(Array.from({ length: 50 }, () => expected));
      });

      test('replay · a range · from inclusive, to exclusive, in batches that together are the range', async () => {
        await log.publish(
          IN,
          Array.from({ length: 5000 }, (_, index) => record('k', String(index), 0)),
        );
        const offsets = (await all(log, IN, 0)).map(({ offset }) => offset);
        const part = await all(log, IN, 0, { from: offsets[10]!, to: offsets[4990]! });
        expect(part.map(textOf)).toEqual(Array.from({ length: 4980 }, (_, index) => String(index + 10)));
        expect(await all(log, IN, 0, { from: offsets[5]!, to: offsets[5]! })).toEqual([]);
        expect(await all(log, IN, 0, { from: offsets.at(-1)! + 1n })).toEqual([]);
      });

      test('replay · records published meanwhile · ends at the end when called', async () => {
        await log.publish(IN, [record('k', 'old', 0)]);
        const replay = log.replay(IN, 0);
        await log.publish(IN, [record('k', 'new', 0)]);
        expect((await collect(replay)).map(textOf)).toEqual(['old']);
      });

      test('replay · left early · the log goes on', async () => {
        await log.publish(
          IN,
          Array.from({ length: 5000 }, (_, index) => record('k', String(index), 0)),
        );
        for await (const batch of log.replay(IN, 0)) {
          expect(batch.length).toBeGreaterThan(0);
          break;
        }
        await log.publish(IN, [record('k', 'after', 0)]);
        expect((await all(log, IN, 0)).at(-1)!.key).toBe('k');
      });

      test('compacted topic · keys written again and deleted · the newest of each key, in order, no deleted one', async () => {
        await log.publish(STATE, [record('a', '1', 0), record('b', '1', 0), record('c', '1', 0)]);
        await log.publish(STATE, [record('a', '2', 0), { key: 'b', value: null, partition: 0 }]);
        const newest = newestOf(await all(log, STATE, 0));
        expect(newest).toEqual({ a: '2', c: '1' });
        await log.publish(STATE, [record('b', '3', 0)]);
        await reopen();
        expect(newestOf(await all(log, STATE, 0))).toEqual({ a: '2', b: '3', c: '1' });
      });

      test('reopened log · records, ends and further offsets · go on where they were', async () => {
        await log.publish(IN, [record('k', '1', 0), record('k', '2', 0)]);
        const before = await all(log, IN, 0);
        await reopen();
        expect((await all(log, IN, 0)).map(textOf)).toEqual(['1', '2']);
        await log.publish(IN, [record('k', '3', 0)]);
        const after = await all(log, IN, 0);
        expect(after.slice(0, 2)).toEqual(before);
        expect(after[2]!.offset).toBeGreaterThan(before[1]!.offset);
      });
    });

    describe('consume', () => {
      test('consumer · records before and after it joined · all of them in order, in bounded batches, from its position', async () => {
        await log.publish(IN, numbered(0, 25));
        const { seen } = await gather('g', ({ count }) => count === 25, { maxRecords: 10 });
        await log.publish(IN, numbered(25, 30));
        await until(() => seen.count === 30);
        expect(seen.values(0)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
        expect(seen.batches.every(({ records }) => records.length > 0 && records.length <= 10)).toBe(true);
        expect(seen.batches.every(({ next, records }) => next > records.at(-1)!.offset)).toBe(true);
      });

      test('batch · its handler is slow · the next of the partition waits for it', async () => {
        await log.publish(IN, numbered(0, 30));
        let running = 0;
        let most = 0;
        await gather('g', () => most > 0 && running === 0, {
          maxRecords: 5,
          onBatch: async () => {
            most = Math.max(most, ++running);
            await delay(2);
            running--;
          },
        });
        expect(most).toBe(1);
      });

      test('onAssigned · slow · comes before the first batch; position of a new group is 0', async () => {
        await log.publish(IN, numbered(0, 3));
        const said: string[] = [];
        await gather('g', () => said.includes('batch'), {
          onAssigned: async ({ partition }) => {
            await delay(20);
            if (partition === 0) said.push('assigned');
          },
          onBatch: ({ assignment }) => Promise.resolve(void (assignment.partition === 0 && said.push('batch'))),
        });
        expect(said.slice(0, 2)).toEqual(['assigned', 'batch']);
        expect(await log.committed('g', IN)).toEqual([0n, 0n, 0n]);
      });

      test('commit · then a restart · goes on behind it; what was not committed comes again', async () => {
        await log.publish(IN, numbered(0, 10));
        const { seen, consumer } = await gather('g', ({ count }) => count === 10, { maxRecords: 4 });
        await consumer.commit(seen.batches[0]!.assignment, seen.batches[0]!.next);
        expect((await log.committed('g', IN))[0]).toBe(seen.batches[0]!.next);
        await consumer.stop();
        await reopen();
        expect((await log.committed('g', IN))[0]).toBe(seen.batches[0]!.next);
        const again = await gather('g', ({ count }) => count === 6);
        expect(again.seen.values(0)).toEqual(['4', '5', '6', '7', '8', '9']);
      });

      test('two groups · the same topic · each reads all of it', async () => {
        await log.publish(IN, numbered(0, 5));
        await gather('g', ({ count }) => count === 5);
        await gather('h', ({ count }) => count === 5);
      });

      test('pause · and resume · nothing of the topic in between, nothing lost, other topics go on', async () => {
        const { seen, consumer } = await gather('g', () => true, { topics: [IN, OUT] });
        consumer.pause([IN]);
        await log.publish(IN, numbered(0, 5));
        await log.publish(OUT, [record('k', 'other', 0)]);
        await until(() => seen.count === 1);
        await delay(50);
        expect(seen.count).toBe(1);
        consumer.resume([IN]);
        await until(() => seen.count === 6);
      });

      test('lingerMs · records trickle in · arrive together, within the time', async () => {
        const { seen } = await gather('g', () => true, { lingerMs: 150, maxRecords: 100 });
        for (let index = 0; index < 5; index++) {
          await log.publish(IN, numbered(index, index + 1));
          await delay(5);
        }
        await until(() => seen.count === 5);
        expect(seen.batches.length).toBeLessThanOrEqual(5);
      });

      test('stop · with a batch in hand · lets it finish and commit, then hands out no more', async () => {
        await log.publish(IN, numbered(0, 1));
        let release = (): void => undefined;
        const held = new Promise<void>((resolve) => (release = resolve));
        let began = false;
        const owned: number[] = [];
        const lost: number[] = [];
        const consumer = await consume({
          group: 'g',
          topics: [IN],
          onAssigned: ({ partition }) => {
            owned.push(partition);
            return Promise.resolve();
          },
          onLost: ({ partition }) => lost.push(partition),
          onBatch: async (batch) => {
            began = true;
            await held;
            expect(batch.isCurrent()).toBe(true);
            await batch.keepAlive();
            await log.transact(batch.assignment, [{ topic: OUT, records: [record('k', 'out', 0)] }], batch.next);
          },
        });
        await until(() => began && owned.length === 3);
        const stopping = consumer.stop();
        await log.publish(IN, numbered(1, 2));
        release();
        await stopping;
        await expect(consumer.stopped).resolves.toBeUndefined();
        expect(await valuesOf(log, OUT)).toEqual(['out']);
        expect((await log.committed('g', IN))[0]).toBe(1n);
        expect(lost.sort()).toEqual([0, 1, 2]);
      });

      test.each(['onBatch', 'onAssigned'] as const)(
        '%s · rejects · stops the consumer with its error',
        async (hook) => {
          await log.publish(IN, numbered(0, 1));
          const boom = new Error('boom');
          const consumer = await log.consume({
            group: 'g',
            topics: [IN],
            onBatch: () => Promise.resolve(),
            [hook]: () => Promise.reject(boom),
          });
          await expect(consumer.stopped).rejects.toBe(boom);
          await consumer.stop();
        },
      );
    });

    describe('transact', () => {
      /** Owns everything of IN under the group and hands out the assignment of a partition. */
      const own = async (group: string, partition = 0): Promise<{ assignment: Assignment; consumer: Consumer }> => {
        let assignment: Assignment | undefined;
        const consumer = await consume({
          group,
          topics: [IN],
          onAssigned: (given) => Promise.resolve(void (given.partition === partition && (assignment = given))),
          onBatch: () => Promise.resolve(),
        });
        await until(() => assignment !== undefined);
        return { assignment: assignment!, consumer };
      };

      test('transact · several topics and a position · all are there', async () => {
        await log.publish(IN, numbered(0, 4));
        const { assignment } = await own('g');
        const outgoing = [
          { topic: OUT, records: [record('a', '1', 0), record('b', '2', 1)] },
          { topic: STATE, records: [record('a', 's', 2)] },
        ];
        await log.transact(assignment, outgoing, 3n);
        expect(await valuesOf(log, OUT)).toEqual(['1', '2']);
        expect(await valuesOf(log, STATE)).toEqual(['s']);
        expect((await log.committed('g', IN))[0]).toBe(3n);
      });

      test('transact · ownership gone · FencedError, nothing of it is there', async () => {
        const { assignment, consumer } = await own('g');
        await consumer.stop();
        const late = log.transact(assignment, [{ topic: OUT, records: [record('a', 'late', 0)] }], 5n);
        await expect(late).rejects.toThrow(FencedError);
        await expect(consumer.commit(assignment, 5n)).rejects.toThrow(FencedError);
        expect(await valuesOf(log, OUT)).toEqual([]);
        expect(await log.committed('g', IN)).toEqual([0n, 0n, 0n]);
      });

      test('transact · fenced, beside others that wait with it · only it fails', async () => {
        const gone = await own('g');
        await gone.consumer.stop();
        const { assignment } = await own('g');
        const out = (value: string) => [{ topic: OUT, records: [record('a', value, 0)] }];
        const results = await Promise.allSettled([
          log.publish(OUT, [record('a', 'published', 0)]),
          log.transact(gone.assignment, out('late'), 9n),
          log.transact(assignment, out('current'), 7n),
        ]);
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await valuesOf(log, OUT)).sort()).toEqual(['current', 'published']);
        expect((await log.committed('g', IN))[0]).toBe(7n);
      });

      test('transact · assignment of before a restart · is fenced once the partition has a new owner', async () => {
        const { assignment } = await own('g');
        await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
        await reopen();
        const owned = await own('g');
        expect(owned.assignment.generation).toBeGreaterThan(assignment.generation);
        await expect(log.transact(assignment, [], 1n)).rejects.toThrow(FencedError);
      });
    });

    describe('ownership', () => {
      test('second member · joins and leaves · each partition has one owner, former ones are refused, no record is missed', async () => {
        const owners = new Map<number, Set<string>>();
        const handled: string[] = [];
        const generations: bigint[] = [];
        const member = (name: string): Promise<Consumer> =>
          consume({
            group: 'g',
            topics: [IN],
            onAssigned: ({ partition, generation }) => {
              owners.set(partition, (owners.get(partition) ?? new Set()).add(name));
              if (partition === 1) generations.push(generation);
              return Promise.resolve();
            },
            onLost: ({ partition }) => void owners.get(partition)?.delete(name),
            onBatch: async (batch) => {
              await log.transact(batch.assignment, [], batch.next);
              handled.push(...batch.records.map((one) => textOf(one) ?? ''));
            },
          });
        const spread = (): string[] => [...owners.values()].map((names) => [...names].sort().join('+'));
        const first = await member('first');
        await until(() => spread().length === 3);
        const second = await member('second');
        await until(
          () => spread().includes('second') && spread().every((names) => names.length > 0 && !names.includes('+')),
        );
        expect(spread()).toContain('first');
        await log.publish(IN, spreadOut(30));
        await until(() => handled.length === 30);
        await first.stop();
        await until(() => spread().every((names) => names === 'second'));
        await log.publish(IN, spreadOut(30));
        await until(() => handled.length === 60);
        await second.stop();
        expect(generations.every((generation, at) => at === 0 || generation > generations[at - 1]!)).toBe(true);
        expect(handled.length).toBe(60);
      });

      test('batch in hand · partition moves away · is no longer current, its transact is refused, the consumer goes on', async () => {
        await log.publish(IN, numbered(0, 1, 1));
        let batch: Batch | undefined;
        let release = (): void => undefined;
        const held = new Promise<void>((resolve) => (release = resolve));
        let refused: unknown;
        const lost: number[] = [];
        const first = await consume({
          group: 'g',
          topics: [IN],
          onLost: ({ partition }) => lost.push(partition),
          onBatch: async (given) => {
            if (given.assignment.partition !== 1) return log.transact(given.assignment, [], given.next);
            batch = given;
            await held;
            await log
              .transact(given.assignment, [{ topic: OUT, records: [record('a', 'late', 0)] }], given.next)
              .catch((error: unknown) => {
                refused = error;
                throw error;
              });
          },
        });
        await until(() => batch !== undefined);
        expect(batch!.isCurrent()).toBe(true);
        const again: string[] = [];
        await consume({
          group: 'g',
          topics: [IN],
          onBatch: ({ records }) => Promise.resolve(void again.push(...records.map((one) => textOf(one) ?? ''))),
        });
        await until(() => !batch!.isCurrent() && again.length === 1);
        release();
        await until(() => lost.includes(1));
        expect(refused).toBeInstanceOf(FencedError);
        expect(await valuesOf(log, OUT)).toEqual([]);
        await log.publish(IN, numbered(0, 1, 0));
        await until(async () => (await log.committed('g', IN))[0]! > 0n);
        await first.stop();
        await expect(first.stopped).resolves.toBeUndefined();
      });

      test('partitions of the same number · of two topics · lie with the same member', async () => {
        const owned: string[][] = [[], []];
        for (const names of owned) {
          await consume({
            group: 'g',
            topics: [IN, OUT],
            onAssigned: ({ topic, partition }) => Promise.resolve(void names.push(`${topic}/${String(partition)}`)),
            onLost: ({ topic, partition }) => void names.splice(names.indexOf(`${topic}/${String(partition)}`), 1),
            onBatch: () => Promise.resolve(),
          });
        }
        await until(() => owned.flat().length === 6 && owned.every((names) => names.length > 0));
        const [first] = owned;
        for (const name of first!)
          expect(first).toContain(name.startsWith(IN) ? name.replace(IN, OUT) : name.replace(OUT, IN));
      });
    });

    describe('trim', () => {
      test('trim · no group · records before the offset go, their offsets do not come back', async () => {
        await log.publish(IN, numbered(0, 10));
        await log.trim(IN, 0, 4n);
        expect((await all(log, IN, 0)).map(textOf)).toEqual(['4', '5', '6', '7', '8', '9']);
        expect((await log.startOffsets(IN))[0]).toBe(4n);
        await log.trim(IN, 0, 10n);
        expect(await log.startOffsets(IN)).toEqual(await log.endOffsets(IN));
        await reopen();
        await log.publish(IN, numbered(10, 11));
        expect((await all(log, IN, 0)).map(({ offset }) => offset)).toEqual([10n]);
      });

      test('trim · a group has yet to read · what it has not committed stays', async () => {
        await log.publish(IN, numbered(0, 10));
        const { seen, consumer } = await gather('g', ({ count }) => count === 10);
        await log.trim(IN, 0, 8n);
        expect((await all(log, IN, 0)).length).toBe(10);
        await consumer.commit(seen.batches[0]!.assignment, 5n);
        await log.trim(IN, 0, 8n);
        expect((await all(log, IN, 0)).map(textOf)).toEqual(['5', '6', '7', '8', '9']);
      });

      test('trim · compacted topic · changes nothing', async () => {
        await log.publish(STATE, [record('a', '1', 0)]);
        await log.trim(STATE, 0, 9n);
        expect(await valuesOf(log, STATE)).toEqual(['1']);
      });

      test('consumer · position lies before the oldest record · goes on with the oldest', async () => {
        await log.publish(IN, numbered(0, 10));
        await log.trim(IN, 0, 4n);
        const { seen } = await gather('g', ({ count }) => count === 6);
        expect(seen.values(0)[0]).toBe('4');
      });
    });

    describe('close', () => {
      test('close · with a consumer and a publish under way · both are finished first', async () => {
        await log.publish(IN, numbered(0, 1));
        let began = false;
        await consume({
          group: 'g',
          topics: [IN],
          onBatch: async (batch) => {
            began = true;
            await delay(20);
            await log.transact(batch.assignment, [{ topic: OUT, records: [record('k', 'out', 0)] }], batch.next);
          },
        });
        await until(() => began);
        const published = log.publish(IN, numbered(1, 2));
        await log.close();
        await published;
        await expect(log.publish(IN, numbered(2, 3))).rejects.toThrow();
        log = await fixture.open();
        expect(await valuesOf(log, OUT)).toEqual(['out']);
        expect(await valuesOf(log, IN)).toEqual(['0', '1']);
      });
    });

    test('model · any order of publish, transact, restart and moves of ownership · every record handled once, in order', async () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ kind: fc.constant('publish' as const), count: fc.nat({ max: 40 }) }) },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'join' as const, 'leave' as const) }),
        },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.integer({ min: 1, max: 7 }),
          async (steps, maxRecords) => {
            const topics = { from: 'model.in', to: 'model.out' };
            const own = await create();
            let subject = await own.open();
            let members: Consumer[] = [];
            let published = 0;
            const join = async (): Promise<void> => {
              const consumer = await subject.consume({
                group: 'copy',
                topics: [topics.from],
                maxRecords,
                onBatch: (batch) => {
                  const { assignment, records, next } = batch;
                  const { partition } = assignment;
                  const copies = records.map(({ key, value }) => ({ key, value, partition }));
                  // As a stage does: a server that has more to do than it can is asked again.
                  return new Patience().until(
                    () => subject.transact(assignment, [{ topic: topics.to, records: copies }], next),
                    batch,
                  );
                },
              });
              consumer.stopped.catch(() => undefined);
              members.push(consumer);
            };
            const start = async (): Promise<void> => {
              await subject.ensureTopics(
                Object.values(topics).map((name) => ({ name, partitions: 2, cleanup: 'delete' as const })),
              );
              await join();
            };
            await start();
            for (const one of steps) {
              if (one.kind === 'publish') {
                const records = Array.from({ length: one.count }, () =>
                  record(`k${String(published % 5)}`, String(published++)),
                );
                await subject.publish(topics.from, records);
              } else if (one.kind === 'join') await join();
              else if (one.kind === 'leave' && members.length > 1) await members.shift()?.stop();
              else if (one.kind === 'restart') {
                await subject.close();
                members = [];
                subject = await own.open();
                await start();
              }
            }
            const ends = await subject.endOffsets(topics.from);
            await until(async () =>
              (await subject.committed('copy', topics.from)).every((at, index) => at >= ends[index]!),
            );
            for (const partition of [0, 1]) {
              const copied = (await all(subject, topics.to, partition)).map(textOf);
              expect(copied).toEqual((await all(subject, topics.from, partition)).map(textOf));
            }
            expect((await valuesOf(subject, topics.to)).length).toBe(published);
            for (const consumer of members) await consumer.stop();
            await Promise.all(members.map(({ stopped }) => stopped));
            await subject.close();
            await own.dispose();
          },
        ),
        { numRuns: 25 },
      );
      // Members of a real group take their time to come and go.
    }, 300_000);
  });
}

class Seen {
  readonly batches: Batch[] = [];

  get count(): number {
    return this.batches.reduce((sum, { records }) => sum + records.length, 0);
  }

  add(batch: Batch): void {
    this.batches.push(batch);
  }

  values(partition: number): (string | null)[] {
    return this.batches
      .filter(({ assignment }) => assignment.partition === partition)
      .flatMap(({ records }) => records.map(textOf));
  }
}

function numbered(from: number, to: number, partition = 0): OutgoingRecord[] {
  return Array.from({ length: to - from }, (_, index) => record('k', String(from + index), partition));
}

function spreadOut(count: number): OutgoingRecord[] {
  return Array.from({ length: count }, (_, index) => record('k', String(index), index % PARTITIONS));
}

function newestOf(records: readonly LogRecord[]): Record<string, string | null> {
  return Object.fromEntries(records.map((one) => [one.key, textOf(one)]));
}

async function collect(batches: AsyncIterable<readonly LogRecord[]>): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const batch of batches) records.push(...batch);
  return records;
}

function all(log: EventLog, topic: string, partition: number, range?: ReplayRange): Promise<LogRecord[]> {
  return collect(log.replay(topic, partition, range));
}

async function valuesOf(log: EventLog, topic: string): Promise<(string | null)[]> {
  const { length } = await log.endOffsets(topic);
  const partitions = await Promise.all(Array.from({ length }, (_, partition) => all(log, topic, partition)));
  return partitions.flat().map(textOf);
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`still not so after ${String(withinMs)} ms: ${String(holds)}`);
    await delay(2);
  }
}
