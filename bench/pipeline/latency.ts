import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MfaEvent } from '../../events/event.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { FilesSource } from '../../services/ingest/files/files-source.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import { decodeJson, GROUPS, TOPICS } from '../../services/records/index.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import type { World } from '../../services/start/world.ts';
import { READERS, untilCaughtUp } from '../group-progress.ts';
import { openBenchPipeline, TENANT } from './bench-pipeline.ts';
import { fillStore, lastMonth, monthLines, take } from './month.ts';

export interface LatencyLoad {
  /** In the Store before it begins. */
  readonly filled: number;
  /** Records a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface Latencies {
  readonly filled: number;
  /** With nothing else at work … */
  readonly quiet: Latency;
  /** … and while aggregations of the month and exports of it go on, one after another. */
  readonly busy: Latency;
}

/** Milliseconds from fetched to searchable, of every event. */
export interface Latency {
  readonly events: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** How many of each were finished meanwhile. */
  readonly aggregations: number;
  readonly exports: number;
  /** How late the main thread came to what was due, ms. */
  readonly delay: { readonly p99: number; readonly max: number };
}

const POLL_EVERY_MS = 1_000;
const WRITE_EVERY_MS = 50;
const LOOK_EVERY_MS = 5;
/** Code is compiled and addresses are looked up for the first time: not counted. */
const WARM_UP_S = 10;

/**
 * A log shipper appends to a file that is followed, at a steady rate; for each event, how long after it was fetched the position of index had passed it,
 * which is after the Store has it.
 */
export async function latency(folder: string, world: World, load: LatencyLoad): Promise<Latencies> {
  const path = `${folder}-live.ndjson`;
  writeFileSync(path, '');
  const source = new FilesSource(TENANT, { type: 'files', id: 'live', path, every: POLL_EVERY_MS, lag: 0 });
  const pipeline = await openBenchPipeline(folder, world, [source]);
  try {
    const lines = monthLines(lastMonth(Date.now()));
    const filled = await fillStore(pipeline.store, world, lines, load.filled);
    await pipeline.start();
    const measured = async (): Promise<Latencies> => {
      await append(path, lines, { ...load, seconds: WARM_UP_S });
      const quiet = await measure(pipeline, () => append(path, lines, load));
      const others = busyWith(pipeline, folder);
      const latencies = await measure(pipeline, () => append(path, lines, load));
      return { filled, quiet, busy: { ...latencies, ...(await others.stop()) } };
    };
    return await Promise.race([pipeline.supervisor.fault, measured()]);
  } finally {
    await pipeline.stop();
  }
}

async function measure(pipeline: Pipeline, work: () => Promise<void>): Promise<Latency> {
  const passed = new Positions(pipeline);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  // The last are fetched by the next poll.
  await sleep(POLL_EVERY_MS * 2);
  for (const reader of [READERS.normalise, READERS.index]) await untilCaughtUp(pipeline.log, reader);
  delay.disable();
  const all = (await passed.latencies()).sort((a, b) => a - b);
  const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
  return {
    events: all.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    aggregations: 0,
    exports: 0,
    delay: { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
  };
}

async function append(
  path: string,
  lines: Iterator<string>,
  { rate, seconds }: Pick<LatencyLoad, 'rate' | 'seconds'>,
): Promise<void> {
  const began = performance.now();
  const total = rate * seconds;
  for (let written = 0; written < total;) {
    await sleep(WRITE_EVERY_MS);
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * rate));
    const next = take(lines, due - written);
    if (next.length < due - written) throw new Error('the month has fewer records than the load takes');
    appendFileSync(path, next.map((line) => `${line}\n`).join(''));
    written = due;
  }
}

/** When the position of index was seen where, from the first look on. */
class Positions {
  readonly #pipeline: Pipeline;
  readonly #seen: { readonly at: number; readonly next: bigint }[] = [];
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#watching = this.#watch();
  }

  /** Of all events that were published since the first look; call it once index has caught up. */
  async latencies(): Promise<number[]> {
    this.#stop.abort();
    await this.#watching;
    await this.#look();
    const seen = this.#seen;
    const [first] = seen;
    const latencies: number[] = [];
    let look = 0;
    for await (const records of this.#pipeline.log.replay(TOPICS.events, 0, first && { from: first.next })) {
      for (const { offset, value } of records) {
        while (look < seen.length && (seen[look]?.next ?? 0n) <= offset) look += 1;
        const found = seen[look];
        if (found === undefined || value === null) throw new Error('index has not caught up');
        latencies.push(found.at - timeOfIso(decodeJson<MfaEvent>(value).event.created));
      }
    }
    return latencies;
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#look();
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    const [next = 0n] = await this.#pipeline.log.committed(GROUPS.indexEvents, TOPICS.events);
    if (this.#seen.at(-1)?.next !== next) this.#seen.push({ at: Date.now(), next });
  }
}

interface Others {
  stop(): Promise<{ readonly aggregations: number; readonly exports: number }>;
}

/** Aggregations of the month one after another in this process, and exports of it in another, as `mfawatch export` is one. */
function busyWith({ store }: Pipeline, folder: string): Others {
  const { from, to } = lastMonth(Date.now());
  const stop = new AbortController();
  let aggregations = 0;
  const aggregating = (async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await store.events.aggregate(
        ofTenant(TENANT),
        { from, to },
        aggregations % 2 === 0 ? ['day', 'source'] : ['user', 'method'],
      );
      aggregations += 1;
    }
  })();
  let exports = 0;
  const exporting: ChildProcess = fork(new URL('./export-process.js', import.meta.url), [join(folder, 'store.db')]);
  exporting.on('message', () => (exports += 1));
  return {
    stop: async () => {
      stop.abort();
      const isRunning = exporting.exitCode === null;
      exporting.kill('SIGKILL');
      if (!isRunning) throw new Error(`the export ended with code ${String(exporting.exitCode)}`);
      await Promise.all([aggregating, once(exporting, 'exit')]);
      return { aggregations, exports };
    },
  };
}
