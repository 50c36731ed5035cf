import { Client } from '@elastic/elasticsearch';
import { StoreUnavailableError } from '../store.ts';
import type { Environment } from '../../config/secret.ts';
import { clientOptions } from './elasticsearch-config.ts';
import type { ElasticsearchSettings } from './elasticsearch-config.ts';
import { translate, translateOpening } from './errors.ts';

/** A connection to a cluster that has answered once. */
export interface Elasticsearch {
  /** For building requests inside `send`; never used without it. */
  readonly client: Client;
  readonly settings: ElasticsearchSettings;
  /** Before every name on the cluster. */
  readonly prefix: string;
  /**
   * Sends a request.
   * @throws StoreUnavailableError where the cluster is away, overloaded, read-only or refuses us; the client's `ResponseError` (see `isConflict`,
   * `isMissing`) where it answered that the request itself is wrong
   */
  send<T>(request: (client: Client) => Promise<T>): Promise<T>;
  /** @throws StoreUnavailableError where the cluster does not answer or some of our primary shards are away */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @throws ElasticsearchAccessError where the credentials are refused or it is no Elasticsearch 8 or 9; StoreUnavailableError where nothing answers;
 * SecretError
 */
export async function openElasticsearch(
  settings: ElasticsearchSettings,
  environment?: Environment,
): Promise<Elasticsearch> {
  const options = clientOptions(settings, environment);
  // A node that is down costs a try at the next one; whoever calls repeats what failed everywhere.
  const client = new Client({ ...options, maxRetries: options.nodes.length - 1 });
  const where = options.nodes.map(withoutCredentials).join(', ');
  try {
    await client.cluster.health({ timeout: '1s' });
  } catch (error) {
    await client.close();
    throw translateOpening(error, where);
  }
  return connection(client, settings, where);
}

function connection(client: Client, settings: ElasticsearchSettings, where: string): Elasticsearch {
  const send: Elasticsearch['send'] = async (request) => {
    try {
      return await request(client);
    } catch (error) {
      throw translate(error, where);
    }
  };
  return {
    client,
    settings,
    prefix: settings.prefix,
    send,
    ready: async () => {
      const index = `${settings.prefix}-*`;
      const { status } = await send(() => client.cluster.health({ index, expand_wildcards: 'all' }));
      if (status.toLowerCase() === 'red')
        throw new StoreUnavailableError(`Elasticsearch at ${where} is red: primary shards of ${index} are away`);
    },
    close: () => client.close(),
  };
}

function withoutCredentials(node: string): string {
  return new URL(node).host;
}
