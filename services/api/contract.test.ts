import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { ACME, NOW, openApiWorld, revokedKey, USER } from '../../test/support/api-world.ts';
import type { ApiWorld } from '../../test/support/api-world.ts';
import { createApi } from './app.ts';
import { openApiDocument } from './openapi.ts';
import type { Role } from './keys/api-key.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes/index.ts';

interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const EXPIRES = new Date(NOW + 86_400_000).toISOString();
const RULE = { scope: { kind: 'user', user: USER }, detector: 'impossible-travel' };

/** A request of each operation that must succeed for the tenant; a route without one fails the first test. */
function exampleOf(id: string, tenant: string, world: ApiWorld, exception: string): Example | undefined {
  const mine = world.ids[tenant];
  const alert = { params: { id: mine?.alert ?? '' } };
  const incident = { params: { id: mine?.incident ?? '' } };
  const letters = { ids: [mine?.letter ?? ''] };
  const examples: Readonly<Record<string, Example>> = {
    listAlerts: { query: { tenant, status: 'open,acknowledged', limit: '1' } },
    countAlerts: { query: { tenant, by: 'severity,status' } },
    getAlert: alert,
    getAlertEvents: alert,
    getAlertHistory: alert,
    triageAlert: { ...alert, body: { note: 'seen' } },
    triageAlerts: { body: { alerts: [{ id: mine?.alert, version: 'old' }], change: { status: 'acknowledged' } } },
    listIncidents: { query: { tenant } },
    getIncident: incident,
    getIncidentHistory: incident,
    getIncidentNotifications: incident,
    triageIncident: { ...incident, body: { status: 'acknowledged' } },
    listUsersByRisk: { params: { tenant } },
    getUser: { params: { tenant, user: USER } },
    getUserTimeline: { params: { tenant, user: USER } },
    listExceptions: { params: { tenant } },
    previewException: { params: { tenant }, body: RULE },
    createException: { params: { tenant }, body: { ...RULE, reason: 'known trip', expires: EXPIRES } },
    revokeException: { params: { tenant, id: exception } },
    getSettings: { params: { tenant } },
    listSettingsVersions: { params: { tenant } },
    putSettings: { params: { tenant }, body: { settings: { timeZone: 'Europe/Oslo' } } },
    listDeadLetters: { params: { tenant } },
    replayDeadLetters: { params: { tenant }, body: letters },
    discardDeadLetters: { params: { tenant }, body: letters },
    getDeadLetter: { params: { tenant, id: mine?.letter ?? '' } },
    getMe: {},
    getStatus: {},
  };
  return examples[id];
}

