import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { MfaEvent } from '../../events/event.ts';
import { openElasticsearchStore } from '../../services/platform/store/elasticsearch/elasticsearch-store.ts';
import { elasticsearchSchema } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import { StoreUnavailableError } from '../../services/platform/store/store.ts';
import type { EventOutcome, Store } from '../../services/platform/store/store.ts';
import { startElasticsearch } from '../support/services/elasticsearch-server.ts';
import type { ElasticsearchServer } from '../support/services/elasticsearch-server.ts';
import { describeWithElasticsearch } from '../support/services/elasticsearch.ts';
import { DAY, HOUR, found, retracted, sampleEvent } from './store/samples.ts';
import { freshTenant } from './store/store-under-test.ts';

const BY = { name: 'dora', at: DAY };
const MINUTES = 300_000;

/** What a proxy in front of the server does with a request: passes it on, or answers itself with this status. */
type Verdict = (request: IncomingMessage) => number | undefined;

/** In front of a server, to be as overloaded as a test wants. */
async function proxyTo(url: string, verdict: Verdict): Promise<{ readonly url: string; close(): void }> {
  const forward = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const status = verdict(incoming);
    if (status !== undefined) {
      incoming.resume();
      answer.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
      answer.end(JSON.stringify({ error: { type: 'es_rejected_execution_exception', reason: 'queue is full' } }));
      return;
    }
    const { method = 'GET', headers, url: path = '/' } = incoming;
    const onward = request(new URL(path, url), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    incoming.pipe(onward);
  };
  const server: Server = createServer(forward);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Tries again what the Store could not do, as the stages do. */
async function patiently<T>(attempt: () => Promise<T>, onRefusal: () => void = () => undefined): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      onRefusal();
      await delay(200);
    }
  }
}

