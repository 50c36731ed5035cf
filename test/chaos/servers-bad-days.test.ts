import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crew } from '../../bench/chaos/crew.ts';
import type { Receiver } from '../../bench/chaos/deliveries.ts';
import { startReceiver } from '../../bench/chaos/deliveries.ts';
import type { Held } from '../../bench/chaos/held.ts';
import { ACME, readingServers } from '../../bench/chaos/held.ts';
import { flowOf, GrowingLogs } from '../../bench/chaos/input.ts';
import type { Installation } from '../../bench/chaos/installation.ts';
import { install } from '../../bench/chaos/installation.ts';
import { Service } from '../../bench/chaos/service.ts';
import { untilAtRest } from '../../bench/chaos/settled.ts';
import { truthOf } from '../../bench/chaos/truth.ts';
import { verify } from '../../bench/chaos/verify.ts';
import { listLetters } from '../../services/dead-letters/index.ts';
import { newPlace } from '../../bench/servers/place.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import { TemporaryFolder } from '../support/cli.ts';
import { until } from '../support/pipeline.ts';
import type { ElasticsearchServer } from '../support/services/elasticsearch-server.ts';
import { startElasticsearch } from '../support/services/elasticsearch-server.ts';
import { describeWithElasticsearch } from '../support/services/elasticsearch.ts';
import type { KafkaCluster } from '../support/services/kafka-server.ts';
import { startKafkaCluster } from '../support/services/kafka-server.ts';
import type { MoodyProxy } from '../support/services/moody-proxy.ts';
import { startMoodyProxy } from '../support/services/moody-proxy.ts';

