import { randomUUID } from 'node:crypto';
import { openElasticsearchStore } from '../../services/platform/store/elasticsearch/elasticsearch-store.ts';
import { elasticsearchSchema } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import { ELASTICSEARCH_VERSIONS } from '../support/services/elasticsearch-server.ts';
import { describeWithElasticsearch, elasticsearch } from '../support/services/elasticsearch.ts';
import type { TestElasticsearch } from '../support/services/elasticsearch.ts';
import { storeContract } from './store.ts';
import { reopenable } from './store/store-under-test.ts';

/** Many tenants of one test each: in indices of their own they would cost a second each to make, so that is asked for by hand. */
const INDICES = process.env['TEST_ELASTICSEARCH_INDICES'] ?? 'shared';

for (const version of ELASTICSEARCH_VERSIONS) {
  describeWithElasticsearch(
    `Elasticsearch ${version}`,
    () => {
      let server: TestElasticsearch;
      beforeAll(async () => {
        server = await elasticsearch(version);
      }, 300_000);
      afterAll(() => server.stop());

      storeContract(`Elasticsearch ${version}`, (now) => {
        const prefix = `test-${randomUUID().slice(0, 8)}`;
        const settings = elasticsearchSchema.parse({ node: server.url, prefix, indices: INDICES, replicas: 0 });
        return reopenable(() => openElasticsearchStore({ settings, now }));
      });
    },
    { version },
  );
}
