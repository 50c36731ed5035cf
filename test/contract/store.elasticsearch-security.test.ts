import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenantId } from '../../events/identity.ts';
import { isoTime } from '../../events/iso-time.ts';
import { elasticsearchSchema } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import type { ElasticsearchInput } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import { openElasticsearchStore } from '../../services/platform/store/elasticsearch/elasticsearch-store.ts';
import { ElasticsearchAccessError } from '../../services/platform/store/elasticsearch/errors.ts';
import { ofTenant, ofTenants } from '../../services/platform/store/scope.ts';
import { StoreUnavailableError } from '../../services/platform/store/store.ts';
import type { Store } from '../../services/platform/store/store.ts';
import { createCertificate } from '../support/services/certificate.ts';
import { SUPERUSER, startElasticsearch } from '../support/services/elasticsearch-server.ts';
import type { ElasticsearchServer } from '../support/services/elasticsearch-server.ts';
import { describeWithElasticsearch } from '../support/services/elasticsearch.ts';
import { DAY, found, sampleEvent, sampleIncident } from './store/samples.ts';

/** As docs/operations.md tells an operator: all that mfawatch needs, and what a client's own people get. */
const SERVICE_ROLE = {
  cluster: ['monitor', 'manage_index_templates'],
  indices: [{ names: ['mfa-*'], privileges: ['read', 'write', 'manage'] }],
};
const clientRole = (tenant: string) => ({
  indices: [
    {
      names: ['events', 'alerts', 'incidents', 'audit'].map((family) => `mfa-${family}-${tenant}--*`),
      privileges: ['read', 'view_index_metadata'],
    },
  ],
});

const SERVICE = { username: 'mfawatch', password: 'password-of-the-service' };
const CLIENT = { username: 'anna', password: 'password-of-a-client' };
const OWN = tenantId('acme');
/** Its id begins with the other's. */
const FOREIGN = tenantId('acme-eu');
/** In everything that is the foreign client's. */
const SECRET = 'their-own-business';

interface Answer {
  readonly status: number;
  readonly text: string;
}