jest.setTimeout(15 * 60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PATIENCE_MS = 90_000;
/** As our own mapping has it. */
const KEYWORD = { type: 'keyword', ignore_above: 8_000 };
/** How often the logs grow in these tests, and a little. */
const MOMENTS = 26;
const CREW = [
  ['ingest', 'normalise', 'learn', 'rebuild', 'index', 'correlate', 'notify', 'housekeeping', 'api'],
  ['detect'],
  ['detect'],
] as const;
const SCOPE = ofTenant(ACME);
/** Whoever holds a lease of the Store writes it anew so often. */
const EXTENDED_WITHIN_MS = 11_000;

/** One installation on a cluster of three brokers and an Elasticsearch, through a week in which everything goes wrong. */
describeWithElasticsearch(
  'servers that fail',
  () => {
    const folder = new TemporaryFolder();
    const flow = flowOf('servers', 4_000);
    const shares = Array.from({ length: MOMENTS }, (_, index) => (index + 1) / MOMENTS).values();
    let brokers: KafkaCluster;
    let elasticsearch: ElasticsearchServer;
    let proxy: MoodyProxy;
    let receiver: Receiver;
    let installation: Installation;
    let logs: GrowingLogs;
    let crew: Crew;
    let triaged: string;
    let prefix: string;

    beforeAll(async () => {
      [brokers, elasticsearch] = await Promise.all([startKafkaCluster(3), startElasticsearch()]);
      proxy = await startMoodyProxy(elasticsearch.url);
      receiver = await startReceiver();
      const place = newPlace({ brokers: brokers.brokers, elasticsearch: proxy.url }, 'chaos');
      prefix = place.prefix;
      installation = install(folder.path, { settings: flow.settings, webhook: receiver.url, partitions: 3, place });
      logs = new GrowingLogs(installation.logs, flow.records);
      moveClock(0);
      crew = new Crew(installation.config, CREW, clock());
      await crew.running();
    });
    afterAll(async () => {
      await crew.kill();
      receiver.close();
      await proxy.close();
      await Promise.all([brokers.stop(), elasticsearch.stop()]);
      folder.remove();
    });

    const look = <T>(work: (held: Held) => Promise<T>): Promise<T> => readingServers(installation.config, work);
    const first = (): Service => crew.members[0] as Service;
    const readiness = async (): Promise<number> => (await fetch(new URL('/readyz', first().url))).status;
    const metrics = async (): Promise<string> => (await fetch(new URL('/metrics', first().url))).text();
    const clock = (): string => join(folder.path, 'clock');
    const moveClock = (ms: number): void => writeFileSync(clock(), String(ms));
    const grow = (lines: 'cut' | 'whole' = 'cut'): void => logs.growTo(shares.next().value ?? 1, lines);

    /** It goes on by itself: more is stored than before. */
    async function goesOn(lines?: 'whole'): Promise<void> {
      const before = (await first().counter('mfawatch_index_items_total')) ?? 0;
      grow(lines);
      await until(async () => ((await first().counter('mfawatch_index_items_total')) ?? 0) > before, PATIENCE_MS);
      expect(crew.isAlive).toBe(true);
    }

    /** In its log, for whoever is called at night. */
    async function says(what: RegExp, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
      for (const end = Date.now() + PATIENCE_MS; !what.test(first().output) && Date.now() < end; await sleep(200))
        await meanwhile();
      expect(first().output).toMatch(what);
    }

    test('a person triages an alert on a good day', async () => {
      grow();
      const indexed = /^mfawatch_index_items_total\{kind="alerts",status="created"\} [1-9]/m;
      await until(async () => indexed.test(await metrics()), PATIENCE_MS);
      await look(async ({ store }) => {
        await store.refresh();
        const [alert] = (await store.alerts.search(SCOPE, { detection: 'active' })).items;
        if (alert === undefined) throw new Error('no alert');
        triaged = alert.id;
        const change = { status: 'closed', disposition: 'benign_true_positive', note: 'known' } as const;
        await store.alerts.triage(SCOPE, alert.id, alert.version, change, { name: 'dana', at: Date.now() });
      });
    });

    test('one broker of three is killed · the others carry on; it comes back', async () => {
      await brokers.nodes[1]?.kill();
      await goesOn();
      await brokers.nodes[1]?.restart();
      await goesOn();
    });

    test('all brokers are away · not ready, says why, goes on by itself once they are back', async () => {
      await Promise.all(brokers.nodes.map((node) => node.kill()));
      grow();
      try {
        await until(async () => (await readiness()) === 503, PATIENCE_MS);
        await says(/"reason":"Kafka at [^"]* does not answer[^"]*","msg":"a stage waits; nothing is lost/);
      } finally {
        await Promise.all(brokers.nodes.map((node) => node.restart()));
      }
      await goesOn();
      await until(async () => (await readiness()) === 200, PATIENCE_MS);
    });

    test('processes come and go without rest · the work goes on between them', async () => {
      grow();
      for (let turn = 0; turn < 3; turn += 1) {
        const guest = new Service(['start', 'detect', '--listen', '0', '--config', installation.config]);
        await guest.running();
        expect((await guest.stop()).code).toBe(0);
      }
      await goesOn();
    });

    test('Elasticsearch is away · not ready, says why, goes on by itself once it is back', async () => {
      await elasticsearch.kill();
      grow();
      try {
        await until(async () => (await readiness()) === 503, PATIENCE_MS);
        await says(/"reason":"Elasticsearch at [^"]* does not answer/);
      } finally {
        await elasticsearch.restart();
      }
      await goesOn();
      await until(async () => (await readiness()) === 200, PATIENCE_MS);
    });

    test.each(['busy', 'moody', 'slow'] as const)('Elasticsearch is %s · nothing is given up', async (mood) => {
      proxy.mood = mood;
      grow();
      await sleep(4_000);
      proxy.mood = 'well';
      await goesOn();
    });

    test('the indices are read-only, as on a full disk · it waits until they are not', async () => {
      await block(true);
      grow();
      try {
        // While it sees room on the disk Elasticsearch itself takes the block away twice a minute; on a full one it stays.
        await says(/read-only/, () => block(true));
      } finally {
        await block(false);
      }
      await goesOn();
    });

    const block = (isReadOnly: boolean): Promise<void> =>
      put('/_all/_settings?expand_wildcards=all', { 'index.blocks.read_only_allow_delete': isReadOnly ? true : null });

    async function put(path: string, body: object): Promise<void> {
      const request = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(new URL(path, elasticsearch.url), request);
      expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
    }

    test('Elasticsearch refuses single documents · dead letters, the rest goes on; replayed once that is mended', async () => {
      // As an administrator would who wants a column of his own, and expects numbers in it.
      const ownColumn = (isLenient: boolean): Promise<void> =>
        put(`/${prefix}-events-*/_mapping`, {
          properties: {
            // Every share of the logs has a few events with that.
            mfa: { properties: { factor: { properties: { method: { ...KEYWORD, copy_to: 'asset' } } } } },
            asset: { type: 'long', ignore_malformed: isLenient },
          },
        });
      await ownColumn(false);
      await goesOn();
      await says(/\[asset\].*"msg":"the Store refused records"/);
      await goesOn();
      await ownColumn(true);
      const replay = ['dlq', 'replay', '--tenant', ACME, '--all', '--config', installation.config];
      expect((await new Service(replay).ended).code).toBe(0);
      const open = (): Promise<number> =>
        look(async ({ store }) => (await listLetters(store, SCOPE, { state: 'open' }, { limit: 10 })).items.length);
      await until(async () => (await open()) === 0, PATIENCE_MS);
    });

    test('the clock of the machine moves three hours on, two days back, a year on · whoever takes over from those that die there need not wait for a year', async () => {
      // A line that stands half written for a day is given up, and a clock a year ahead says that it does.
      await goesOn('whole');
      for (const move of [3 * HOUR, -2 * DAY, 365 * DAY]) {
        moveClock(move);
        await goesOn('whole');
      }
      await sleep(EXTENDED_WITHIN_MS);
      await crew.replace(0);
      moveClock(0);
      await crew.running();
      await goesOn('whole');
    });

    test('in the end · every event is stored once, the alerts are those of scan, what the person said stands', async () => {
      logs.growTo(1);
      logs.append(flow.tail);
      await look((held) => untilAtRest(crew, (work) => work(held), [installation.logs], 300_000));
      await crew.stop();
      const truth = await truthOf(installation.logs, installation.settings, [...flow.records, ...flow.tail]);
      const findings = await look((held) => verify(held, truth, receiver.delivered));
      expect(findings.problems).toEqual([]);
      expect(findings.alerts).toBeGreaterThan(100);
      const alert = await look(({ store }) => store.alerts.get(SCOPE, triaged));
      expect(alert?.value.triage).toMatchObject({ status: 'closed', disposition: 'benign_true_positive' });
    });
  },
  { own: true },
);
