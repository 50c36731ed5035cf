import { describeWhere } from './describe-where.ts';
import { dockerAnswers, startContainer } from './docker.ts';
import { canRunElasticsearch, startElasticsearch } from './elasticsearch-server.ts';
import type { ElasticsearchVersion } from './elasticsearch-server.ts';
import { freePort } from './server-process.ts';

/** A node to test on, without security, and how to let go of it. Others may use it too: name what you make by a prefix of your own. */
export interface TestElasticsearch {
  readonly url: string;
  stop(): Promise<void>;
}

/** `TEST_ELASTICSEARCH_URL` (whatever its version), else Docker, else one of the suite's own by Java and Maven. Wants minutes in `beforeAll`. */
export async function elasticsearch(version: ElasticsearchVersion = '8.19.21'): Promise<TestElasticsearch> {
  const url = process.env['TEST_ELASTICSEARCH_URL'] ?? '';
  if (url !== '') return { url, stop: () => Promise.resolve() };
  return dockerAnswers() ? inDocker(version) : startElasticsearch({ version });
}

async function inDocker(version: ElasticsearchVersion): Promise<TestElasticsearch> {
  const port = await freePort();
  const container = await startContainer({
    image: `docker.elastic.co/elasticsearch/elasticsearch:${version}`,
    port,
    environment: {
      'http.port': String(port),
      'discovery.type': 'single-node',
      'xpack.security.enabled': 'false',
      'cluster.routing.allocation.disk.threshold_enabled': 'false',
      ES_JAVA_OPTS: '-Xms512m -Xmx512m',
    },
    ready: '/_cluster/health?wait_for_status=yellow',
  });
  return { ...container, url: `http://127.0.0.1:${String(port)}` };
}

/**
 * `describe`, or a loud skip (`describeWhere`).
 * @param own the suite starts its server itself (`startElasticsearch`): somebody else's will not do
 */
export function describeWithElasticsearch(
  name: string,
  body: () => void,
  { version = '8.19.21', own = false }: { readonly version?: ElasticsearchVersion; readonly own?: boolean } = {},
): void {
  const elsewhere = !own && ((process.env['TEST_ELASTICSEARCH_URL'] ?? '') !== '' || dockerAnswers());
  const missing = `no Elasticsearch ${version} to test on (set TEST_ELASTICSEARCH_URL, run Docker, or install Java 17 and, for 9.1, 21, with Maven)`;
  describeWhere(elsewhere || canRunElasticsearch(version), name, missing, body);
}