describeWithElasticsearch(
  'Elasticsearch with security',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfaw-authority-'));
    const ca = join(folder, 'ca.pem');
    let server: ElasticsearchServer | undefined;
    let store: Store | undefined;

    const url = (): string => server?.url ?? '';
    const opened = (): Store => {
      if (store === undefined) throw new Error('the store is not open yet');
      return store;
    };
    const open = (settings: Omit<ElasticsearchInput, 'node'>): Promise<Store> =>
      openElasticsearchStore({
        settings: elasticsearchSchema.parse({ node: url(), tls: { ca }, ...settings }),
        now: () => DAY,
      });
    const ask = (who: typeof CLIENT, method: string, path: string, body?: unknown): Promise<Answer> =>
      send(`${url()}${path}`, who, method, body);
    beforeAll(async () => {
      const tls = createCertificate();
      writeFileSync(ca, tls.certificate);
      const users = [
        { ...SERVICE, role: SERVICE_ROLE },
        { ...CLIENT, role: clientRole(OWN) },
      ];
      server = await startElasticsearch({ security: true, users, tls });
      store = await open({ auth: SERVICE });
      for (const tenant of [OWN, FOREIGN]) await fill(store, tenant);
      await store.refresh();
    }, 300_000);
    afterAll(async () => {
      await store?.close();
      await server?.stop();
      rmSync(folder, { recursive: true });
    });

    const requests: readonly (readonly [method: string, path: string])[] = [
      ...['events', 'alerts', 'incidents', 'audit'].flatMap((family) => [
        ['GET', `/mfa-${family}-${FOREIGN}--*/_search`] as const,
        ['GET', `/mfa-${family}-${OWN}*/_search?size=1000`] as const,
        ['GET', `/mfa-${family}/_search?size=1000`] as const,
        ['GET', `/mfa-${family}-*/_search?size=1000`] as const,
      ]),
      ['GET', `/mfa-events-${FOREIGN}--2026.11/_search`],
      ['GET', '/_search?size=1000'],
      ['GET', '/_all/_search?size=1000'],
      ['GET', '/*/_search?size=1000&expand_wildcards=all'],
      ['GET', `/mfa-events-${OWN}--2026.11,mfa-events-${FOREIGN}--2026.11/_search`],
      ['GET', '/*/_count?expand_wildcards=all'],
      ['GET', `/mfa-events-${FOREIGN}--2026.11/_count`],
      ['GET', '/mfa-documents/_search?size=1000'],
      ['GET', '/mfa-blobs/_search?size=1000'],
      ['GET', '/mfa-transactions/_search'],
      ['GET', '/mfa-leases/_search'],
      ['POST', '/mfa-events/_pit?keep_alive=1m'],
      ['POST', `/mfa-events-${FOREIGN}--2026.11/_pit?keep_alive=1m`],
      ['GET', '/*/_field_caps?fields=*&include_unmapped&expand_wildcards=all'],
      ['GET', `/mfa-events-${FOREIGN}--2026.11/_field_caps?fields=*`],
      ['GET', '/*/_mapping?expand_wildcards=all'],
      ['GET', '/_alias'],
      ['GET', '/_alias/mfa-events'],
      ['GET', '/_resolve/index/*?expand_wildcards=all'],
      ['GET', '/_cat/indices?expand_wildcards=all'],
    ];

    test.each(requests)('a client’s role · %s %s · nothing of another client', async (method, path) => {
      const { status, text } = await ask(CLIENT, method, path);
      expect(text).not.toContain(SECRET);
      // Who is refused is told the name that was asked for; nobody is told another.
      if (status !== 403) expect(text).not.toContain(FOREIGN);
    });

    test('a client’s role · by id, by many ids, many searches, a look-up in other indices · nothing of another client', async () => {
      const index = `mfa-events-${FOREIGN}--2026.11`;
      const hits = JSON.parse((await ask(SUPERUSER, 'GET', `/${index}/_search`)).text) as {
        hits: { hits: { _id: string }[] };
      };
      const id = hits.hits.hits[0]!._id;
      const search = (target: string): string => `${JSON.stringify({ index: target })}\n{}\n`;
      const lookup = { query: { terms: { 'event.id': { index, id, path: 'event.id' } } } };
      const answers = [
        await ask(CLIENT, 'GET', `/${index}/_doc/${id}`),
        await ask(CLIENT, 'GET', `/${index}/_source/${id}`),
        await ask(CLIENT, 'GET', `/mfa-events/_doc/${id}`),
        await ask(CLIENT, 'POST', '/_mget', { docs: [{ _index: index, _id: id }] }),
        await ask(CLIENT, 'POST', '/_msearch', [index, 'mfa-events', 'mfa-*', '*'].map(search).join('')),
        await ask(CLIENT, 'POST', `/mfa-events-${OWN}--*/_search`, lookup),
        await ask(CLIENT, 'GET', `/${index}/_termvectors/${id}?fields=*`),
        await ask(CLIENT, 'GET', `/${index}/_explain/${id}`, { query: { match_all: {} } }),
      ];
      for (const { text } of answers) expect(text).not.toContain(SECRET);
      const [first] = answers;
      expect(first?.status).toBe(403);
    });

    test('a client’s role · its own · is found, and nothing of it can be changed', async () => {
      const { text } = await ask(CLIENT, 'GET', '/mfa-*/_search?size=1000');
      const { hits } = JSON.parse(text) as { hits: { total: { value: number } } };
      expect(hits.total.value).toBeGreaterThanOrEqual(4);
      expect((await ask(CLIENT, 'PUT', `/mfa-events-${OWN}--2026.11/_doc/x`, {})).status).toBe(403);
    });

    test('our service with no more rights than it is told to be given · all of the Store works', async () => {
      const gone = tenantId('gone');
      const { documents, leases } = opened();
      await opened().ping();
      await documents.putAll(ofTenant(OWN), [
        { kind: 'k', id: 'a', value: 1, expected: 'any' },
        { kind: 'k', id: 'b', value: 1, expected: 'any' },
      ]);
      expect(await leases.acquire('lease', 'a', 1_000, DAY)).toMatchObject({ token: 1n });
      await fill(opened(), gone);
      await opened().refresh();
      for (const kind of ['events', 'alerts', 'incidents', 'history'] as const)
        expect(await opened().retain(ofTenant(gone), kind, Date.UTC(2030, 0))).toBeGreaterThan(0);
    });

    test('our service by an API key · sends it the way Elasticsearch takes it', async () => {
      const key = Buffer.from('id:secret').toString('base64');
      const seen: (string | undefined)[] = [];
      const front = createServer((incoming, outgoing) => {
        seen.push(incoming.headers.authorization);
        outgoing.writeHead(401, { 'x-elastic-product': 'Elasticsearch' }).end();
      });
      await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
      const node = `http://127.0.0.1:${String((front.address() as AddressInfo).port)}`;
      const settings = elasticsearchSchema.parse({ node, auth: { apiKey: { env: 'KEY' } } });
      const opening = openElasticsearchStore({ settings, now: () => DAY, environment: { KEY: key } });
      await expect(opening).rejects.toThrow(ElasticsearchAccessError);
      front.close();
      expect(seen).toEqual([`ApiKey ${key}`]);
    });

    test('wrong password · refused when it starts, in words', async () => {
      const error = await open({ auth: { ...SERVICE, password: 'wrong' } }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ElasticsearchAccessError);
      expect((error as Error).message).toContain('refuses the credentials (401): check elasticsearch.auth');
      expect((error as Error).message).not.toContain('wrong');
    });

    test('rights of a client only · refused when it starts', async () => {
      await expect(open({ auth: CLIENT })).rejects.toThrow(/refuses what we may do \(403\)/);
    });

    test('a certificate nobody vouches for · not trusted', async () => {
      const settings = elasticsearchSchema.parse({ node: url(), auth: SERVICE });
      await expect(openElasticsearchStore({ settings, now: () => DAY })).rejects.toThrow(StoreUnavailableError);
    });
  },
  { own: true },
);

async function fill(store: Store, tenant: typeof OWN): Promise<void> {
  const [scope, user] = [ofTenants([tenant]), tenant === FOREIGN ? SECRET : 'anna'];
  await store.events.put(scope, [sampleEvent(tenant, { user })]);
  await store.alerts.merge(scope, [found(tenant, 1, { user })]);
  await store.incidents.put(scope, [sampleIncident(tenant, 1, { user: user as never })]);
  const entry = { by: user, action: 'alert.noted', subject: { kind: 'alert', id: 'a' } };
  await store.history.append(ofTenant(tenant), [{ ...entry, id: 'h', at: isoTime(DAY) }]);
  await store.documents.put(ofTenant(tenant), 'settings', 'a', user, 'any');
  await store.blobs.put(ofTenant(tenant), user, Buffer.from(user), 'text/plain');
}

/** @param body an object as JSON, a text as lines of JSON */
function send(url: string, who: typeof CLIENT, method: string, body?: unknown): Promise<Answer> {
  const type = typeof body === 'string' ? 'application/x-ndjson' : 'application/json';
  const options = {
    method,
    auth: `${who.username}:${who.password}`,
    headers: { 'content-type': type },
    rejectUnauthorized: false,
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}
