import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { ACME, openApiWorld, USER } from '../../test/support/api-world.ts';
import type { ApiWorld } from '../../test/support/api-world.ts';
import { oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { alertRecord } from '../../test/support/alert-record.ts';
import { isoTime } from '../../events/iso-time.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { createApi, createApiStage } from './index.ts';

let world: ApiWorld;
beforeEach(async () => (world = await openApiWorld()));
afterEach(() => world.close());

describe('health', () => {
  test('all is well · live and ready', async () => {
    expect((await request(world.app).get('/livez')).body).toEqual({ status: 'ok' });
    const ready = await request(world.app).get('/readyz');
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ok', checks: { log: 'ok', store: 'ok', detect: 'ok' } },
    ]);
  });

  test('a stage that restores, a store that is away · 503 that names them; live all the same', async () => {
    const store = { ...world.platform.store, ping: () => Promise.reject(new Error('away')) };
    const app = createApi({ ...world.deps, store, stages: () => ({ detect: { state: 'starting' } }) });
    const ready = await request(app).get('/readyz');
    expect([ready.status, ready.body]).toEqual([
      503,
      { status: 'not ready', checks: { log: 'ok', store: 'unavailable', detect: 'starting' } },
    ]);
    expect((await request(app).get('/livez')).status).toBe(200);
  });

  test('/metrics · for the machine itself, not through a proxy without the right key', async () => {
    const get = (): request.Test => request(world.app).get('/metrics');
    const proxied = async (role: 'metrics' | 'admin' | 'analyst'): Promise<number> => {
      const key = await world.key({ role });
      return (await get().set({ 'X-Forwarded-For': '198.51.100.1', Authorization: `Bearer ${key}` })).status;
    };
    expect((await get()).status).toBe(200);
    expect((await get().set('X-Forwarded-For', '198.51.100.1')).status).toBe(401);
    expect((await get().set('Host', 'rebound.example:8686')).status).toBe(401);
    expect(await Promise.all([proxied('metrics'), proxied('admin'), proxied('analyst')])).toEqual([200, 200, 403]);
  });
});

describe('too many wrong keys', () => {
  test('from one address · 429 with Retry-After, then forgiven; a right one passes all the while', async () => {
    const send = (key: string): request.Test =>
      request(world.app).get('/api/v1/me').set('Authorization', `Bearer ${key}`);
    for (let count = 0; count < 20; count += 1) expect((await send('wrong')).status).toBe(401);
    const answer = await send('wrong');
    expect([answer.status, answer.get('Retry-After')]).toEqual([429, '6']);
    expect((await send(await world.key({}))).status).toBe(200);
    world.clock.now += 6_000;
    expect((await send('wrong')).status).toBe(401);
  });
});

describe('the timeline of a user', () => {
  test('paged by two · events and alerts newest first, each once, however many share a moment', async () => {
    const { store } = world.platform;
    const start = Date.UTC(2026, 10, 19, 8);
    const times = [0, 1, 1, 1, 2, 3, 3, 4].map((minute) => start + minute * 60_000);
    const events = times.map((time, index) =>
      oktaEvent(oktaRecord('user.session.start', { uuid: `t-${String(index)}`, published: isoTime(time) })),
    );
    await store.events.put(
      ofTenant(ACME),
      events.map((event) => ({ ...event, organization: { id: ACME } })),
    );
    const alerts = [-1, 1, 1, 2.5, 3, 9].map((minute, index) =>
      alertRecord({ id: `202611-t${String(index)}`, first: start + minute * 60_000 }),
    );
    await store.alerts.merge(ofTenant(ACME), alerts);
    const key = await world.key({});
    const seen: { id: string; time: string }[] = [];
    let next: string | undefined;
    do {
      const query = { limit: '2', to: '2026-11-20T00:00:00Z', ...(next === undefined ? {} : { after: next }) };
      const { body } = await request(world.app)
        .get(`/api/v1/tenants/acme/users/${USER}/timeline`)
        .query(query)
        .set('Authorization', `Bearer ${key}`);
      const page = body as {
        items: { time: string; event?: { event: { id: string } }; alert?: { event: { id: string } } }[];
        next?: string;
      };
      seen.push(...page.items.map((item) => ({ id: (item.event ?? item.alert)?.event.id ?? '', time: item.time })));
      next = page.next;
    } while (next !== undefined);
    expect(seen.map(({ time }) => time)).toEqual(
      seen
        .map(({ time }) => time)
        .sort()
        .reverse(),
    );
    expect(seen.map(({ id }) => id).sort()).toEqual(
      [...alerts.map(({ id }) => id), ...events.map(({ event }) => event.id)].sort(),
    );
  });
});

describe('the stage', () => {
  test('started · listens on loopback and says where; stopped · lets a request finish, then refuses', async () => {
    const stage = createApiStage({ ...world.deps, port: 0 });
    await stage.start();
    expect(stage.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = fetch(`${stage.url}/livez`);
    expect((await answer).status).toBe(200);
    await stage.stop();
    await stage.stopped;
    await expect(fetch(`${stage.url}/livez`)).rejects.toThrow();
    expect(stage.status().state).toBe('stopped');
  });

  test('a port that is taken · an error that says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const stage = createApiStage({ ...world.deps, port: (other.address() as AddressInfo).port });
    await expect(stage.start()).rejects.toMatchObject({
      code: 'MFAW_LISTEN',
      message: expect.stringContaining('choose another http.port') as string,
    });
    other.close();
  });
});
