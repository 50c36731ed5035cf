import type { Elasticsearch } from './client.ts';
import { isMissing } from './errors.ts';

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
