import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { openElasticsearch } from '../../services/platform/store/elasticsearch/client.ts';
import type { Elasticsearch } from '../../services/platform/store/elasticsearch/client.ts';
import { openDocumentStore } from '../../services/platform/store/elasticsearch/document-store.ts';
import { elasticsearchSchema } from '../../services/platform/store/elasticsearch/elasticsearch-config.ts';
import type { TenantScope } from '../../services/platform/store/scope.ts';
import { ConflictError, StoreUnavailableError } from '../../services/platform/store/store.ts';
import type { DocumentStore } from '../../services/platform/store/store.ts';
import { startCrashingProxy } from '../support/services/crashing-proxy.ts';
import type { CrashingProxy } from '../support/services/crashing-proxy.ts';
import { describeWithElasticsearch, elasticsearch } from '../support/services/elasticsearch.ts';
import type { TestElasticsearch } from '../support/services/elasticsearch.ts';
import { freshTenant } from './store/store-under-test.ts';

const KIND = 'account';

/** A process of its own, as far as the server can tell. */
interface Writer {
  readonly es: Elasticsearch;
  readonly documents: DocumentStore;
  readonly proxy: CrashingProxy;
}

describeWithElasticsearch('Elasticsearch · putAll is all or none', () => {
  const prefix = `t${randomUUID().slice(0, 8)}`;
  const writers: Writer[] = [];
  let server: TestElasticsearch;
  let documents: DocumentStore;

  const newWriter = async (): Promise<Writer> => {
    const proxy = await startCrashingProxy(server.url);
    const es = await openElasticsearch(elasticsearchSchema.parse({ node: proxy.url, prefix }));
    const writer = { es, proxy, documents: await openDocumentStore(es, Date.now) };
    writers.push(writer);
    return writer;
  };

  beforeAll(async () => {
    server = await elasticsearch();
    ({ documents } = await newWriter());
  }, 300_000);
  afterAll(async () => {
    for (const { es, proxy } of writers) await Promise.all([es.close(), proxy.close()]);
    await server.stop();
  });

  /** `a` is changed, `b` made, `c` deleted. */
  const before = { a: 'old', b: undefined, c: 'old' };
  const after = { a: 'new', b: 'new', c: undefined };
  const prepare = async (scope: TenantScope) => {
    const a = await documents.put(scope, KIND, 'a', 'old', 'new');
    await documents.put(scope, KIND, 'c', 'old', 'new');
    return [
      { kind: KIND, id: 'a', value: 'new', expected: a.version },
      { kind: KIND, id: 'b', value: 'new', expected: 'new' },
      { kind: KIND, id: 'c', value: null, expected: 'any' },
    ] as const;
  };
  const read = async (scope: TenantScope) => {
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((id) => documents.get(scope, KIND, id)));
    return { a: a?.value, b: b?.value, c: c?.value };
  };
  const listed = async (scope: TenantScope) => {
    const { items } = await documents.list(scope, KIND);
    const of = (id: string) => items.find((item) => item.id === id)?.value;
    return { a: of('a'), b: of('b'), c: of('c') };
  };

  const steps = [0, 1, 2, 3, 4].flatMap((at) => [
    { at, moment: 'before' as const },
    { at, moment: 'after' as const },
  ]);

  test.each(steps)('crash $moment request $at · all or none, and the next writer goes on', async ({ at, moment }) => {
    const { scope } = freshTenant();
    const writes = await prepare(scope);
    const writer = await newWriter();
    writer.proxy.crash(writer.proxy.requests + at, moment);
    const outcome = await writer.documents.putAll(scope, writes).catch((error: unknown) => error);
    // From the commit (request 2) on it holds.
    const committed = at > 2 || (at === 2 && moment === 'after');
    const expected = committed ? after : before;
    expect(await read(scope)).toEqual(expected);
    expect(await listed(scope)).toEqual(expected);
    if (outcome !== undefined) expect(outcome).toBeInstanceOf(StoreUnavailableError);
    if (!committed) expect(outcome).toBeInstanceOf(StoreUnavailableError);
    const next = ['a', 'b', 'c'].map((id) => ({ kind: KIND, id, value: 'next', expected: 'any' as const }));
    await documents.putAll(scope, next);
    expect(await read(scope)).toEqual({ a: 'next', b: 'next', c: 'next' });
  });

  test('crash before and after the commit · the next start leaves nothing half done', async () => {
    const scopes = [1, 2].map(() => freshTenant().scope);
    for (const [index, scope] of scopes.entries()) {
      const writes = await prepare(scope);
      const writer = await newWriter();
      writer.proxy.crash(writer.proxy.requests + 2, index === 0 ? 'before' : 'after');
      await writer.documents.putAll(scope, writes).catch(() => undefined);
    }
    const { es } = await newWriter();
    const index = [`${prefix}-documents`];
    await es.client.indices.refresh({ index });
    const { count } = await es.client.count({ index, query: { exists: { field: 'intent.transaction' } } });
    expect(count).toBe(0);
    expect(await Promise.all(scopes.map(read))).toEqual([before, after]);
  });

  test('paused before its commit, and overtaken · finds a conflict when it wakes, changes nothing', async () => {
    const { scope } = freshTenant();
    const writes = await prepare(scope);
    const paused = await newWriter();
    const commit = paused.proxy.requests + 2;
    const wake = paused.proxy.hold(commit);
    const late = paused.documents.putAll(scope, writes).catch((error: unknown) => error);
    while (paused.proxy.requests <= commit) await delay(10);
    await documents.put(scope, KIND, 'a', 'other', 'any');
    wake();
    expect(await late).toBeInstanceOf(ConflictError);
    expect(await read(scope)).toEqual({ ...before, a: 'other' });
  });

  test('writers that want the same documents, some crashing · each is in all of its documents or in none, in one order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(planArbitrary, { minLength: 3, maxLength: 8 }), async (plans) => {
        const { scope } = freshTenant();
        await documents.putAll(
          scope,
          IDS.map((id) => ({ kind: KIND, id, value: [], expected: 'new' as const })),
        );
        const outcomes = await Promise.all(plans.map((plan, name) => carryOut(scope, plan, name)));
        const histories = await Promise.all(
          IDS.map(async (id) => (await documents.get<number[]>(scope, KIND, id))?.value ?? []),
        );
        for (const [name, { ids }] of plans.entries()) {
          const counts = ids.map((id) => histories[IDS.indexOf(id)]!.filter((entry) => entry === name).length);
          const [first] = counts;
          expect(counts).toEqual(ids.map(() => first));
          if (outcomes[name] !== 'unknown') expect(first).toBe(outcomes[name] === 'done' ? 1 : 0);
        }
        expect(isOneOrder(histories)).toBe(true);
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  const carryOut = async (scope: TenantScope, { ids, crash }: Plan, name: number): Promise<'done' | 'unknown'> => {
    const writer = await newWriter();
    if (crash !== undefined) writer.proxy.crash(writer.proxy.requests + ids.length + crash.at, crash.moment);
    for (;;) {
      try {
        const found = await Promise.all(ids.map((id) => writer.documents.get<number[]>(scope, KIND, id)));
        const writes = found.map((document) => ({
          kind: KIND,
          id: document!.id,
          value: [...document!.value, name],
          expected: document!.version,
        }));
        await writer.documents.putAll(scope, writes);
        return 'done';
      } catch (error) {
        if (error instanceof StoreUnavailableError) return 'unknown';
        if (!(error instanceof ConflictError)) throw error;
      }
    }
  };
});

const IDS = ['a', 'b', 'c', 'd'];

interface Plan {
  readonly ids: readonly string[];
  readonly crash: { readonly at: number; readonly moment: 'before' | 'after' } | undefined;
}

const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  ids: fc.subarray(IDS, { minLength: 1 }),
  crash: fc.option(
    fc.record({ at: fc.nat({ max: 8 }), moment: fc.constantFrom('before' as const, 'after' as const) }),
    { nil: undefined },
  ),
});

/** Whether all histories can have come from one order of all. */
function isOneOrder(histories: readonly (readonly number[])[]): boolean {
  const rest = histories.map((history) => [...history]);
  for (;;) {
    const heads = new Set(rest.flatMap(([head]) => head ?? []));
    if (heads.size === 0) return true;
    const next = [...heads].find((head) => rest.every((history) => history.indexOf(head) <= 0));
    if (next === undefined) return false;
    for (const history of rest) if (history[0] === next) history.shift();
  }
}
