import { isoTime } from '../../../events/iso-time.ts';
import { freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY, found, retracted, sampleEvent, sampleIncident } from './samples.ts';

export function retentionContract(bench: Bench): void {
  describe('retain', () => {
    test('events · older ones go, and with the last of them what finds a person; others stay', async () => {
      const { tenant, scope } = freshTenant();
      const other = freshTenant();
      const events = Array.from({ length: 1_200 }, (_, index) =>
        sampleEvent(tenant, { id: String(index), time: DAY + index, user: index < 1_100 ? 'anna' : 'bert' }),
      );
      await bench.store.events.put(scope, events);
      await bench.store.events.put(other.scope, [sampleEvent(other.tenant)]);
      await bench.store.refresh();
      expect(await bench.store.retain(scope, 'events', DAY + 1_101)).toBe(1_101);
      await bench.store.refresh();
      expect(await bench.store.events.aggregate(scope, {}, ['user'])).toEqual([
        { key: ['bert@acme.example'], count: 99 },
      ]);
      expect((await bench.store.events.search(scope, { people: ['okta:id-anna'] })).items).toEqual([]);
      expect((await bench.store.events.search(scope, { people: ['okta:id-bert'] })).items).toHaveLength(99);
      expect((await bench.store.events.search(other.scope, {})).items).toHaveLength(1);
      expect(await bench.store.retain(scope, 'events', DAY + 1_101)).toBe(0);
    });

    test('events gone · may come again', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant)]);
      await bench.store.refresh();
      await bench.store.retain(scope, 'events', DAY + 1);
      expect(await bench.store.events.put(scope, [sampleEvent(tenant)])).toEqual([{ status: 'created' }]);
      await bench.store.refresh();
      expect((await bench.store.events.search(scope, { people: ['okta:id-anna'] })).items).toHaveLength(1);
    });

    test('alerts, incidents, history · older ones go', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [
        found(tenant, 1, { id: 'a' }),
        found(tenant, 1, { id: 'b', time: DAY + 5 }),
      ]);
      await bench.store.alerts.merge(scope, [retracted(tenant, 1, '202601-c')]);
      await bench.store.incidents.put(scope, [
        sampleIncident(tenant, 1, { id: 'a' }),
        sampleIncident(tenant, 1, { id: 'b', last_event: isoTime(DAY + 5) }),
      ]);
      const entry = { by: 'x', action: 'y', subject: { kind: 'k', id: 'i' } };
      await bench.store.history.append(scope, [
        { ...entry, id: 'a', at: isoTime(DAY) },
        { ...entry, id: 'b', at: isoTime(DAY + 5) },
      ]);
      await bench.store.refresh();
      expect(await bench.store.retain(scope, 'alerts', DAY + 5)).toBeGreaterThanOrEqual(1);
      expect(await bench.store.retain(scope, 'incidents', DAY + 5)).toBe(1);
      expect(await bench.store.retain(scope, 'history', DAY + 5)).toBe(1);
      await bench.store.refresh();
      const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);
      expect(ids(await bench.store.alerts.search(scope, {}))).toEqual(['b']);
      expect(ids(await bench.store.alerts.search(scope, { text: 'berlin' }))).toEqual(['b']);
      expect(ids(await bench.store.incidents.search(scope, {}))).toEqual(['b']);
      expect(ids(await bench.store.history.search(scope, {}))).toEqual(['b']);
    });
  });

  test('ping · a store that works · resolves', async () => {
    await bench.store.ping();
  });
}
