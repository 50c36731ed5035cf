import type { Crew } from '../chaos/crew.ts';
import type { Service } from '../chaos/service.ts';
import type { Place } from '../servers/place.ts';
import { javaListeningOn, usageOf } from './local-process.ts';
import type { Usage } from './local-process.ts';

/** A program whose CPU and memory can be read while it works. */
export interface Program {
  readonly name: string;
  readonly read: () => Usage | Promise<Usage>;
}

export interface Metered<T> {
  readonly result: T;
  readonly seconds: number;
  /** CPU of the time it took, memory at its end. */
  readonly used: readonly (Usage & { readonly name: string })[];
}

export const KAFKA = 'Kafka';
export const ELASTICSEARCH = 'Elasticsearch';

/** The servers, where they are programs of this machine. */
export function serversHere({ brokers, elasticsearch }: Place): readonly Program[] {
  const kafka = brokers.map((broker) => [KAFKA, broker.slice(broker.lastIndexOf(':') + 1)] as const);
  return [...kafka, [ELASTICSEARCH, new URL(elasticsearch).port] as const].flatMap(([name, port]) => {
    const pid = javaListeningOn(Number(port));
    return pid === undefined ? [] : [{ name, read: () => usageOf(pid) }];
  });
}

/** The processes of a crew, by what they tell Prometheus. */
export function programsOf({ members, roles }: Crew): readonly Program[] {
  return members.map((member, at) => ({ name: roles[at]?.join(', ') ?? '', read: () => usageOfService(member) }));
}

export const THIS_PROGRAM: Program = {
  name: 'benchmark',
  read: () => {
    const { user, system } = process.cpuUsage();
    return { cpu: (user + system) / 1e6, resident: process.memoryUsage.rss() };
  },
};

export async function metered<T>(programs: readonly Program[], work: () => Promise<T>): Promise<Metered<T>> {
  const before = await Promise.all(programs.map(({ read }) => read()));
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1_000;
  const after = await Promise.all(programs.map(({ read }) => read()));
  const used = programs.map(({ name }, at) => ({
    name,
    cpu: (after[at]?.cpu ?? NaN) - (before[at]?.cpu ?? NaN),
    resident: after[at]?.resident ?? NaN,
  }));
  return { result, seconds, used };
}

async function usageOfService(service: Service): Promise<Usage> {
  const [cpu = NaN, resident = NaN] = await Promise.all([
    service.counter('process_cpu_seconds_total'),
    service.counter('process_resident_memory_bytes'),
  ]);
  return { cpu, resident };
}
