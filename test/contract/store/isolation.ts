import { isoTime } from '../../../events/iso-time.ts';
import { ScopeError, ofTenants } from '../../../services/platform/store/scope.ts';
import type { TenantsScope } from '../../../services/platform/store/scope.ts';
import { NotFoundError } from '../../../services/platform/store/store.ts';
import type { Store } from '../../../services/platform/store/store.ts';
import { both, freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY, found, retracted, sampleEvent, sampleIncident } from './samples.ts';

const ALERT = '202611-1';
const INCIDENT = '202611-i1';
const SUBJECT = { kind: 'alert', id: ALERT };
const BY = { name: 'mallory', at: DAY };
const PEOPLE = ['okta:id-anna', 'address:anna@acme.example'];

type Read = readonly [name: string, read: (store: Store, scope: TenantsScope) => Promise<unknown>];

async function eachOf(store: Store, scope: TenantsScope): Promise<unknown> {
  for await (const batch of store.events.each(scope, { people: PEOPLE })) if (batch.length > 0) return batch;
  return [];
}

const READS: readonly Read[] = [
  ['events.get', (store, scope) => store.events.get(scope, 'okta', 'event-1')],
  ['events.search', async (store, scope) => (await store.events.search(scope, {})).items],
  ['events.search by people', async (store, scope) => (await store.events.search(scope, { people: PEOPLE })).items],
  ['events.search by ids', async (store, scope) => (await store.events.search(scope, { ids: ['event-1'] })).items],
  ['events.each', eachOf],
  ['events.aggregate', (store, scope) => store.events.aggregate(scope, {}, ['user'])],
  ['events.aggregate by people', (store, scope) => store.events.aggregate(scope, { people: PEOPLE }, ['user'])],
  ['alerts.get', (store, scope) => store.alerts.get(scope, ALERT)],
  ['alerts.search', async (store, scope) => (await store.alerts.search(scope, {})).items],
  ['alerts.search by text', async (store, scope) => (await store.alerts.search(scope, { text: 'berlin' })).items],
  ['alerts.search by ids', async (store, scope) => (await store.alerts.search(scope, { ids: [ALERT] })).items],
  ['alerts.count', (store, scope) => store.alerts.count(scope, {}, ['user'])],
  ['incidents.get', (store, scope) => store.incidents.get(scope, INCIDENT)],
  ['incidents.search', async (store, scope) => (await store.incidents.search(scope, {})).items],
  ['incidents.search by alert', async (store, scope) => (await store.incidents.search(scope, { alert: ALERT })).items],
  ['incidents.count', (store, scope) => store.incidents.count(scope, {}, ['status'])],
  ['incidents.count by alert', (store, scope) => store.incidents.count(scope, { alert: ALERT }, ['tenant'])],
  ['history.search', async (store, scope) => (await store.history.search(scope, { subject: SUBJECT })).items],
  ['documents.list', async (store, scope) => (await store.documents.list(scope, 'settings')).items],
];

