import type { estypes } from '@elastic/elasticsearch';
import type { Elasticsearch } from './client.ts';
import { ElasticsearchAccessError, isMissing } from './errors.ts';
import { ALERT_FIELDS, EVENT_FIELDS, INCIDENT_FIELDS } from './mappings.ts';
import type { Fields } from './mappings.ts';
import { aliasOf } from './names.ts';
import type { Family } from './names.ts';

/** Raised with every change of a mapping: an older mfawatch beside a newer one leaves the newer one's templates alone. */
const VERSION = 1;

const FIELDS: Readonly<Record<Family, Fields>> = {
  events: EVENT_FIELDS,
  alerts: ALERT_FIELDS,
  incidents: INCIDENT_FIELDS,
};

/** Above those of Elastic's own packages (100 to 200), so that ours decide for our names. */
const PRIORITY = 500;

interface Meta {
  readonly managed_by: 'mfawatch';
  readonly version: number;
  readonly indices: string;
}

/**
 * Puts the templates new indices are made from, and adds new fields to the indices there are. Operators add to them by component templates
 * `<prefix>-<family>@custom`, which are never touched.
 * @throws ElasticsearchAccessError where the cluster was set up with the other setting of `indices`; StoreUnavailableError
 */
export async function installSchema(es: Elasticsearch): Promise<void> {
  for (const family of ['events', 'alerts', 'incidents'] as const) {
    const known = await installed(es, family);
    const { indices } = es.settings;
    if (known !== undefined && known.indices !== indices)
      throw new ElasticsearchAccessError(
        `the indices of ${aliasOf(es.prefix, family)} were set up with elasticsearch.indices: ${known.indices}; set that, or another elasticsearch.prefix`,
      );
    if ((known?.version ?? 0) < VERSION) await install(es, family);
  }
}

async function installed(es: Elasticsearch, family: Family): Promise<Meta | undefined> {
  try {
    const name = aliasOf(es.prefix, family);
    const answer = await es.send((client) => client.indices.getIndexTemplate({ name }));
    return answer.index_templates[0]?.index_template._meta as Meta | undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function install(es: Elasticsearch, family: Family): Promise<void> {
  const name = aliasOf(es.prefix, family);
  const mappings = mappingsOf(FIELDS[family]);
  const _meta = { managed_by: 'mfawatch', version: VERSION, indices: es.settings.indices };
  const custom = `${name}@custom`;
  await es.send((client) =>
    client.cluster.putComponentTemplate({ name: `${name}@mappings`, template: { mappings }, version: VERSION, _meta }),
  );
  await es.send((client) =>
    client.cluster.putComponentTemplate({
      name: `${name}@settings`,
      template: { settings: settingsOf(es, family) },
      version: VERSION,
      _meta,
    }),
  );
  // Last: whoever finds it finds what it is composed of.
  await es.send((client) =>
    client.indices.putIndexTemplate({
      name,
      index_patterns: [`${name}-*--*`],
      composed_of: [`${name}@settings`, `${name}@mappings`, custom],
      ignore_missing_component_templates: [custom],
      template: { aliases: { [name]: {} } },
      priority: PRIORITY,
      version: VERSION,
      _meta,
    }),
  );
  const { properties } = mappings;
  await es.send((client) =>
    client.indices.putMapping({ index: `${name}-*--*`, properties, allow_no_indices: true, ignore_unavailable: true }),
  );
}

function settingsOf(es: Elasticsearch, family: Family): estypes.IndicesIndexSettings {
  const { shards, replicas } = es.settings;
  return {
    number_of_shards: family === 'events' ? shards : 1,
    // One copy as soon as a second node is there to hold it.
    ...(replicas === undefined ? { auto_expand_replicas: '0-1' } : { number_of_replicas: replicas }),
    mapping: { ignore_malformed: true },
  };
}

function mappingsOf(fields: Fields): estypes.MappingTypeMapping & {
  readonly properties: Record<string, estypes.MappingProperty>;
} {
  return { dynamic: false, date_detection: false, properties: { ...fields } };
}
