import type { Admin } from 'kafkajs';
import { Connection } from '../../services/platform/event-log/kafka/connection.ts';
import { openElasticsearch } from '../../services/platform/store/elasticsearch/client.ts';
import type { Elasticsearch } from '../../services/platform/store/elasticsearch/client.ts';
import { elasticsearchSchema } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import { isMissing } from '../../services/platform/store/elasticsearch/errors.ts';
import { cleanly } from '../cleanly.ts';
import { newPlace, topicPrefix } from './place.ts';
import type { Place, Servers } from './place.ts';

/**
 * Works on servers and leaves nothing of it there. (Kafka forgets ids of transactions by itself, after a week, and groups whose members were
 * killed when it has missed them.)
 * @throws LogUnavailableError, StoreUnavailableError where one of them does not answer
 */
export async function onCleanServers<T>(
  servers: Servers,
  name: string,
  work: (place: Place) => Promise<T>,
  keep = false,
): Promise<T> {
  const place = newPlace(servers, name);
  const kafka = new Connection({ brokers: place.brokers, clientId: name }, undefined);
  await kafka.ask(() => kafka.admin.connect());
  return cleanly(
    () => kafka.admin.disconnect(),
    async () => {
      const es = await openElasticsearch(
        elasticsearchSchema.parse({ node: place.elasticsearch, prefix: place.prefix }),
      );
      const clean = async (): Promise<void> => {
        if (!keep) await Promise.all([cleanKafka(kafka.admin, place), cleanElasticsearch(es)]);
        await es.close();
      };
      return cleanly(clean, () => work(place));
    },
  );
}

async function cleanKafka(admin: Admin, place: Place): Promise<void> {
  const isOurs = (name: string): boolean => name.startsWith(topicPrefix(place));
  const topics = (await admin.listTopics()).filter(isOurs);
  if (topics.length > 0) await admin.deleteTopics({ topics });
  const { groups } = await admin.listGroups();
  const ids = groups.map(({ groupId }) => groupId).filter(isOurs);
  // Where members were killed they count until their session is over; without a topic the group goes by itself then.
  if (ids.length > 0) await admin.deleteGroups(ids).catch(() => undefined);
}

async function cleanElasticsearch(es: Elasticsearch): Promise<void> {
  const name = `${es.prefix}-*`;
  // Servers delete nothing by wildcard unless they are told to.
  const indices = Object.keys(
    await es.send((client) => client.indices.getAlias({ index: name, expand_wildcards: 'all' })),
  );
  if (indices.length > 0) await es.send((client) => client.indices.delete({ index: indices }));
  for (const template of await templatesOf(es, name))
    await es.send((client) => client.indices.deleteIndexTemplate({ name: template }));
}

async function templatesOf(es: Elasticsearch, name: string): Promise<readonly string[]> {
  try {
    const { index_templates } = await es.send((client) => client.indices.getIndexTemplate({ name }));
    return index_templates.map((template) => template.name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