const document = openApiDocument(ROUTES, '0.0.0');
const ajv = addFormats.default(new Ajv2020.default({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'openapi', ...document });

function errorsOf(pointer: string, value: unknown): unknown {
  const validate = ajv.compile({ $ref: `openapi#${pointer}` });
  return validate(value) ? [] : validate.errors;
}

function pathOf(route: Route, { params = {} }: Example): string {
  return `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;
}

let world: ApiWorld;
const agent = (): ReturnType<typeof request> => request(world.app);
let exception: string;

beforeAll(async () => {
  world = await openApiWorld();
  const admin = await world.key({ role: 'admin' });
  const created = await request(world.app)
    .post('/api/v1/tenants/acme/exceptions')
    .set('Authorization', `Bearer ${admin}`)
    .send({ ...RULE, detector: 'sms-mfa-use', reason: 'for the tests', expires: EXPIRES });
  exception = (created.body as { exception: { id: string } }).exception.id;
});
afterAll(() => world.close());
// Wrong keys are forgiven again.
afterEach(() => (world.clock.now += 60_000));

function start(route: Route, example: Example): request.Test {
  const { [route.method]: call } = agent();
  return call(pathOf(route, example));
}

async function send(route: Route, example: Example, key: string | undefined): Promise<request.Response> {
  const call = start(route, example).query(example.query ?? {});
  if (key !== undefined) call.set('Authorization', `Bearer ${key}`);
  if (route.ifMatch !== undefined) call.set('If-Match', await etagOf(route, example));
  return route.body === undefined ? call : call.send(example.body);
}

async function etagOf(route: Route, example: Example): Promise<string> {
  const path = pathOf(route, example).replace(/\/triage$/, '');
  const key = await world.key({ role: 'admin' });
  const found = await agent().get(path).set('Authorization', `Bearer ${key}`);
  return found.get('ETag') ?? '"none"';
}

function mustExample(route: Route, tenant: string): Example {
  const example = exampleOf(route.id, tenant, world, exception);
  if (example === undefined) throw new Error(`${route.id} has no example: add one`);
  return example;
}

const table = ROUTES.map((route) => [route.id, route] as const);

describe('every operation', () => {
  test.each(table)('%s · an allowed request · answers as the document says', async (_, route) => {
    const answer = await send(route, mustExample(route, 'acme'), await world.key({ role: 'admin' }));
    const status = String(route.status ?? 200);
    expect([answer.status, answer.body]).toEqual([Number(status), expect.anything()]);
    const operation = `/paths/${`/api/v1${route.path}`.replaceAll('/', '~1')}/${route.method}`;
    const pointer = `${operation}/responses/${status}/content/application~1json/schema`;
    expect(errorsOf(pointer.replaceAll('{', '%7B').replaceAll('}', '%7D'), answer.body)).toEqual([]);
    if (route.etag !== undefined) expect(answer.get('ETag')).toMatch(/^"[^"]+"$/);
    expect(answer.get('Cache-Control')).toBe('no-store');
  });

  test.each(table)('%s · an unknown parameter · 400 that names it', async (_, route) => {
    const example = { ...mustExample(route, 'acme'), query: { limt: '1' } };
    const answer = await send(route, example, await world.key({ role: 'admin' }));
    expect(answer.status).toBe(400);
    expectProblem(answer, 'MFAW_INVALID');
    const { errors } = answer.body as { errors: { parameter: string }[] };
    expect(errors.map(({ parameter }) => parameter)).toContain('limt');
  });

  test.each(table.filter(([, { body }]) => body !== undefined))(
    '%s · a body that is no JSON, another type, or unknown · 400, 415, 400',
    async (_, route) => {
      const example = mustExample(route, 'acme');
      const key = await world.key({ role: 'admin' });
      const call = (type: string, text: string): request.Test =>
        start(route, example)
          .set({ Authorization: `Bearer ${key}`, 'If-Match': '"1"', 'Content-Type': type })
          .send(text);
      expectProblem(await call('application/json', '{"a":'), 'MFAW_BAD_JSON');
      expectProblem(await call('text/plain', 'a'), 'MFAW_MEDIA_TYPE');
      expectProblem(await call('application/json', '{"colour":"red"}'), 'MFAW_INVALID');
      expectProblem(await call('application/json', `{"a":"${'x'.repeat(600_000)}"}`), 'MFAW_TOO_LARGE');
    },
  );

  test.each(table.filter(([, { ifMatch }]) => ifMatch === true))(
    '%s · without If-Match, with an old one · 428, 412',
    async (_, route) => {
      const example = mustExample(route, 'acme');
      const key = await world.key({ role: 'admin' });
      const call = (): request.Test => start(route, example).set('Authorization', `Bearer ${key}`).send(example.body);
      expectProblem(await call(), 'MFAW_PRECONDITION_REQUIRED');
      expectProblem(await call().set('If-Match', '*'), 'MFAW_PRECONDITION_REQUIRED');
      expectProblem(await call().set('If-Match', '"999999"'), 'MFAW_CONFLICT');
    },
  );
});

function expectProblem(answer: request.Response, code: string): void {
  expect(answer.body).toMatchObject({ code, status: answer.status });
  expect(answer.get('Content-Type')).toContain('application/problem+json');
  expect(errorsOf('/components/schemas/Problem', answer.body)).toEqual([]);
}

const ROLES_IN_ORDER: readonly Role[] = ['viewer', 'analyst', 'admin'];

/** Who asks, and what any route must answer them: undefined where it depends on the role. */
const ASKERS: readonly (readonly [string, () => Promise<string | undefined>, Role | undefined, code?: string])[] = [
  ['nobody', () => Promise.resolve(undefined), undefined, 'MFAW_UNAUTHENTICATED'],
  ['a wrong key', () => Promise.resolve(`mfaw_${'0'.repeat(12)}_${'x'.repeat(43)}`), undefined, 'MFAW_UNAUTHENTICATED'],
  ['an expired key', () => world.key({ role: 'admin', expires: NOW }), undefined, 'MFAW_UNAUTHENTICATED'],
  ['a revoked key', () => revokedKey(world), undefined, 'MFAW_UNAUTHENTICATED'],
  ['metrics', () => world.key({ role: 'metrics' }), undefined, 'MFAW_FORBIDDEN'],
  ...ROLES_IN_ORDER.map((role) => [role, () => world.key({ role }), role] as const),
];

describe('who may do what', () => {
  const cases = table.flatMap(([id, route]) => ASKERS.map((asker) => [id, asker[0], route, asker] as const));

  test.each(cases)('%s · %s · as the table says', async (_id, _name, route, [, keyOf, role, code]) => {
    const answer = await send(route, mustExample(route, 'acme'), await keyOf());
    const isAllowed = role !== undefined && ROLES_IN_ORDER.indexOf(role) >= ROLES_IN_ORDER.indexOf(route.role);
    if (isAllowed) expect([answer.status, answer.body]).toEqual([route.status ?? 200, expect.anything()]);
    else expectProblem(answer, code ?? 'MFAW_FORBIDDEN');
  });

  test.each(table)('%s · of a tenant the key is not for · as if there were none', async (_, route) => {
    const key = await world.key({ role: 'admin', tenants: [ACME] });
    const own = await send(route, mustExample(route, 'acme'), key);
    expect(own.status).toBe(route.status ?? 200);
    const foreign = mustExample(route, 'globex');
    if (foreign.params === undefined && foreign.query === undefined && foreign.body === undefined) return;
    const answer = await send(route, foreign, key);
    const absent = await send(route, swapped(foreign), key);
    if (route.id === 'triageAlerts') {
      expect(answer.body).toEqual({ items: [expect.objectContaining({ outcome: 'not_found' })] });
      return;
    }
    expectProblem(answer, 'MFAW_NOT_FOUND');
    expect(normal(answer.body)).toEqual(normal(absent.body));
  });
});

/** The same request for what does not exist at all. */
function swapped(example: Example): Example {
  return JSON.parse(JSON.stringify(example).replaceAll('globex', 'nobody')) as Example;
}

function normal(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll('globex', 'nobody'));
}

describe('the document', () => {
  test('docs/openapi.json · is what the table makes', () => {
    const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(openApiDocument(ROUTES, version))),
    );
  });

  test('operations · each once, each described in docs/api.md', () => {
    expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
    const text = readFileSync('docs/api.md', 'utf8').replaceAll(/ +/g, ' ');
    const absent = ROUTES.filter(({ method, path }) => !text.includes(`| ${method.toUpperCase()} | \`${path}\` |`));
    expect(absent.map(({ id }) => id)).toEqual([]);
  });
});

