import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../simulator/organisation/random.ts';
import { cleanly } from '../cleanly.ts';
import { onCleanServers } from '../servers/leftovers.ts';
import type { Place, Servers } from '../servers/place.ts';
import { Crew, ROLES } from './crew.ts';
import { startReceiver } from './deliveries.ts';
import { readingServers } from './held.ts';
import { flowOf, GrowingLogs } from './input.ts';
import { install } from './installation.ts';
import type { Installation } from './installation.ts';
import { untilAtRest } from './settled.ts';
import { truthOf } from './truth.ts';
import type { Findings } from './verify.ts';
import { verify } from './verify.ts';

export interface DistributedOptions {
  /** The same seed plays the same records and disturbs the same processes. */
  readonly seed: string;
  /** How often a process is killed, or stopped until its partitions have gone to others. */
  readonly points: number;
  /** About how many records flow. */
  readonly records: number;
  /** An empty folder. */
  readonly folder: string;
  readonly servers: Servers;
  readonly partitions?: number;
  /** What lies on the servers stays there for a look. */
  readonly keep?: boolean;
  readonly onPoint?: (point: number, disturbance: Disturbance) => void;
}

/** What happens to one process. */
export interface Disturbance {
  readonly kind: 'killed' | 'asleep';
  /** Place in the crew. */
  readonly member: number;
  /** How long all of them worked before, ms. */
  readonly after: number;
  /** Share of all bytes of every file that is there by then. */
  readonly share: number;
}

export interface DistributedReport extends Findings {
  readonly records: number;
  readonly disturbed: Readonly<Record<string, number>>;
  readonly deliveries: number;
  readonly seconds: number;
}

const LONGEST_WORK_MS = 2_500;
/** Longer than the session of an installation here: whoever wakes up after it has lost what it owned. */
const SLEEP_MS = 5_000;
const REST_MS = 600_000;

/** The same seed, the same plan. */
export function disturbances(seed: string, points: number): readonly Disturbance[] {
  const random = createRandom(seed).fork('distributed');
  return Array.from({ length: points }, (_, index) => ({
    kind: random.weighted([
      ['killed', 4],
      ['asleep', 1],
    ] as const),
    member: random.int(ROLES.length),
    after: random.int(LONGEST_WORK_MS),
    share: Math.min(1, (index + 1) / points),
  }));
}

/** Records flow from files through Kafka to Elasticsearch and a webhook while processes die and sleep; in the end it is asked what is held. */
export function playDistributed(options: DistributedOptions): Promise<DistributedReport> {
  return onCleanServers(options.servers, 'chaos', (place) => play(options, place), options.keep);
}

async function play(options: DistributedOptions, place: Place): Promise<DistributedReport> {
  const began = Date.now();
  const { records, tail, settings } = flowOf(options.seed, options.records);
  const receiver = await startReceiver();
  try {
    const { partitions = 4 } = options;
    const installation = install(options.folder, { settings, webhook: receiver.url, place, partitions });
    const logs = new GrowingLogs(installation.logs, records);
    const disturbed = await work(installation, logs, options, () => {
      logs.growTo(1);
      logs.append(tail);
    });
    const truth = await truthOf(installation.logs, installation.settings, [...records, ...tail]);
    const findings = await readingServers(installation.config, (held) => verify(held, truth, receiver.delivered));
    const seconds = Math.round((Date.now() - began) / 1_000);
    const deliveries = receiver.delivered.size;
    return { ...findings, records: records.length + tail.length, disturbed, deliveries, seconds };
  } finally {
    receiver.close();
  }
}

async function work(
  { config, logs: folder }: Installation,
  logs: GrowingLogs,
  { seed, points, onPoint }: DistributedOptions,
  growToTheEnd: () => void,
): Promise<Readonly<Record<string, number>>> {
  const disturbed: Record<string, number> = {};
  const crew = new Crew(config);
  return cleanly(
    () => crew.end(),
    async () => {
      await crew.running();
      for (const [index, disturbance] of disturbances(seed, points).entries()) {
        logs.growTo(disturbance.share);
        await sleep(disturbance.after);
        await disturb(crew, disturbance);
        const name = `${ROLES[disturbance.member]?.join(' ') ?? ''} ${disturbance.kind}`;
        disturbed[name] = (disturbed[name] ?? 0) + 1;
        onPoint?.(index + 1, disturbance);
      }
      growToTheEnd();
      await crew.running();
      await readingServers(config, (held) => untilAtRest(crew, (look) => look(held), [folder], REST_MS));
      await crew.stop();
      return disturbed;
    },
  );
}

async function disturb(crew: Crew, { kind, member }: Disturbance): Promise<void> {
  if (kind === 'killed') return crew.replace(member);
  crew.members[member]?.pause();
  await sleep(SLEEP_MS);
  crew.members[member]?.resume();
}
