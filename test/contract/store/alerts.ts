import fc from 'fast-check';
import { isoTime } from '../../../events/iso-time.ts';
import type { AlertRecord } from '../../../services/records/index.ts';
import type { TenantScope } from '../../../services/platform/store/scope.ts';
import { ConflictError, CursorError, NotFoundError, TriageError } from '../../../services/platform/store/store.ts';
import type {
  AlertField,
  AlertQuery,
  Stored,
  StoredAlert,
  TriageChange,
} from '../../../services/platform/store/store.ts';
import { allPages, both, freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY, HOUR, found, retracted, sampleAlert } from './samples.ts';
import type { AlertSample } from './samples.ts';

const ID = '202611-1';
const ACKNOWLEDGE: TriageChange = { status: 'acknowledged' };
const CLOSE: TriageChange = { status: 'closed', disposition: 'false_positive' };
const BY = { name: 'dora', at: DAY + HOUR };
const LATER = { name: 'emil', at: DAY + 2 * HOUR };

export function alertContract(bench: Bench): void {
  const alert = async (scope: TenantScope, id = ID): Promise<Stored<StoredAlert>> => {
    const stored = await bench.store.alerts.get(scope, id);
    if (stored === undefined) throw new Error(`no alert ${id}`);
    return stored;
  };
  const triage = async (scope: TenantScope, change: TriageChange, by = BY, id = ID) =>
    bench.store.alerts.triage(scope, id, (await alert(scope, id)).version, change, by);
  const history = async (scope: TenantScope, id = ID) =>
    (await bench.store.history.search(scope, { subject: { kind: 'alert', id } })).items;
  const standing = ({ value }: Stored<StoredAlert>) => {
    const {
      status,
      detection,
      revision,
      evidence_withdrawn: withdrawn,
      quiet,
      replaced_by: successor,
    } = value.mfa.alert;
    return { status, detection, revision, withdrawn, quiet, successor };
  };

  describe('alerts.merge', () => {
    test('found · created, open, the document whole', async () => {
      const { tenant, scope } = freshTenant();
      expect(await bench.store.alerts.merge(scope, [found(tenant, 1)])).toEqual([{ status: 'created' }]);
      expect((await alert(scope)).value).toEqual(sampleAlert(tenant));
      expect((await alert(scope)).id).toBe(ID);
    });

    test('higher sequence · updates; the same or a lower one · duplicate', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 5, { reason: 'five' })]);
      const outcomes = await bench.store.alerts.merge(scope, [
        found(tenant, 5, { reason: 'five again' }),
        found(tenant, 4, { reason: 'four' }),
        found(tenant, 6, { reason: 'six', severity: 'critical' }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'updated']);
      expect((await alert(scope)).value.event.reason).toBe('six');
      await bench.store.refresh();
      const critical = await bench.store.alerts.search(scope, { severities: ['critical'] });
      expect(critical.items).toHaveLength(1);
    });

    test('retraction without a document · keeps the document, retracted', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1), retracted(tenant, 2)]);
      const stored = await alert(scope);
      expect(standing(stored)).toMatchObject({ status: 'retracted', detection: 'retracted', revision: 1 });
      expect(stored.value.event.reason).toBe(sampleAlert(tenant).event.reason);
    });

    test('retraction before its alert · shows nothing until the document comes, then a retracted one', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [retracted(tenant, 2)]);
      await bench.store.refresh();
      expect(await bench.store.alerts.get(scope, ID)).toBeUndefined();
      expect((await bench.store.alerts.search(scope, {})).items).toEqual([]);
      expect(await bench.store.alerts.count(scope, {}, [])).toEqual([]);
      await bench.store.alerts.merge(scope, [found(tenant, 1)]);
      expect(standing(await alert(scope))).toMatchObject({ status: 'retracted', detection: 'retracted' });
    });

    test('found again after a retraction · open', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1), retracted(tenant, 2, ID, '202611-2'), found(tenant, 3)]);
      expect(standing(await alert(scope))).toMatchObject({ status: 'open', detection: 'active', successor: undefined });
    });

    test('newer document with a lower revision · the revision stays', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1, { revision: 4 })]);
      await bench.store.alerts.merge(scope, [found(tenant, 2, { revision: 1, reason: 'after a rebuild' })]);
      const { value } = await alert(scope);
      expect([value.mfa.alert.revision, value.event.reason]).toEqual([4, 'after a rebuild']);
    });

    test('quiet · as the newest record says', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [{ ...found(tenant, 1), quiet: true }]);
      expect(standing(await alert(scope)).quiet).toBe(true);
      await bench.store.alerts.merge(scope, [found(tenant, 2)]);
      expect(standing(await alert(scope)).quiet).toBeUndefined();
    });

    test('alert that can never be stored · poison, the others are written', async () => {
      const { tenant, scope } = freshTenant();
      const bad = found(tenant, 1, { id: '202611-bad' });
      const timeless = { ...bad, alert: { ...bad.alert, '@timestamp': 'never' } } as AlertRecord;
      const outcomes = await bench.store.alerts.merge(scope, [timeless, found(tenant, 2)]);
      expect(outcomes.map(({ status }) => status)).toEqual(['poison', 'created']);
    });

    test('whatever detection says · triage stays', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1)]);
      await triage(scope, { status: 'acknowledged', assignee: 'dora', note: 'looking' });
      await bench.store.alerts.merge(scope, [found(tenant, 2, { revision: 2 }), retracted(tenant, 3)]);
      const stored = await alert(scope);
      expect(stored.value.triage).toMatchObject({ status: 'acknowledged', assignee: 'dora', steps: ['Ask her'] });
      expect(standing(stored)).toMatchObject({ status: 'acknowledged', detection: 'retracted', withdrawn: true });
    });

    test('any order, repetition and batches of records, triage among them · the same stored alert', async () => {
      const kinds = fc.constantFrom('found', 'retracted', 'replaced');
      const arrivals = fc
        .array(fc.record({ kind: kinds, revision: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 6 })
        .chain((said) => {
          const indices = said.flatMap((_, index) => [index, index]);
          const every = { minLength: indices.length, maxLength: indices.length };
          return fc.tuple(
            fc.constant(said),
            fc.shuffledSubarray(indices, every),
            fc.integer({ min: 1, max: 4 }),
            fc.nat(indices.length),
          );
        });
      await fc.assert(
        fc.asyncProperty(arrivals, async ([said, order, size, triagedAt]) => {
          const ordered = freshTenant();
          const shuffled = freshTenant();
          const recordsFor = ({ tenant }: typeof ordered) =>
            said.map(({ kind, revision }, sequence) => {
              if (kind === 'found') return found(tenant, sequence, { revision, reason: `as of ${String(sequence)}` });
              return retracted(tenant, sequence, ID, kind === 'replaced' ? '202611-2' : undefined);
            });
          await bench.store.alerts.merge(ordered.scope, recordsFor(ordered));
          const records = recordsFor(shuffled);
          let triaged = false;
          for (let at = 0; at < order.length; at += size) {
            const batch = order.slice(at, at + size).map((index) => records[index]!);
            await bench.store.alerts.merge(shuffled.scope, batch);
            const known = await bench.store.alerts.get(shuffled.scope, ID);
            if (!triaged && at >= triagedAt && known !== undefined) {
              await bench.store.alerts.triage(shuffled.scope, ID, known.version, CLOSE, BY);
              triaged = true;
            }
          }
          const expected = await bench.store.alerts.get(ordered.scope, ID);
          if (expected !== undefined && triaged)
            await bench.store.alerts.triage(ordered.scope, ID, expected.version, CLOSE, BY);
          const plain = (stored: Stored<StoredAlert> | undefined) =>
            stored && { ...stored, value: { ...stored.value, organization: undefined } };
          expect(plain(await bench.store.alerts.get(shuffled.scope, ID))).toEqual(
            plain(await bench.store.alerts.get(ordered.scope, ID)),
          );
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('alerts.triage', () => {
    const open = async () => {
      const fresh = freshTenant();
      await bench.store.alerts.merge(fresh.scope, [found(fresh.tenant, 1)]);
      return fresh;
    };

    test('acknowledged · says so, with when; in the history by whom', async () => {
      const { scope } = await open();
      const { value } = await triage(scope, ACKNOWLEDGE);
      expect(value.mfa.alert.status).toBe('acknowledged');
      expect(value.triage.acknowledged_at).toBe(isoTime(BY.at));
      await bench.store.refresh();
      expect(await history(scope)).toMatchObject([
        { at: isoTime(BY.at), by: 'dora', action: 'alert.acknowledged', subject: { kind: 'alert', id: ID } },
      ]);
    });

    test('closed later · keeps when it was first acknowledged', async () => {
      const { scope } = await open();
      await triage(scope, ACKNOWLEDGE);
      const { value } = await triage(scope, CLOSE, LATER);
      expect(value.triage).toMatchObject({
        status: 'closed',
        disposition: 'false_positive',
        acknowledged_at: isoTime(BY.at),
        closed_at: isoTime(LATER.at),
      });
    });

    test('reopened · open, and no longer said to be anything', async () => {
      const { scope } = await open();
      await triage(scope, CLOSE);
      const { value } = await triage(scope, { status: 'open' }, LATER);
      expect([value.mfa.alert.status, value.triage.disposition]).toEqual(['open', undefined]);
      await expect(triage(scope, { status: 'closed' })).rejects.toThrow(TriageError);
    });

    test('assigned, then taken away · each in the history, newest first', async () => {
      const { scope } = await open();
      expect((await triage(scope, { assignee: 'dora' })).value.triage.assignee).toBe('dora');
      await bench.store.refresh();
      expect((await bench.store.alerts.search(scope, { assignee: 'dora' })).items).toHaveLength(1);
      expect((await triage(scope, { assignee: null }, LATER)).value.triage.assignee).toBeUndefined();
      await bench.store.refresh();
      expect((await bench.store.alerts.search(scope, { assignee: 'dora' })).items).toEqual([]);
      expect((await history(scope)).map(({ action }) => action)).toEqual(['alert.unassigned', 'alert.assigned']);
    });

    test('notes · add up', async () => {
      const { scope } = await open();
      await triage(scope, { note: 'one' });
      const { value } = await triage(scope, { note: 'two' }, LATER);
      expect(value.triage.notes).toEqual([
        { at: isoTime(BY.at), by: 'dora', text: 'one' },
        { at: isoTime(LATER.at), by: 'emil', text: 'two' },
      ]);
      expect(value.mfa.alert.status).toBe('open');
    });

    test.each([
      ['that says nothing', {}],
      ['that closes without a disposition', { status: 'closed' as const }],
    ])('change %s · refused, nothing changes', async (_name, change) => {
      const { scope } = await open();
      const before = await alert(scope);
      await expect(triage(scope, change)).rejects.toThrow(TriageError);
      expect(await alert(scope)).toEqual(before);
      await bench.store.refresh();
      expect(await history(scope)).toEqual([]);
    });

    test('two at once on one version · one wins, the other conflicts', async () => {
      const { scope } = await open();
      const { version } = await alert(scope);
      const changes = ['dora', 'emil', 'fred'].map((assignee) =>
        bench.store.alerts.triage(scope, ID, version, { assignee }, { name: assignee, at: BY.at }),
      );
      const results = await Promise.allSettled(changes);
      const won = results.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value.value.triage.assignee] : [],
      );
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
      expect(lost).toHaveLength(2);
      for (const error of lost) expect(error).toBeInstanceOf(ConflictError);
      expect([(await alert(scope)).value.triage.assignee]).toEqual(won);
      await bench.store.refresh();
      expect(await history(scope)).toHaveLength(1);
    });

    test.each<[string, (tenant: AlertRecord['tenant']) => AlertRecord, boolean]>([
      ['raised its revision', (tenant) => found(tenant, 2, { revision: 2 }), true],
      ['took it back', (tenant) => retracted(tenant, 2), true],
      ['only grew', (tenant) => found(tenant, 2, { reason: 'more of the same' }), false],
    ])('detection %s meanwhile · conflict only where it matters', async (_name, record, conflicts) => {
      const { tenant, scope } = await open();
      const { version } = await alert(scope);
      await bench.store.alerts.merge(scope, [record(tenant)]);
      const late = bench.store.alerts.triage(scope, ID, version, ACKNOWLEDGE, BY);
      if (conflicts) await expect(late).rejects.toThrow(ConflictError);
      else expect((await late).value.mfa.alert.status).toBe('acknowledged');
    });

    test('alert nobody has, or only a retraction of one · not found', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [retracted(tenant, 1)]);
      const missing = bench.store.alerts.triage(scope, ID, '0', ACKNOWLEDGE, BY);
      await expect(missing).rejects.toThrow(NotFoundError);
      await expect(bench.store.alerts.except(scope, 'none', 'x')).rejects.toThrow(NotFoundError);
    });

    test('store opened again · all still there', async () => {
      const { scope } = await open();
      const before = await triage(scope, CLOSE);
      await bench.reopen();
      expect(await alert(scope)).toEqual(before);
    });
  });

  describe('alerts, superseded', () => {
    const OTHER = '202611-2';
    const THIRD = '202611-3';

    test.each([
      ['is there', true],
      ['comes later', false],
    ])('successor %s · triage follows, with a word in its history', async (_name, there) => {
      const { tenant, scope } = freshTenant();
      const successor = found(tenant, 3, { id: OTHER });
      await bench.store.alerts.merge(scope, there ? [found(tenant, 1), successor] : [found(tenant, 1)]);
      await triage(scope, { status: 'acknowledged', assignee: 'dora', note: 'looking' });
      await bench.store.alerts.merge(scope, [retracted(tenant, 2, ID, OTHER)]);
      if (!there) await bench.store.alerts.merge(scope, [successor]);
      const { value } = await alert(scope, OTHER);
      expect(value.triage).toMatchObject({ status: 'acknowledged', assignee: 'dora', notes: [{ text: 'looking' }] });
      expect(value.mfa.alert.status).toBe('acknowledged');
      expect((await alert(scope)).value.mfa.alert.replaced_by).toBe(OTHER);
      await bench.store.refresh();
      expect(await history(scope, OTHER)).toMatchObject([
        { by: 'mfawatch', action: 'alert.superseded', detail: { from: ID } },
      ]);
      await bench.store.alerts.merge(scope, [retracted(tenant, 2, ID, OTHER), successor]);
      await bench.store.refresh();
      expect(await history(scope, OTHER)).toHaveLength(1);
    });

    test('successor somebody spoke of · keeps that', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1), found(tenant, 2, { id: OTHER })]);
      await triage(scope, ACKNOWLEDGE);
      await triage(scope, CLOSE, LATER, OTHER);
      await bench.store.alerts.merge(scope, [retracted(tenant, 3, ID, OTHER)]);
      expect((await alert(scope, OTHER)).value.mfa.alert.status).toBe('closed');
    });

    test('a chain of successors, each known before the triaged one goes · the last has the triage', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [
        found(tenant, 1),
        found(tenant, 2, { id: OTHER }),
        found(tenant, 3, { id: THIRD }),
      ]);
      await triage(scope, ACKNOWLEDGE);
      await bench.store.alerts.merge(scope, [retracted(tenant, 4, OTHER, THIRD), retracted(tenant, 5, ID, OTHER)]);
      expect((await alert(scope, THIRD)).value.mfa.alert.status).toBe('acknowledged');
    });

    test('alerts that name each other · end', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1), found(tenant, 2, { id: OTHER })]);
      await triage(scope, ACKNOWLEDGE);
      await bench.store.alerts.merge(scope, [retracted(tenant, 3, OTHER, ID), retracted(tenant, 4, ID, OTHER)]);
      expect((await alert(scope, OTHER)).value.mfa.alert.status).toBe('acknowledged');
    });

    test('any order of what detection said · triage follows', async () => {
      const said = (tenant: AlertRecord['tenant']) => [
        retracted(tenant, 2, ID, OTHER),
        found(tenant, 3, { id: OTHER }),
      ];
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([0, 1, 0, 1], { minLength: 4 }), async (order) => {
          const { tenant, scope } = freshTenant();
          await bench.store.alerts.merge(scope, [found(tenant, 1)]);
          await triage(scope, CLOSE);
          for (const index of order) await bench.store.alerts.merge(scope, [said(tenant)[index]!]);
          expect((await alert(scope, OTHER)).value.triage).toMatchObject({
            status: 'closed',
            disposition: 'false_positive',
          });
        }),
        { numRuns: 10 },
      );
    });
  });

  describe('alerts.except', () => {
    test('exception named, again, and taken away · hides and shows', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(scope, [found(tenant, 1), found(tenant, 1, { id: '202611-2' })]);
      const { version } = await alert(scope);
      await bench.store.alerts.except(scope, ID, 'x1');
      await bench.store.alerts.except(scope, ID, 'x1');
      await bench.store.alerts.merge(scope, [found(tenant, 2)]);
      await bench.store.refresh();
      const hidden = async (excepted: boolean) =>
        (await bench.store.alerts.search(scope, { excepted })).items.map(({ id }) => id);
      expect([await hidden(true), await hidden(false)]).toEqual([[ID], ['202611-2']]);
      const stored = await alert(scope);
      expect([stored.value.mfa.alert.exception, stored.version]).toEqual(['x1', version]);
      await bench.store.alerts.except(scope, ID, null);
      await bench.store.refresh();
      expect(await hidden(true)).toEqual([]);
      expect((await alert(scope)).value.mfa.alert.exception).toBeUndefined();
    });
  });

  describe('alerts.search and count', () => {
    const SAMPLES: readonly AlertSample[] = [
      { id: 'a', time: DAY, severity: 'low', detector: 'sms-mfa-use', rule: 'sms', ruleName: 'SMS as second factor' },
      { id: 'b', time: DAY + 1, user: 'bert@acme.example', reason: '50% off _all_ "phones" für Müller' },
      { id: 'c', time: DAY + 24 * HOUR, ip: '198.51.100.20', severity: 'critical' },
    ];
    const prepared = async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.alerts.merge(
        scope,
        SAMPLES.map((sample) => found(tenant, 1, sample)),
      );
      await bench.store.alerts.merge(scope, [retracted(tenant, 2, 'a')]);
      await triage(scope, ACKNOWLEDGE, BY, 'b');
      await bench.store.refresh();
      return { tenant, scope };
    };

    test.each<[string, AlertQuery, string]>([
      ['nothing asked', {}, 'cba'],
      ['time', { from: DAY + 1, to: DAY + 24 * HOUR }, 'b'],
      ['statuses', { statuses: ['open', 'acknowledged'] }, 'cb'],
      ['retracted ones', { statuses: ['retracted'] }, 'a'],
      ['detection', { detection: 'active' }, 'cb'],
      ['severities', { severities: ['low', 'critical'] }, 'ca'],
      ['detectors', { detectors: ['sms-mfa-use'] }, 'a'],
      ['rules', { rules: ['travel'] }, 'cb'],
      ['user', { user: 'bert@acme.example' }, 'b'],
      ['ids', { ids: ['a', 'c', 'z'] }, 'ca'],
      ['word of the rule name', { text: 'factor' }, 'a'],
      ['word of the reason, other case', { text: 'BERLIN' }, 'ca'],
      ['user name', { text: 'bert@acme.example' }, 'b'],
      ['address', { text: '198.51.100.20' }, 'c'],
      ['beginning of a word', { text: 'berl' }, 'ca'],
      ['all words must occur', { text: 'müller phones' }, 'b'],
      ['one word is missing', { text: 'müller travelled' }, ''],
      ['words of a search language', { text: 'phones NOT off' }, ''],
      ['quotes and wildcards', { text: '"phones" OR* NEAR( %' }, ''],
      ['percent sign alone', { text: '%' }, 'cba'],
      ['text and filter', { text: 'berlin', severities: ['low'] }, 'a'],
      ['empty list', { statuses: [] }, ''],
    ])('%s', async (_name, query, expected) => {
      const { scope } = await prepared();
      const { items } = await bench.store.alerts.search(scope, query);
      expect(items.map(({ id }) => id).join('')).toBe(expected);
      const total = (await bench.store.alerts.count(scope, query, []))[0]?.count ?? 0;
      expect(total).toBe(expected.length);
    });

    test.each<[readonly AlertField[], readonly string[]]>([
      [['status'], ['acknowledged 1', 'open 1', 'retracted 1']],
      [
        ['severity', 'detector'],
        ['critical|impossible-travel 1', 'high|impossible-travel 1', 'low|sms-mfa-use 1'],
      ],
      [['rule'], ['sms 1', 'travel 2']],
      [['user'], ['anna@acme.example 2', 'bert@acme.example 1']],
      [['day'], ['2026-11-20 2', '2026-11-21 1']],
    ])('count by %j', async (by, expected) => {
      const { scope } = await prepared();
      const buckets = await bench.store.alerts.count(scope, {}, by);
      expect(buckets.map(({ key, count }) => `${key.join('|')} ${String(count)}`).sort()).toEqual(expected);
    });

    test('several tenants · counted and paged together', async () => {
      const a = await prepared();
      const b = await prepared();
      const scope = both(a.tenant, b.tenant);
      const counted = await bench.store.alerts.count(scope, {}, ['tenant']);
      expect(new Map(counted.map(({ key, count }) => [key[0], count]))).toEqual(
        new Map([
          [a.tenant, 3],
          [b.tenant, 3],
        ]),
      );
      const items = await allPages((page) => bench.store.alerts.search(scope, {}, page), { limit: 2, order: 'asc' });
      expect(items.map(({ id }) => id).join('')).toBe('aabbcc');
    });

    test('cursor of another query · refused', async () => {
      const { scope } = await prepared();
      const { next = '' } = await bench.store.alerts.search(scope, {}, { limit: 1 });
      const other = bench.store.alerts.search(scope, { text: 'sms' }, { after: next });
      await expect(other).rejects.toThrow(CursorError);
    });
  });
}
