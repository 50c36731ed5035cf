import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import type { StageContext } from '../../services/platform/stage.ts';
import { openSqliteStore } from '../../services/platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../../services/platform/store/store.ts';
import { topicSpecs } from '../../services/records/index.ts';

export interface TestPlatform {
  readonly log: EventLog;
  readonly store: Store;
  /** What a stage is given; some of it may be replaced, e.g. a log that fails. */
  context(overrides?: Partial<StageContext>): StageContext;
  close(): Promise<void>;
}

/** A real log and Store in a folder of their own, in this thread, so that no build is needed. */
export async function openTestPlatform(partitions = 2, now: () => number = Date.now): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-test-'));
  const log = await openSqliteLog({ file: join(folder, 'log.db'), now, threads: false });
  const store = await openSqliteStore({ file: join(folder, 'store.db'), now, threads: false });
  await log.ensureTopics(topicSpecs(partitions));
  return {
    log,
    store,
    context: (overrides = {}) => ({
      log,
      store,
      now,
      logger: pino({ level: 'silent' }),
      metrics: new Registry(),
      partitions,
      ...overrides,
    }),
    close: async () => {
      await log.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the group has read all there is of the topic. */
export async function caughtUp(log: EventLog, group: string, topic: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    const [committed, ends, starts] = await Promise.all([
      log.committed(group, topic),
      log.endOffsets(topic),
      log.startOffsets(topic),
    ]);
    if (ends.every((end, partition) => (committed[partition] ?? 0n) >= end || end === starts[partition])) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${group} has not read all of ${topic}`);
}

/** Every record of a topic, partition by partition. */
export async function everything<T>(log: EventLog, topic: string, partitions = 2): Promise<T[]> {
  const values: T[] = [];
  for (let partition = 0; partition < partitions; partition += 1) {
    for await (const records of log.replay(topic, partition)) {
      for (const { value } of records) if (value !== null) values.push(JSON.parse(Buffer.from(value).toString()) as T);
    }
  }
  return values;
}
