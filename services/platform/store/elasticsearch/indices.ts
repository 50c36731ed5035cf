import type { Elasticsearch } from './client.ts';

/** Names of the indices a pattern or alias stands for now. */
export async function indicesOf(es: Elasticsearch, target: string): Promise<readonly string[]> {
  if (target === '') return [];
  const { indices, aliases } = await es.send((client) => client.indices.resolveIndex({ name: target }));
  return [...new Set([...indices.map(({ name }) => name), ...aliases.flatMap((alias) => alias.indices)])];
}