describe('what is no operation', () => {
  test('another path, another method · 404, 405 with Allow', async () => {
    expectProblem(await agent().get('/api/v1/alertz'), 'MFAW_NOT_FOUND');
    const answer = await agent().delete('/api/v1/alerts/x');
    expectProblem(answer, 'MFAW_METHOD_NOT_ALLOWED');
    expect(answer.get('Allow')).toBe('GET, HEAD');
  });

  test('a mistyped parameter · the nearest is named', async () => {
    const key = await world.key({});
    const answer = await agent().get('/api/v1/alerts?statu=open').set('Authorization', `Bearer ${key}`);
    expect((answer.body as { detail: string }).detail).toContain('did you mean "status"?');
  });

  test('paging · Link leads to the end, each once', async () => {
    const key = await world.key({});
    const get = (path: string): request.Test => agent().get(path).set('Authorization', `Bearer ${key}`);
    const first = await get('/api/v1/alerts?limit=1');
    const link = /^<([^>]+)>; rel="next"$/.exec(first.get('Link') ?? '')?.[1];
    const second = await get(link ?? '');
    const ids = [first, second].flatMap(({ body }) => (body as { items: { event: { id: string } }[] }).items);
    expect(new Set(ids.map(({ event }) => event.id))).toEqual(new Set(['202611-acme-alert', '202611-globex-alert']));
    expect(second.get('Link')).toBeUndefined();
    expectProblem(await get('/api/v1/alerts?after=nonsense'), 'MFAW_CURSOR');
  });

  test('a store that is away, a fault nobody foresaw · 503 with Retry-After, 500 without a word of it', async () => {
    const key = await world.key({});
    const failing = async (error: Error): Promise<request.Response> => {
      const { store } = world.platform;
      const alerts = { ...store.alerts, search: () => Promise.reject(error) };
      const app = createApi({ ...world.deps, store: { ...store, alerts } });
      return request(app).get('/api/v1/alerts').set('Authorization', `Bearer ${key}`);
    };
    const away = await failing(Object.assign(new Error('disk'), { code: 'MFAW_STORE_UNAVAILABLE' }));
    expectProblem(away, 'MFAW_STORE_UNAVAILABLE');
    expect(away.get('Retry-After')).toBe('5');
    const fault = await failing(new Error('secret detail'));
    expectProblem(fault, 'MFAW_INTERNAL');
    expect(fault.text).not.toContain('secret detail');
  });
});