/** I5: whatever is asked with a foreign scope, the answer is as if the tenant's data were not there. */
export function isolationContract(bench: Bench): void {
  const filled = async () => {
    const { store } = bench;
    const own = freshTenant();
    const { tenant, scope } = own;
    await store.events.put(scope, [sampleEvent(tenant)]);
    await store.alerts.merge(scope, [found(tenant, 1)]);
    await store.incidents.put(scope, [sampleIncident(tenant, 1, { alerts: [{ id: ALERT }] as never })]);
    const at = isoTime(DAY);
    await store.history.append(scope, [{ id: 'h', at, by: 'dora', action: 'alert.noted', subject: SUBJECT }]);
    await store.documents.put(scope, 'settings', 'a', 'secret', 'new');
    await store.blobs.put(scope, 'report', new Uint8Array([1]), 'text/csv');
    await store.refresh();
    return { ...own, foreign: freshTenant() };
  };
  const isEmpty = (answer: unknown): boolean => answer === undefined || (Array.isArray(answer) && answer.length === 0);

  describe('isolation of reads', () => {
    test.each(READS)(
      '%s · own scope sees it; a foreign one, a set without it and an empty set do not',
      async (_name, read) => {
        const { tenant, scope, foreign } = await filled();
        expect(isEmpty(await read(bench.store, scope))).toBe(false);
        expect(isEmpty(await read(bench.store, both(tenant, foreign.tenant)))).toBe(false);
        for (const none of [foreign.scope, ofTenants([foreign.tenant]), ofTenants([])])
          expect(isEmpty(await read(bench.store, none))).toBe(true);
      },
    );

    test('documents.get, blobs.get, blobs.list · foreign · nothing', async () => {
      const { foreign } = await filled();
      expect(await bench.store.documents.get(foreign.scope, 'settings', 'a')).toBeUndefined();
      expect(await bench.store.blobs.get(foreign.scope, 'report')).toBeUndefined();
      expect(await bench.store.blobs.list(foreign.scope)).toEqual([]);
    });
  });

  describe('isolation of writes', () => {
    test('bulk writes of a foreign document · ScopeError, nothing of the call is written', async () => {
      const { tenant, foreign } = await filled();
      const { store } = bench;
      const theirs = foreign.tenant;
      const scope = ofTenants([tenant]);
      const writes = [
        store.events.put(scope, [sampleEvent(tenant, { id: 'new' }), sampleEvent(theirs)]),
        store.alerts.merge(scope, [found(tenant, 1, { id: 'new' }), found(theirs, 1)]),
        store.alerts.merge(scope, [{ ...retracted(theirs, 9) }]),
        store.alerts.merge(scope, [{ ...found(theirs, 9), tenant }]),
        store.incidents.put(scope, [sampleIncident(tenant, 1, { id: 'new' }), sampleIncident(theirs, 1)]),
      ];
      for (const result of await Promise.allSettled(writes))
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(ScopeError) });
      await store.refresh();
      expect(await store.events.get(scope, 'okta', 'new')).toBeUndefined();
      expect(await store.alerts.get(scope, 'new')).toBeUndefined();
      expect(await store.incidents.get(scope, 'new')).toBeUndefined();
    });

    test('triage and exceptions · foreign · not found, nothing changes', async () => {
      const { scope, foreign } = await filled();
      const { store } = bench;
      const alert = await store.alerts.get(scope, ALERT);
      const incident = await store.incidents.get(scope, INCIDENT);
      const change = { assignee: 'mallory' };
      const writes = [
        store.alerts.triage(foreign.scope, ALERT, alert!.version, change, BY),
        store.alerts.except(foreign.scope, ALERT, 'x'),
        store.incidents.triage(foreign.scope, INCIDENT, incident!.version, change, BY),
      ];
      for (const result of await Promise.allSettled(writes))
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(NotFoundError) });
      expect(await store.alerts.get(scope, ALERT)).toEqual(alert);
      expect(await store.incidents.get(scope, INCIDENT)).toEqual(incident);
    });

    test('documents, history, blobs, retention · foreign · touch only their own', async () => {
      const { scope, foreign } = await filled();
      const { store } = bench;
      const theirs = foreign.scope;
      await store.documents.put(theirs, 'settings', 'a', 'theirs', 'new');
      await store.documents.delete(theirs, 'settings', 'a');
      const at = isoTime(DAY + 1);
      await store.history.append(theirs, [{ id: 'h', at, by: 'mallory', action: 'alert.noted', subject: SUBJECT }]);
      await store.blobs.put(theirs, 'report', new Uint8Array([2]), 'text/csv');
      await store.blobs.delete(theirs, 'report');
      for (const kind of ['events', 'alerts', 'incidents', 'history'] as const)
        await store.retain(theirs, kind, Number.MAX_SAFE_INTEGER);
      await store.refresh();
      for (const [, read] of READS) expect(isEmpty(await read(store, scope))).toBe(false);
      expect((await store.documents.get(scope, 'settings', 'a'))?.value).toBe('secret');
      expect([...(await store.blobs.get(scope, 'report'))!.bytes]).toEqual([1]);
      expect((await store.history.search(scope, {})).items).toMatchObject([{ by: 'dora' }]);
    });

    test('an alert replaced by one of another tenant · nothing follows', async () => {
      const { tenant, scope, foreign } = await filled();
      const { store } = bench;
      await store.alerts.merge(foreign.scope, [found(foreign.tenant, 1, { id: '202611-2' })]);
      const { version } = (await store.alerts.get(scope, ALERT))!;
      await store.alerts.triage(scope, ALERT, version, { status: 'acknowledged' }, BY);
      await store.alerts.merge(scope, [retracted(tenant, 2, ALERT, '202611-2')]);
      expect((await store.alerts.get(foreign.scope, '202611-2'))?.value.triage).toEqual({ steps: ['Ask her'] });
    });
  });
}