describeWithElasticsearch(
  'Store on Elasticsearch · bad days',
  () => {
    let server: ElasticsearchServer;
    const stores: Store[] = [];
    beforeAll(async () => {
      server = await startElasticsearch();
    }, MINUTES);
    afterAll(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
    });

    const prefix = `bad-${randomUUID().slice(0, 8)}`;
    const open = async (node = server.url): Promise<Store> => {
      const settings = elasticsearchSchema.parse({ node, prefix, replicas: 0, requestTimeout: '10s' });
      const store = await openElasticsearchStore({ settings, now: () => DAY });
      stores.push(store);
      return store;
    };
    const statuses = (outcomes: readonly EventOutcome[]) => outcomes.map(({ status }) => status);
    const put = (path: string, body: unknown): Promise<Response> =>
      fetch(`${server.url}/${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    test('no server · opening says which address does not answer', async () => {
      await expect(open('http://127.0.0.1:1')).rejects.toThrow(
        expect.objectContaining({ name: 'StoreUnavailableError', message: expect.stringContaining('127.0.0.1:1') }),
      );
    });

    test('event no mapping takes · poison with the reason, the others are written', async () => {
      const store = await open();
      const { tenant, scope } = freshTenant();
      const bad = { ...sampleEvent(tenant, { id: 'bad' }), user: 'anna' } as unknown as MfaEvent;
      const outcomes = await store.events.put(scope, [bad, sampleEvent(tenant)]);
      expect(outcomes).toEqual([{ status: 'poison', reason: expect.stringContaining('user') }, { status: 'created' }]);
    });

    test('lease whose end is a year away · goes to another once nobody extends it for its length, not before', async () => {
      const { leases } = await open();
      const [length, ahead] = [400, DAY + 365 * DAY];
      const takeOver = () => leases.acquire('from next year', 'b', length, DAY);
      await leases.acquire('from next year', 'a', length, ahead);
      for (let turn = 1; turn <= 5; turn += 1) {
        expect(await takeOver()).toBeUndefined();
        await delay(length / 4);
        await leases.acquire('from next year', 'a', length, ahead + turn);
      }
      expect(await takeOver()).toBeUndefined();
      await delay(length);
      expect(await takeOver()).toMatchObject({ owner: 'b', token: 2n, expires: DAY + length });
    });

    test('overloaded (429, 503) · unavailable, in the end every event once', async () => {
      let seen = 0;
      const proxy = await proxyTo(server.url, ({ url = '' }) =>
        /^\/_(bulk|mget)/.test(url) ? [429, 503, undefined][seen++ % 3] : undefined,
      );
      try {
        const store = await patiently(() => open(proxy.url));
        const { tenant, scope } = freshTenant();
        let refused = 0;
        for (const from of [0, 50, 25]) {
          const events = Array.from({ length: 50 }, (_, index) => sampleEvent(tenant, { id: String(from + index) }));
          await patiently(
            () => store.events.put(scope, events),
            () => (refused += 1),
          );
        }
        await store.refresh();
        expect(refused).toBeGreaterThan(0);
        expect(await store.events.aggregate(scope, {}, [])).toEqual([{ key: [], count: 100 }]);
      } finally {
        proxy.close();
      }
    });

    test('a proxy that takes small requests only (413) · in halves, what is too large alone is poison', async () => {
      const proxy = await proxyTo(server.url, ({ headers, url = '' }) =>
        url.startsWith('/_bulk') && Number(headers['content-length']) > 4_000 ? 413 : undefined,
      );
      try {
        const store = await open(proxy.url);
        const { tenant, scope } = freshTenant();
        const events = Array.from({ length: 9 }, (_, index) => sampleEvent(tenant, { id: String(index) }));
        const large = sampleEvent(tenant, { id: 'large', message: 'x'.repeat(5_000) });
        const outcomes = await store.events.put(scope, [...events, large]);
        expect(statuses(outcomes)).toEqual([...events.map(() => 'created'), 'poison']);
      } finally {
        proxy.close();
      }
    });

    test('index that is read-only (full disk) · retry with the reason; writable again · created', async () => {
      const store = await open();
      const { tenant, scope } = freshTenant();
      await store.events.put(scope, [sampleEvent(tenant, { id: 'a' })]);
      const settings = `${prefix}-events-${tenant}--2026.11/_settings`;
      await put(settings, { 'index.blocks.read_only_allow_delete': true });
      const [outcome] = await store.events.put(scope, [sampleEvent(tenant, { id: 'b' })]);
      expect(outcome).toEqual({ status: 'retry', reason: expect.stringMatching(/read-only.*free disk space/) });
      await put(settings, { 'index.blocks.read_only_allow_delete': null });
      expect(statuses(await store.events.put(scope, [sampleEvent(tenant, { id: 'b' })]))).toEqual(['created']);
    });

    test('alerts whose index is read-only · retry, then whole', async () => {
      const store = await open();
      const { tenant, scope } = freshTenant();
      await store.alerts.merge(scope, [found(tenant, 1)]);
      const settings = `${prefix}-alerts-${tenant}--2026/_settings`;
      await put(settings, { 'index.blocks.read_only_allow_delete': true });
      const { version } = (await store.alerts.get(scope, '202611-1'))!;
      const triage = () => store.alerts.triage(scope, '202611-1', version, { status: 'acknowledged' }, BY);
      await expect(triage()).rejects.toThrow(StoreUnavailableError);
      expect(await store.alerts.merge(scope, [retracted(tenant, 2)])).toMatchObject([{ status: 'retry' }]);
      await put(settings, { 'index.blocks.read_only_allow_delete': null });
      expect((await triage()).value.mfa.alert.status).toBe('acknowledged');
      expect(await store.alerts.merge(scope, [retracted(tenant, 2)])).toEqual([{ status: 'updated' }]);
    });

    test('cluster that takes no more shards · retry, not a dead letter', async () => {
      const store = await open();
      const { tenant, scope } = freshTenant();
      await put('_cluster/settings', { persistent: { 'cluster.max_shards_per_node': 1 } });
      try {
        const [outcome] = await store.events.put(scope, [sampleEvent(tenant)]);
        expect(outcome).toEqual({ status: 'retry', reason: expect.stringContaining('shards') });
      } finally {
        await put('_cluster/settings', { persistent: { 'cluster.max_shards_per_node': null } });
      }
    });

    test('tenants in indices of their own · a search and a deletion touch one tenant’s only, spent months go', async () => {
      const store = await open();
      const [a, b] = [freshTenant(), freshTenant()];
      for (const { tenant, scope } of [a, b])
        await store.events.put(
          scope,
          [0, 40].map((days) => sampleEvent(tenant, { id: String(days), time: DAY - days * 24 * HOUR })),
        );
      await store.refresh();
      expect(await store.retain(a.scope, 'events', DAY - 1)).toBe(1);
      const indices = await (await fetch(`${server.url}/_cat/indices/${prefix}-events-*?h=index`)).text();
      const has = (tenant: string, month: string) => indices.includes(`${prefix}-events-${tenant}--${month}`);
      expect([has(a.tenant, '2026.10'), has(a.tenant, '2026.11'), has(b.tenant, '2026.10')]).toEqual([
        false,
        true,
        true,
      ]);
      expect((await store.events.search(b.scope, {})).items).toHaveLength(2);
    });

    test('point in time lost between two batches · the rest all the same, once', async () => {
      let pages = 0;
      const proxy = await proxyTo(server.url, ({ url = '' }) =>
        url.startsWith('/_search') && pages++ === 1 ? 404 : undefined,
      );
      try {
        const store = await open(proxy.url);
        const { tenant, scope } = freshTenant();
        const events = Array.from({ length: 3_500 }, (_, index) =>
          sampleEvent(tenant, { id: String(index), time: DAY + index }),
        );
        await store.events.put(scope, events);
        await store.refresh();
        const seen: string[] = [];
        for await (const batch of store.events.each(scope, {})) seen.push(...batch.map(({ event }) => event.id));
        expect(pages).toBeGreaterThan(2);
        expect(seen).toEqual(events.map(({ event }) => event.id));
      } finally {
        proxy.close();
      }
    });

    test('triage whose process ended before its history was written · whoever opens the Store next writes it', async () => {
      const { tenant, scope } = freshTenant();
      let bulks = -Infinity;
      // The alert and then its triage are written; the history no more.
      const proxy = await proxyTo(server.url, ({ url = '' }) => {
        if (url.startsWith('/_bulk')) bulks += 1;
        return bulks > 2 ? 503 : undefined;
      });
      try {
        const store = await open(proxy.url);
        bulks = 0;
        await store.alerts.merge(scope, [found(tenant, 1)]);
        const { version } = (await store.alerts.get(scope, '202611-1'))!;
        const triage = store.alerts.triage(scope, '202611-1', version, { status: 'acknowledged' }, BY);
        await expect(triage).rejects.toThrow(StoreUnavailableError);
      } finally {
        proxy.close();
      }
      const next = await open();
      await next.refresh();
      expect((await next.alerts.get(scope, '202611-1'))?.value.mfa.alert.status).toBe('acknowledged');
      const { items } = await next.history.search(scope, { subject: { kind: 'alert', id: '202611-1' } });
      expect(items).toMatchObject([{ by: 'dora', action: 'alert.acknowledged' }]);
    });

    test(
      'server killed in the middle of writes and started again · unavailable meanwhile, then every event once',
      async () => {
        const store = await open();
        const { tenant, scope } = freshTenant();
        let refused = 0;
        const write = async (from: number): Promise<void> => {
          for (let at = from; at < from + 2_000; at += 200) {
            const events = Array.from({ length: 200 }, (_, index) =>
              sampleEvent(tenant, { id: String(at + index), rank: 0 }),
            );
            await patiently(
              () => store.events.put(scope, events),
              () => (refused += 1),
            );
          }
        };
        const writing = Promise.all([write(0), write(2_000), write(1_000)]);
        await delay(300);
        await server.kill();
        await expect(store.ping()).rejects.toThrow(
          expect.objectContaining({
            name: 'StoreUnavailableError',
            message: expect.stringContaining('does not answer'),
          }),
        );
        await server.restart();
        await writing;
        await patiently(() => store.ping());
        await store.refresh();
        expect(refused).toBeGreaterThan(0);
        expect(await store.events.aggregate(scope, {}, [])).toEqual([{ key: [], count: 4_000 }]);
      },
      MINUTES,
    );
  },
  { own: true },
);
