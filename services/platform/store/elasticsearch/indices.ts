import { StoreUnavailableError } from '../store.ts';
import type { Elasticsearch } from './client.ts';
import { isMissing } from './errors.ts';
import { LENIENT } from './pages.ts';

/** Names of the indices a pattern or alias stands for now. */
export async function indicesOf(es: Elasticsearch, target: string): Promise<readonly string[]> {
  if (target === '') return [];
  try {
    const { indices, aliases } = await es.send((client) => client.indices.resolveIndex({ name: target }));
    return [...new Set([...indices.map(({ name }) => name), ...aliases.flatMap((alias) => alias.indices)])];
  } catch (error) {
    // An alias comes with the first index.
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Whatever was written before is found by searches that begin now, whichever copy of a shard answers them; what has not changed costs next to
 * nothing. @throws StoreUnavailableError, also where only some shards could
 */
export async function refreshIndices(es: Elasticsearch, index: string | string[]): Promise<void> {
  const { _shards: shards } = await es.send((client) => client.indices.refresh({ index, ...LENIENT }));
  if (shards === undefined || shards.failed === 0) return;
  const { type = 'error', reason } = shards.failures?.[0]?.reason ?? {};
  throw new StoreUnavailableError(`Elasticsearch cannot refresh ${String(index)} now: ${type}: ${reason ?? ''}`);
}
