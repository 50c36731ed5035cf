import { setTimeout as sleep } from 'node:timers/promises';
import { topicSpecs } from '../../services/records/index.ts';
import { openWorld } from '../../services/start/world.ts';
import { Crew } from '../chaos/crew.ts';
import type { Service } from '../chaos/service.ts';
import { cleanly } from '../cleanly.ts';
import type { StateLoad } from '../pipeline/state-records.ts';
import { publishStates, stateRecords } from '../pipeline/state-records.ts';
import { looking, PARTITIONS } from './installation.ts';
import type { Installation } from './installation.ts';

export interface Restored {
  /** Of the states, without keys. */
  readonly bytes: number;
  /** From the start of the process until it answers, s … */
  readonly answers: number;
  /** … and until it is ready. */
  readonly ready: number;
  /** What its metrics said halfway. */
  readonly halfway: Look;
  readonly last: Look;
  /** Longest time it took to answer while it read, s. */
  readonly slowest: number;
}

/** What a process says of itself while it reads. */
interface Look {
  /** s since its start */
  readonly at: number;
  readonly keys: number;
  /** Resident, bytes. */
  readonly memory: number;
}

const LOOK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 30_000;

/** The changelog of detection lies on Kafka, and a detect process comes that knows nothing. */
export async function restore(installation: Installation, load: StateLoad): Promise<Restored> {
  const states = stateRecords(await openWorld());
  const bytes = await looking(installation, async ({ log }) => {
    await log.ensureTopics(topicSpecs(PARTITIONS));
    return publishStates(log, states, load);
  });
  const began = performance.now();
  const crew = new Crew(installation.config, [['detect']]);
  return cleanly(
    () => crew.end(),
    async () => {
      await crew.running();
      const restored = await watch(crew, began);
      await crew.stop();
      return { bytes, ...restored };
    },
  );
}

/** @throws Error where the process ends */
async function watch(crew: Crew, began: number): Promise<Omit<Restored, 'bytes'>> {
  const [detect] = crew.members;
  if (detect?.url === undefined) throw new Error('there is no process to ask');
  const since = (): number => (performance.now() - began) / 1_000;
  const answers = since();
  const looks: Look[] = [];
  let slowest = 0;
  for (;;) {
    const asked = since();
    const isReady = await saysReady(detect.url).catch((error: unknown) => {
      throw new Error(`detect does not answer:\n${crew.output}`, { cause: error });
    });
    slowest = Math.max(slowest, since() - asked);
    const ready = since();
    looks.push(await lookAt(detect, ready));
    const [halfway, last] = [looks[looks.length >> 1], looks.at(-1)];
    if (isReady && halfway !== undefined && last !== undefined) return { answers, ready, halfway, last, slowest };
    await sleep(LOOK_EVERY_MS);
  }
}

async function saysReady(url: string): Promise<boolean> {
  const { ok } = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  return ok;
}

async function lookAt(detect: Service, at: number): Promise<Look> {
  const [keys = NaN, memory = NaN] = await Promise.all([
    detect.counter('mfawatch_detect_keys'),
    detect.counter('process_resident_memory_bytes'),
  ]);
  return { at, keys, memory };
}
