import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';

/** Seconds of the main thread by part of the program. */
export type PartSeconds = ReadonlyMap<string, number>;

const IDLE = '(idle)';
/** What is no function of anybody. */
const ENGINE = new Set(['(garbage collector)', '(program)', '(root)', IDLE]);

/** Samples the main thread while `work` goes on, and says which service it worked for. Costs a few percent. */
export async function profiled(work: () => Promise<void>): Promise<PartSeconds> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 1_000 });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    return secondsByPart(profile);
  } finally {
    session.disconnect();
  }
}

function secondsByPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): PartSeconds {
  const partOfNode = partsOf(nodes);
  const seconds = new Map<string, number>();
  samples.forEach((node, index) => {
    const part = partOfNode.get(node) ?? 'other';
    if (part !== IDLE) seconds.set(part, (seconds.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1e6);
  });
  return new Map([...seconds].sort(([, a], [, b]) => b - a));
}

/** A function works for the innermost service on its stack: what `events` or `detectors` do counts for the stage that asked. */
function partsOf(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, string> {
  const parts = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (id: number, inherited: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName, url } = node.callFrame;
    const part = ENGINE.has(functionName) && functionName !== '(root)' ? functionName : (serviceOf(url) ?? inherited);
    parts.set(id, part);
    for (const child of node.children ?? []) visit(child, part);
  };
  const [root] = nodes;
  if (root !== undefined) visit(root.id, 'other');
  return parts;
}

function serviceOf(url: string): string | undefined {
  const [, service, part] = /\/services\/([a-z-]+)\/([a-z-]+)/.exec(url) ?? [];
  if (service === 'platform') return part === 'event-log' || part === 'store' ? `${part} (calls)` : undefined;
  return service === 'records' || service === 'scan' || service === 'tenants' ? undefined : service;
}
