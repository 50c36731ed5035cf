import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '../../services/records/index.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import { openWorld } from '../../services/start/world.ts';
import { openBenchPipeline } from './bench-pipeline.ts';
import { publishStates, stateRecords } from './state-records.ts';

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

const world = await openWorld();
if (what === 'fill') {
  const pipeline = await openBenchPipeline(folder, world, []);
  await publishStates(pipeline.log, stateRecords(world), { keys: Number(keys), active: Number(active) });
  // Whoever asked for it kills this process: nothing is closed.
  process.send?.('filled');
} else {
  process.send?.(await start());
  process.disconnect();
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
