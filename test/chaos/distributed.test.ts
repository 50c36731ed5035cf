import { playDistributed } from '../../bench/chaos/distributed.ts';
import { TemporaryFolder } from '../support/cli.ts';
import { elasticsearch } from '../support/services/elasticsearch.ts';
import type { TestElasticsearch } from '../support/services/elasticsearch.ts';
import { describeWithKafka, kafka } from '../support/services/kafka.ts';
import type { TestKafka } from '../support/services/kafka.ts';

jest.setTimeout(15 * 60_000);

describeWithKafka('on servers', () => {
  const folder = new TemporaryFolder();
  let log: TestKafka;
  let store: TestElasticsearch;

  beforeAll(async () => {
    [log, store] = await Promise.all([kafka(), elasticsearch()]);
  });
  afterAll(async () => {
    await Promise.all([log.stop(), store.stop()]);
    folder.remove();
  });

  test('processes killed, and asleep until others had their work, at 20 points · nothing lost, nothing doubled, the alerts of scan', async () => {
    const servers = { brokers: log.brokers, elasticsearch: store.url };
    const report = await playDistributed({
      seed: 'distributed',
      points: 20,
      records: 4_000,
      folder: folder.path,
      servers,
    });
    expect(report.problems).toEqual([]);
    expect(report.alerts).toBeGreaterThan(100);
  });
});
