import type { Logger } from 'pino';
import type { Environment } from '../../config/secret.ts';
import { SYSTEM } from '../scope.ts';
import type { Store } from '../store.ts';
import { alertFormat, alertStore } from './alert-store.ts';
import { openBlobStore } from './blob-store.ts';
import { openElasticsearch } from './client.ts';
import type { Elasticsearch } from './client.ts';
import { openDocumentStore } from './document-store.ts';
import type { ElasticsearchSettings } from './elasticsearch-config.ts';
import { eventStore } from './event-store.ts';
import { openHistoryStore } from './history-store.ts';
import { incidentFormat, incidentStore } from './incident-store.ts';
import { refreshIndices } from './indices.ts';
import { openLeaseStore } from './lease-store.ts';
import { aliasOf, createNames } from './names.ts';
import { retain } from './retention.ts';
import { installSchema } from './schema.ts';
import { sayUnsaid } from './unsaid.ts';

export interface ElasticsearchStoreOptions {
  readonly settings: ElasticsearchSettings;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger?: Logger;
  /** Where secrets are looked up; the process's own by default. */
  readonly environment?: Environment;
}

/**
 * The Store on Elasticsearch 8 or 9. What it needs there is put in place, and what a crash left half done is finished, before it resolves.
 * @throws StoreUnavailableError where the cluster does not answer; ElasticsearchAccessError where it will not let us in, or is set up otherwise;
 * SecretError
 */
export async function openElasticsearchStore(options: ElasticsearchStoreOptions): Promise<Store> {
  const { settings, logger, environment } = options;
  const es = await openElasticsearch(settings, environment);
  try {
    const store = await assemble(es, options);
    logger?.info({ nodes: [settings.node].flat().length, prefix: settings.prefix }, 'the Store is on Elasticsearch');
    return store;
  } catch (error) {
    await es.close();
    throw error;
  }
}

async function assemble(es: Elasticsearch, { now, logger }: ElasticsearchStoreOptions): Promise<Store> {
  const names = createNames(es.prefix, es.settings.indices);
  await installSchema(es);
  const history = await openHistoryStore(es, names);
  const documents = await openDocumentStore(es, now);
  const completeHistory = async (): Promise<void> => {
    const said = await sayUnsaid(es, alertFormat(names, history), incidentFormat(names, history));
    if (said > 0) logger?.warn({ said }, 'the history lacked what was said of alerts and incidents before a crash');
  };
  await completeHistory();
  return {
    events: eventStore(es, names, now),
    alerts: alertStore(es, names, history, now),
    incidents: incidentStore(es, names, history),
    history,
    documents,
    leases: await openLeaseStore(es),
    blobs: await openBlobStore(es),
    refresh: () => refresh(es),
    ping: async () => {
      await es.ready();
      // A disk that is full answers every question and takes no answer.
      await documents.put(SYSTEM, 'ping', 'ping', now(), 'any');
    },
    retain: async (scope, kind, before) => {
      if (kind !== 'history') return retain(es, names, scope, kind, before);
      // Other processes may have crashed since this one was started.
      await completeHistory();
      return retain(es, names, scope, 'audit', before);
    },
    close: () => es.close(),
  };
}

/** Other processes' writes too. */
function refresh(es: Elasticsearch): Promise<void> {
  const families = ['events', 'alerts', 'incidents', 'audit'] as const;
  return refreshIndices(
    es,
    families.map((family) => `${aliasOf(es.prefix, family)}-*`),
  );
}
