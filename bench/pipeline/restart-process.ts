import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingRecord } from '../../services/platform/event-log/event-log.ts';
import { TOPICS, userKey } from '../../services/records/index.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import { openWorld } from '../../services/start/world.ts';
import { openBenchPipeline, TENANT } from './bench-pipeline.ts';
import type { StateRecords } from './state-records.ts';
import { stateRecords } from './state-records.ts';

/** What a start on many keys took. */
export interface RestartReport {
  /** From the opening of the data folder until detection is ready, s. */
  readonly seconds: number;
  /** … of it until its stages are started, which is when it answers. */
  readonly openSeconds: number;
  readonly keys: number;
  /** Bytes of the states themselves. */
  readonly stateBytes: number;
  /** Resident memory of the process before the folder was opened and when it was ready, bytes. */
  readonly memory: { readonly before: number; readonly after: number };
  /** What `status` said of detection halfway. */
  readonly progress: string;
}

const [what, folder = '', keys = '', active = ''] = process.argv.slice(2);
const LOOK_EVERY_MS = 20;
const AT_ONCE = 2_000;

const world = await openWorld();
if (what === 'fill') {
  const pipeline = await openBenchPipeline(folder, world, []);
  await fill(pipeline, stateRecords(world), Number(keys), Number(active));
  // Whoever asked for it kills this process: nothing is closed.
  process.send?.('filled');
} else {
  process.send?.(await start());
  process.disconnect();
}

async function fill(pipeline: Pipeline, states: StateRecords, total: number, share: number): Promise<void> {
  for (let from = 0; from < total; from += AT_ONCE) {
    const users = Array.from({ length: Math.min(AT_ONCE, total - from) }, (_, index) => from + index);
    await pipeline.log.publish(
      TOPICS.state,
      users.map((user) => stateRecord(user, states, share)),
    );
  }
}

/** Active keys lie evenly among the others. */
function stateRecord(user: number, { active, idle }: StateRecords, share: number): OutgoingRecord {
  const isActive = Math.floor((user + 1) * share) > Math.floor(user * share);
  const records = isActive ? active : idle;
  const turn = isActive ? Math.floor(user * share) : user;
  return { key: userKey(TENANT, `user${String(user)}@example.com`), value: records[turn % records.length] ?? null };
}

async function start(): Promise<RestartReport> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const began = performance.now();
  const pipeline = await openBenchPipeline(folder, world, []);
  await pipeline.start();
  const openSeconds = (performance.now() - began) / 1_000;
  const progress = await Promise.race([pipeline.supervisor.fault, untilReady(pipeline)]);
  const seconds = (performance.now() - began) / 1_000;
  const after = process.memoryUsage.rss();
  const { keys: held = 0 } = pipeline.supervisor.status()['detect']?.figures ?? {};
  const stateBytes = await bytesOnLog(pipeline);
  await pipeline.stop();
  return { seconds, openSeconds, keys: held, stateBytes, memory: { before, after }, progress };
}

/** Returns what was said halfway. */
async function untilReady({ supervisor }: Pipeline): Promise<string> {
  const said: string[] = [];
  for (;;) {
    const detect = supervisor.status()['detect'];
    const isAssigned = (detect?.figures?.['partitions'] ?? 0) > 0;
    if (isAssigned && detect?.state === 'running') return said[said.length >> 1] ?? '';
    if (isAssigned) said.push(detect?.detail ?? '');
    await sleep(LOOK_EVERY_MS);
  }
}

async function bytesOnLog({ log }: Pipeline): Promise<number> {
  let bytes = 0;
  for await (const records of log.replay(TOPICS.state, 0)) {
    for (const { value } of records) bytes += value?.byteLength ?? 0;
  }
  return bytes;
}
