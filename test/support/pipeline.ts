import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import type { EventLog, LogRecord } from '../../services/platform/event-log/event-log.ts';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import { openSqliteStore } from '../../services/platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../../services/platform/store/store.ts';
import type { Stage, StageContext } from '../../services/platform/stage.ts';
import { createLogger } from '../../services/platform/telemetry/logger.ts';
import { topicSpecs } from '../../services/records/topics.ts';

/** A log and a Store in a folder of their own, and what is needed to run stages on them. */
export interface TestPipeline {
  readonly folder: string;
  readonly context: StageContext;
  readonly log: EventLog;
  readonly store: Store;
  /** Everything on a topic, partition after partition. */
  records(topic: string): Promise<readonly LogRecord[]>;
  /** Starts stages, from the last to the first; they are stopped with the pipeline if not before. */
  run(...stages: readonly Stage[]): Promise<void>;
  /** A reader that only moves its group's position. */
  pass(group: string, topic: string): Promise<void>;
  close(): Promise<void>;
}

export async function openTestPipeline(partitions = 2, now: () => number = Date.now): Promise<TestPipeline> {
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-pipeline-'));
  const log = await openSqliteLog({ file: join(folder, 'log.db'), now, threads: false });
  const store = await openSqliteStore({ file: join(folder, 'store.db'), now, threads: false });
  await log.ensureTopics(topicSpecs(partitions));
  const running: { stop(): Promise<void> }[] = [];
  const context: StageContext = {
    log,
    store,
    now,
    logger: createLogger('silent'),
    metrics: new Registry(),
    partitions,
  };
  return {
    folder,
    context,
    log,
    store,
    records: (topic) => everythingOn(log, topic, partitions),
    run: async (...stages) => {
      for (const stage of [...stages].reverse()) {
        await stage.start();
        running.unshift(stage);
      }
    },
    pass: async (group, topic) => {
      const consumer = await log.consume({
        group,
        topics: [topic],
        onBatch: (batch) => consumer.commit(batch.assignment, batch.next),
      });
      consumer.stopped.catch(() => undefined);
      running.push(consumer);
    },
    close: async () => {
      for (const each of running) await each.stop();
      await log.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function everythingOn(log: EventLog, topic: string, partitions: number): Promise<readonly LogRecord[]> {
  const all: LogRecord[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    for await (const records of log.replay(topic, partition)) all.push(...records);
  }
  return all;
}

/** Looks until it is so. */
export async function until(what: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await what());) {
    if (Date.now() > end) throw new Error(`still not so after ${String(withinMs)} ms: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
