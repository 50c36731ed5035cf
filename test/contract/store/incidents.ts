import fc from 'fast-check';
import { isoTime } from '../../../events/iso-time.ts';
import { ofTenants } from '../../../services/platform/store/scope.ts';
import type { TenantScope } from '../../../services/platform/store/scope.ts';
import { ConflictError, CursorError, NotFoundError, TriageError } from '../../../services/platform/store/store.ts';
import type { IncidentField, IncidentQuery, TriageChange } from '../../../services/platform/store/store.ts';
import { allPages, freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY, HOUR, member, sampleIncident } from './samples.ts';

const ID = '202611-i1';
const BY = { name: 'dora', at: DAY };
const CLOSE: TriageChange = { status: 'closed', disposition: 'true_positive' };

export function incidentContract(bench: Bench): void {
  const incident = async (scope: TenantScope) => {
    const stored = await bench.store.incidents.get(scope, ID);
    if (stored === undefined) throw new Error('no incident');
    return stored;
  };
  const triage = async (scope: TenantScope, change: TriageChange) =>
    bench.store.incidents.triage(scope, ID, (await incident(scope)).version, change, BY);

  describe('incidents.put', () => {
    test('first, newer, same, older · created, updated, duplicate; the newest stays', async () => {
      const { tenant, scope } = freshTenant();
      const outcomes = await bench.store.incidents.put(scope, [
        sampleIncident(tenant, 2, { title: 'two' }),
        sampleIncident(tenant, 3, { title: 'three' }),
        sampleIncident(tenant, 3, { title: 'three again' }),
        sampleIncident(tenant, 1, { title: 'one' }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['created', 'updated', 'duplicate', 'duplicate']);
      expect((await incident(scope)).value).toEqual({
        ...sampleIncident(tenant, 3, { title: 'three' }).incident,
        triage: {},
      });
    });

    test('any order and repetition · the highest sequence stays, triage too', async () => {
      const every = { minLength: 6, maxLength: 6 };
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 3, 2, 1], every), fc.nat(5), async (order, triagedAt) => {
          const { tenant, scope } = freshTenant();
          for (const [index, sequence] of order.entries()) {
            await bench.store.incidents.put(scope, [sampleIncident(tenant, sequence, { title: String(sequence) })]);
            if (index === triagedAt) await triage(scope, CLOSE);
          }
          const { value } = await incident(scope);
          expect([value.title, value.status, value.triage.disposition]).toEqual(['3', 'closed', 'true_positive']);
        }),
        { numRuns: 20 },
      );
    });

    test('every alert taken back · retracted', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1, { detection: 'retracted' })]);
      expect((await incident(scope)).value.status).toBe('retracted');
    });

    test('changed after it was closed · open again, until somebody closes that', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      expect((await triage(scope, CLOSE)).value.status).toBe('closed');
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 2, { risk: 71 })]);
      expect((await incident(scope)).value.status).toBe('closed');
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 3, { revision: 2 })]);
      expect((await incident(scope)).value.status).toBe('open');
      await bench.store.refresh();
      expect((await bench.store.incidents.search(scope, { statuses: ['open'] })).items).toHaveLength(1);
      expect((await triage(scope, CLOSE)).value.status).toBe('closed');
    });

    test('all taken back after it was closed · stays closed', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      await triage(scope, CLOSE);
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 2, { revision: 2, detection: 'retracted' })]);
      expect((await incident(scope)).value.status).toBe('closed');
    });
  });

  describe('incidents.triage', () => {
    test('acknowledged · says so, in the history too', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      const { value } = await triage(scope, { status: 'acknowledged' });
      expect([value.status, value.triage.acknowledged_at]).toEqual(['acknowledged', isoTime(DAY)]);
      await bench.store.refresh();
      const { items } = await bench.store.history.search(scope, { subject: { kind: 'incident', id: ID } });
      expect(items).toMatchObject([{ by: 'dora', action: 'incident.acknowledged' }]);
    });

    test('two at once · one wins, one conflicts', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      const { version } = await incident(scope);
      const results = await Promise.allSettled(
        ['dora', 'emil'].map((assignee) => bench.store.incidents.triage(scope, ID, version, { assignee }, BY)),
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = results.find((result) => result.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(ConflictError);
    });

    test('an alert joined meanwhile · conflict', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      const { version } = await incident(scope);
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 2, { revision: 2 })]);
      await expect(bench.store.incidents.triage(scope, ID, version, CLOSE, BY)).rejects.toThrow(ConflictError);
    });

    test('nothing there, closing without a disposition · refused', async () => {
      const { tenant, scope } = freshTenant();
      await expect(bench.store.incidents.triage(scope, ID, '0', CLOSE, BY)).rejects.toThrow(NotFoundError);
      await bench.store.incidents.put(scope, [sampleIncident(tenant, 1)]);
      await expect(triage(scope, { status: 'closed' })).rejects.toThrow(TriageError);
    });
  });

  describe('incidents.search and count', () => {
    const prepared = async () => {
      const { tenant, scope } = freshTenant();
      const at = (hours: number) => ({ last_event: isoTime(DAY + hours * HOUR) });
      await bench.store.incidents.put(scope, [
        sampleIncident(tenant, 1, { id: 'a', ...at(0), alerts: [member('x'), member('y')] }),
        sampleIncident(tenant, 1, { id: 'b', ...at(1), user: 'bert', severity: 'low' }),
        sampleIncident(tenant, 1, { id: 'c', ...at(2), detection: 'retracted', alerts: [member('z')] }),
      ]);
      await bench.store.refresh();
      return scope;
    };

    test.each<[string, IncidentQuery, string]>([
      ['nothing asked, by the time of the last event', {}, 'cba'],
      ['time', { from: DAY + HOUR, to: DAY + 2 * HOUR }, 'b'],
      ['statuses', { statuses: ['open'] }, 'ba'],
      ['severities', { severities: ['low'] }, 'b'],
      ['user', { user: 'bert' }, 'b'],
      ['alert that belongs to it', { alert: 'y' }, 'a'],
      ['ids', { ids: ['c', 'a'] }, 'ca'],
    ])('%s', async (_name, query, expected) => {
      const scope = await prepared();
      const { items } = await bench.store.incidents.search(scope, query);
      expect(items.map(({ id }) => id).join('')).toBe(expected);
      const total = (await bench.store.incidents.count(scope, query, []))[0]?.count ?? 0;
      expect(total).toBe(expected.length);
    });

    test.each<[readonly IncidentField[], readonly string[]]>([
      [[], [' 3']],
      [['status'], ['open 2', 'retracted 1']],
      [
        ['severity', 'status'],
        ['high|open 1', 'high|retracted 1', 'low|open 1'],
      ],
    ])('count by %j', async (by, expected) => {
      const scope = await prepared();
      const buckets = await bench.store.incidents.count(scope, {}, by);
      expect(buckets.map(({ key, count }) => `${key.join('|')} ${String(count)}`).sort()).toEqual(expected);
    });

    test('several tenants, one without any · counted apart', async () => {
      const [one, other] = [await prepared(), await prepared()];
      const both = ofTenants([one.tenant, other.tenant, freshTenant().tenant]);
      const counted = await bench.store.incidents.count(both, { alert: 'x' }, ['tenant']);
      expect(new Map(counted.map(({ key, count }) => [key[0], count]))).toEqual(
        new Map([
          [one.tenant, 1],
          [other.tenant, 1],
        ]),
      );
    });

    test('pages · all, once; another query’s cursor · refused', async () => {
      const scope = await prepared();
      const items = await allPages((page) => bench.store.incidents.search(scope, {}, page), { limit: 1 });
      expect(items.map(({ id }) => id).join('')).toBe('cba');
      const { next = '' } = await bench.store.incidents.search(scope, {}, { limit: 1 });
      await expect(bench.store.incidents.search(scope, { user: 'bert' }, { after: next })).rejects.toThrow(CursorError);
    });
  });
}
