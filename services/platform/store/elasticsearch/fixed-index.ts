import type { estypes } from '@elastic/elasticsearch';
import type { Elasticsearch } from './client.ts';
import { causeOf } from './errors.ts';
import { refreshIndices } from './indices.ts';

/** What the services keep for themselves: few indices for all tenants, which no client's role names and no wildcard shows. */
export type FixedIndex = 'documents' | 'transactions' | 'leases' | 'blobs';

export function fixedIndex(es: Elasticsearch, name: FixedIndex): string {
  return `${es.prefix}-${name}`;
}

/** Makes the index where it is not there. One shard, so that a refresh shows one moment of it. */
export async function ensureFixedIndex(
  es: Elasticsearch,
  name: FixedIndex,
  properties: Record<string, estypes.MappingProperty> = {},
): Promise<void> {
  const { replicas } = es.settings;
  const index = fixedIndex(es, name);
  const settings = {
    number_of_shards: 1,
    hidden: true,
    ...(replicas === undefined ? { auto_expand_replicas: '0-1' } : { number_of_replicas: replicas }),
    // Whoever lists refreshes first: in between nobody looks.
    refresh_interval: '30s',
  };
  try {
    await es.send((client) => client.indices.create({ index, settings, mappings: { dynamic: false, properties } }));
  } catch (error) {
    if (causeOf(error)?.type !== 'resource_already_exists_exception') throw error;
  }
}

export async function refreshFixedIndex(es: Elasticsearch, name: FixedIndex): Promise<void> {
  await refreshIndices(es, fixedIndex(es, name));
}
