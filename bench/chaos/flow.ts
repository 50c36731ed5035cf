import { setTimeout as sleep } from 'node:timers/promises';
import type { RawRecord } from '../../simulator/organisation/record.ts';
import { cleanly } from '../cleanly.ts';
import type { Receiver } from './deliveries.ts';
import { startReceiver } from './deliveries.ts';
import { reading } from './held.ts';
import { flowOf, GrowingLogs } from './input.ts';
import { install } from './installation.ts';
import type { Installation } from './installation.ts';
import type { KillPoint, Life } from './plan.ts';
import { killPlan } from './plan.ts';
import { Service } from './service.ts';
import { untilCalm } from './settled.ts';
import { truthOf } from './truth.ts';
import type { Findings } from './verify.ts';
import { verify } from './verify.ts';

export interface FlowOptions {
  /** The same seed plays the same records and the same kill points. */
  readonly seed: string;
  /** How often the service is killed. */
  readonly points: number;
  /** About how many records flow. */
  readonly records: number;
  /** An empty folder. */
  readonly folder: string;
  /** How the records come to the files; in order of arrival where absent. */
  readonly arrive?: (records: readonly RawRecord[], seed: string) => readonly RawRecord[];
  /** Played half-way, with a service at work that is killed afterwards. */
  readonly midway?: (service: Service, installation: Installation) => Promise<void>;
  readonly onLife?: (life: number, kill: KillPoint) => void;
}

type Killed = Readonly<Record<KillPoint['kind'], number>>;

export interface FlowReport extends Findings {
  readonly records: number;
  readonly killed: Killed;
  readonly deliveries: number;
  /** Attempts under a key that had arrived before. */
  readonly repeated: number;
  readonly seconds: number;
}

/** Records flow from files to a webhook while the service is killed again and again; in the end it is asked what it holds. */
export async function playFlow(options: FlowOptions): Promise<FlowReport> {
  const began = Date.now();
  const { tail, settings, ...flow } = flowOf(options.seed, options.records);
  const records = options.arrive?.(flow.records, options.seed) ?? flow.records;
  const receiver = await startReceiver();
  try {
    const installation = install(options.folder, { settings, webhook: receiver.url });
    const logs = new GrowingLogs(installation.logs, records);
    const killed = await liveAndDie(installation, logs, options);
    logs.growTo(1);
    logs.append(tail);
    await liveOn(installation);
    const truth = await truthOf(installation.logs, installation.settings, [...records, ...tail]);
    const findings = await reading(installation.data, (held) => verify(held, truth, receiver.delivered));
    const seconds = Math.round((Date.now() - began) / 1_000);
    return { ...findings, records: records.length + tail.length, killed, ...countsOf(receiver), seconds };
  } finally {
    receiver.close();
  }
}

/** All lives of the plan. */
async function liveAndDie(installation: Installation, logs: GrowingLogs, options: FlowOptions): Promise<Killed> {
  const killed = { starting: 0, running: 0, progress: 0 };
  const plan = killPlan(options.seed, options.points);
  for (const [index, life] of plan.entries()) {
    logs.growTo(life.share);
    if (index === Math.floor(plan.length / 2)) await interlude(installation, options);
    await live(installation, life);
    killed[life.kill.kind] += 1;
    options.onLife?.(index + 1, life.kill);
  }
  return killed;
}

async function interlude(installation: Installation, { midway }: FlowOptions): Promise<void> {
  if (midway === undefined) return;
  const service = new Service(['start', '--config', installation.config]);
  await cleanly(
    () => service.kill(),
    async () => {
      await service.running();
      await midway(service, installation);
    },
  );
}

/** One life, ended by SIGKILL. @throws Error where it ends before that by itself */
async function live({ config }: Installation, { kill }: Life): Promise<void> {
  const service = new Service(['start', '--config', config]);
  await cleanly(
    () => service.kill(),
    () => killMoment(service, kill),
  );
  const { signal } = await service.ended;
  if (signal !== 'SIGKILL') throw new Error(`the service ended by itself:\n${service.output}`);
}

/** However little there is to do, a life ends after this long. */
const LONGEST_MS = 4_000;

async function killMoment(service: Service, kill: KillPoint): Promise<void> {
  if (kill.kind === 'starting') return sleep(kill.ms);
  if (!(await service.running())) return;
  if (kill.kind === 'running') return sleep(kill.ms);
  await service.progress(kill.counter, kill.by, LONGEST_MS);
}

/** The last life: undisturbed, until nothing is left to do, and ended as a person ends it. */
export async function liveOn({ config, data, logs }: Installation): Promise<void> {
  const service = new Service(['start', '--config', config]);
  await cleanly(
    () => service.kill(),
    async () => {
      await service.running();
      await untilCalm(service, data, logs);
      const { code } = await service.stop();
      if (code !== 0) throw new Error(`stopped with ${String(code)}:\n${service.output}`);
    },
  );
}

function countsOf({ delivered }: Receiver): { deliveries: number; repeated: number } {
  const times = [...delivered.values()].reduce((sum, one) => sum + one.times, 0);
  return { deliveries: delivered.size, repeated: times - delivered.size };
}
