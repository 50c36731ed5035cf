import fc from 'fast-check';
import type { MfaEvent } from '../../../events/event.ts';
import { isoTime } from '../../../events/iso-time.ts';
import { CursorError } from '../../../services/platform/store/store.ts';
import type { EventField, EventQuery, StoredEvent } from '../../../services/platform/store/store.ts';
import { allPages, both, freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY, HOUR, sampleEvent } from './samples.ts';

export function eventContract(bench: Bench): void {
  const ids = (events: readonly StoredEvent[]): readonly string[] => events.map(({ event }) => event.id);

  describe('events.put', () => {
    test('new event · created · stored whole, with when it was written', async () => {
      const { tenant, scope } = freshTenant();
      const event = sampleEvent(tenant, { methods: ['sms'], message: 'ä "quoted" \u0000 \u{1f600}' });
      expect(await bench.store.events.put(scope, [event])).toEqual([{ status: 'created' }]);
      const ingested = isoTime(bench.clock.now);
      expect(await bench.store.events.get(scope, 'okta', 'event-1')).toEqual({
        ...event,
        event: { ...event.event, ingested },
      });
    });

    test('events with their JSON, one of them refused, one revised · each is stored as its own', async () => {
      const { tenant, scope } = freshTenant();
      const put = (events: readonly MfaEvent[]): ReturnType<typeof bench.store.events.put> =>
        bench.store.events.put(
          scope,
          events,
          events.map((event) => Buffer.from(JSON.stringify(event))),
        );
      const first = sampleEvent(tenant, { id: 'a', message: 'ä \u{1f600}' });
      const refused = sampleEvent(tenant, { id: '' });
      const second = sampleEvent(tenant, { id: 'b', rank: 1 });
      const revised = sampleEvent(tenant, { id: 'b', rank: 2, message: 'revised' });
      const outcomes = await put([first, refused, second, revised]);
      expect(outcomes.map(({ status }) => status)).toEqual(['created', 'poison', 'created', 'updated']);
      expect(await bench.store.events.get(scope, 'okta', 'a')).toMatchObject({ message: first.message });
      expect(await bench.store.events.get(scope, 'okta', 'b')).toMatchObject({ message: 'revised' });
    });

    test('JSON of fewer events than are put · refused', async () => {
      const { tenant, scope } = freshTenant();
      await expect(bench.store.events.put(scope, [sampleEvent(tenant)], [])).rejects.toThrow(RangeError);
    });

    test('the same id of another source or tenant · another event', async () => {
      const a = freshTenant();
      const b = freshTenant();
      const events = [
        sampleEvent(a.tenant),
        sampleEvent(a.tenant, { source: 'entra' }),
        sampleEvent(b.tenant, { user: 'bert' }),
      ];
      const outcomes = await bench.store.events.put(both(a.tenant, b.tenant), events);
      expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
      expect((await bench.store.events.get(b.scope, 'okta', 'event-1'))?.user?.name).toBe('bert@acme.example');
    });

    test('higher rank · replaces, keeps when it was first written', async () => {
      const { tenant, scope } = freshTenant();
      const ingested = isoTime(bench.clock.now);
      await bench.store.events.put(scope, [sampleEvent(tenant)]);
      bench.clock.now += HOUR;
      const revised = sampleEvent(tenant, { rank: 2, time: DAY + 5, operation: 'verify', methods: ['sms'] });
      expect(await bench.store.events.put(scope, [revised])).toEqual([{ status: 'updated' }]);
      await bench.store.refresh();
      const stored = { ...revised, event: { ...revised.event, ingested } };
      const search = async (query: EventQuery) => (await bench.store.events.search(scope, query)).items;
      expect(await search({ from: DAY + 5, operations: ['verify'], methods: ['sms'] })).toEqual([stored]);
      expect(await search({ to: DAY + 5 })).toEqual([]);
      expect(await search({ operations: ['sign_in'] })).toEqual([]);
      expect(await search({ people: ['okta:id-anna'] })).toEqual([stored]);
    });

    test.each([
      ['same rank', 2],
      ['lower rank', 1],
    ])('%s · duplicate, the first stays', async (_name, rank) => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant, { rank: 2, message: 'first' })]);
      const outcomes = await bench.store.events.put(scope, [sampleEvent(tenant, { rank, message: 'second' })]);
      expect(outcomes).toEqual([{ status: 'duplicate' }]);
      expect((await bench.store.events.get(scope, 'okta', 'event-1'))?.message).toBe('first');
    });

    test('copies of one event in one call · are handled one after another', async () => {
      const { tenant, scope } = freshTenant();
      const copies = [1, 3, 2, 3].map((rank) => sampleEvent(tenant, { rank, message: String(rank) }));
      const outcomes = await bench.store.events.put(scope, copies);
      expect(outcomes.map(({ status }) => status)).toEqual(['created', 'updated', 'duplicate', 'duplicate']);
      expect((await bench.store.events.get(scope, 'okta', 'event-1'))?.message).toBe('3');
    });

    test.each([
      ['newer', 2, 'updated'],
      ['older', 0, 'duplicate'],
    ])('%s copy names other people · tells whose the stored one was', async (_name, rank, status) => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant, { user: 'anna', target: 'carl' })]);
      const [outcome] = await bench.store.events.put(scope, [sampleEvent(tenant, { user: 'bert', rank })]);
      expect(outcome?.status).toBe(status);
      expect([...((outcome as { otherPeople?: readonly string[] }).otherPeople ?? [])].sort()).toEqual(
        ['okta:id-anna', 'address:anna@acme.example', 'okta:id-carl', 'address:carl@acme.example'].sort(),
      );
    });

    test('newer copy names other people, put again · says the same again', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant, { user: 'anna' })]);
      const revised = sampleEvent(tenant, { user: 'bert', rank: 2 });
      const [first] = await bench.store.events.put(scope, [revised]);
      const [again] = await bench.store.events.put(scope, [revised]);
      expect(again).toEqual({ ...first, status: 'duplicate' });
    });

    test('newer copy names other people · only they find it', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant, { user: 'anna' })]);
      await bench.store.events.put(scope, [sampleEvent(tenant, { user: 'bert', rank: 2 })]);
      await bench.store.refresh();
      const of = async (token: string) => (await bench.store.events.search(scope, { people: [token] })).items.length;
      expect([await of('okta:id-anna'), await of('okta:id-bert')]).toEqual([0, 1]);
    });

    test.each([
      ['newer', [1, 2], ['created', 'updated']],
      ['older', [2, 1], ['created', 'duplicate']],
    ])('%s copy of another month · still one event, of the newest copy’s time', async (_name, ranks, statuses) => {
      const { tenant, scope } = freshTenant();
      const copies = ranks.map((rank) => sampleEvent(tenant, { rank, time: DAY + rank * 60 * 24 * HOUR }));
      for (const [at, copy] of copies.entries())
        expect((await bench.store.events.put(scope, [copy])).map(({ status }) => status)).toEqual([statuses[at]]);
      await bench.store.refresh();
      const newest = copies.find(({ mfa }) => mfa.rank === 2)!;
      const { items } = await bench.store.events.search(scope, {});
      expect(items.map((item) => item['@timestamp'])).toEqual([newest['@timestamp']]);
      expect(await bench.store.events.put(scope, copies)).toEqual([{ status: 'duplicate' }, { status: 'duplicate' }]);
      expect((await bench.store.events.get(scope, 'okta', 'event-1'))?.mfa.rank).toBe(2);
    });

    test('event that can never be stored · poison, the others are written', async () => {
      const { tenant, scope } = freshTenant();
      const timeless = { ...sampleEvent(tenant, { id: 'bad' }), '@timestamp': 'yesterday' } as MfaEvent;
      const outcomes = await bench.store.events.put(scope, [timeless, sampleEvent(tenant)]);
      expect(outcomes).toEqual([
        { status: 'poison', reason: expect.stringContaining('yesterday') },
        { status: 'created' },
      ]);
    });

    test('any order, repetition and batches of copies · the same stored events', async () => {
      const copy = fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        rank: fc.integer({ min: 0, max: 4 }),
      });
      const arrivals = fc
        .array(copy, { minLength: 1, maxLength: 12 })
        .chain((copies) =>
          fc.tuple(
            fc.shuffledSubarray([...copies, ...copies], { minLength: copies.length * 2, maxLength: copies.length * 2 }),
            fc.integer({ min: 1, max: 5 }),
            fc.constant(copies),
          ),
        );
      await fc.assert(
        fc.asyncProperty(arrivals, async ([order, size, copies]) => {
          const { tenant, scope } = freshTenant();
          // What a copy says follows from its rank, as it does for providers' records.
          const eventOf = ({ id, rank }: { id: string; rank: number }) =>
            sampleEvent(tenant, { id, rank, user: `user-${String(rank)}`, time: DAY + rank });
          for (let at = 0; at < order.length; at += size)
            await bench.store.events.put(scope, order.slice(at, at + size).map(eventOf));
          await bench.store.refresh();
          const ranks = new Map<string, number>();
          for (const { id, rank } of copies) ranks.set(id, Math.max(rank, ranks.get(id) ?? 0));
          const { items } = await bench.store.events.search(scope, {});
          expect(new Map(items.map(({ event, mfa }) => [event.id, mfa.rank]))).toEqual(ranks);
          expect(items).toHaveLength(ranks.size);
          for (const [id, rank] of ranks) {
            const { items: theirs } = await bench.store.events.search(scope, {
              people: [`okta:id-user-${String(rank)}`],
            });
            expect(ids(theirs)).toContain(id);
          }
        }),
        { numRuns: 40 },
      );
    });
  });

  describe('events.search', () => {
    const found = async (query: EventQuery) => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [
        sampleEvent(tenant, { id: 'a', time: DAY, user: 'anna', methods: ['sms', 'push'], ip: '203.0.113.7' }),
        sampleEvent(tenant, { id: 'b', time: DAY + 1, user: 'bert', target: 'anna', operation: 'reset_all' }),
        sampleEvent(tenant, { id: 'c', time: DAY + 2, source: 'entra', dataset: 'entra.signin', outcome: 'failure' }),
        sampleEvent(tenant, { id: 'd', time: DAY + 3, user: 'carl', prefix: '203.0.113.0/24', methods: ['voice'] }),
      ]);
      await bench.store.refresh();
      return ids((await bench.store.events.search(scope, query)).items).join('');
    };

    test.each<[string, EventQuery, string]>([
      ['nothing asked', {}, 'dcba'],
      ['from, inclusive, to, exclusive', { from: DAY + 1, to: DAY + 3 }, 'cb'],
      ['person who acted or was acted upon', { people: ['okta:id-anna'] }, 'ba'],
      ['several tokens of one person', { people: ['okta:id-anna', 'address:anna@acme.example'] }, 'cba'],
      ['person and time', { people: ['okta:id-anna'], from: DAY + 1 }, 'b'],
      ['person and ids', { people: ['okta:id-anna'], ids: ['a', 'd'] }, 'a'],
      ['person nobody knows', { people: ['okta:nobody'] }, ''],
      ['ids', { ids: ['d', 'a', 'z'] }, 'da'],
      ['sources', { sources: ['entra'] }, 'c'],
      ['datasets', { datasets: ['okta.system'] }, 'dba'],
      ['operations', { operations: ['reset_all', 'enroll'] }, 'b'],
      ['outcome', { outcome: 'failure' }, 'c'],
      ['methods of any step', { methods: ['push', 'voice'] }, 'da'],
      ['ip', { ip: '203.0.113.7' }, 'a'],
      ['prefixes', { prefixes: ['203.0.113.0/24'] }, 'd'],
      ['all must hold', { sources: ['okta'], methods: ['sms'], to: DAY }, ''],
      ['of an empty list nothing', { operations: [] }, ''],
      ['hostile text', { ip: `' OR 1=1 --`, people: [`okta:x' OR '1'='1`] }, ''],
    ])('%s', async (_name, query, expected) => {
      expect(await found(query)).toBe(expected);
    });

    test('pages of any size · everything once, by time then id, either way', async () => {
      const { tenant, scope } = freshTenant();
      const events = Array.from({ length: 23 }, (_, index) =>
        sampleEvent(tenant, { id: `e${String(index).padStart(2, '0')}`, time: DAY + Math.floor(index / 5) }),
      );
      await bench.store.events.put(scope, [...events].reverse());
      await bench.store.refresh();
      const wanted = ids(events as StoredEvent[]);
      for (const limit of [1, 4, 5, 22, 23, 24]) {
        for (const query of [{}, { people: ['okta:id-anna', 'address:anna@acme.example'] }]) {
          const search = (page: object) => bench.store.events.search(scope, query, page);
          expect(ids(await allPages(search, { limit, order: 'asc' }))).toEqual(wanted);
          expect(ids(await allPages(search, { limit }))).toEqual([...wanted].reverse());
        }
      }
    });

    test('events written between pages · those that were there are seen once', async () => {
      const { tenant, scope } = freshTenant();
      const at = (index: number) => sampleEvent(tenant, { id: `e${String(index)}`, time: DAY + index });
      await bench.store.events.put(scope, [1, 3, 5, 7].map(at));
      await bench.store.refresh();
      let extra = 0;
      const seen = await allPages(
        async (page) => {
          const found = await bench.store.events.search(scope, {}, page);
          await bench.store.events.put(scope, [at(extra++), at(8 + extra)]);
          await bench.store.refresh();
          return found;
        },
        { limit: 1 },
      );
      const old = ids(seen).filter((id) => ['e1', 'e3', 'e5', 'e7'].includes(id));
      expect(old).toEqual(['e7', 'e5', 'e3', 'e1']);
    });

    test('page larger than allowed · 1,000; unasked · 100', async () => {
      const { tenant, scope } = freshTenant();
      const events = Array.from({ length: 1_005 }, (_, index) =>
        sampleEvent(tenant, { id: String(index), time: DAY + index }),
      );
      await bench.store.events.put(scope, events);
      await bench.store.refresh();
      expect((await bench.store.events.search(scope, {}, { limit: 5_000 })).items).toHaveLength(1_000);
      expect((await bench.store.events.search(scope, {})).items).toHaveLength(100);
    });

    test('cursor of another query, order, tenant or nobody · refused', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant, { id: 'a' }), sampleEvent(tenant, { id: 'b' })]);
      await bench.store.refresh();
      const after = (await bench.store.events.search(scope, {}, { limit: 1 })).next ?? '';
      const search = bench.store.events.search.bind(bench.store.events);
      await expect(search(scope, { outcome: 'success' }, { after })).rejects.toThrow(CursorError);
      await expect(search(scope, {}, { after, order: 'asc' })).rejects.toThrow(CursorError);
      await expect(search(freshTenant().scope, {}, { after })).rejects.toThrow(CursorError);
      await expect(search(scope, {}, { after: 'bm9uZQ' })).rejects.toThrow(CursorError);
      await expect(search(scope, {}, { after: '%%%' })).rejects.toThrow(CursorError);
    });
  });

  describe('events.each', () => {
    test('more than a batch · all, in order of time', async () => {
      const { tenant, scope } = freshTenant();
      const events = Array.from({ length: 2_500 }, (_, index) =>
        sampleEvent(tenant, { id: String(index), time: DAY + index }),
      );
      await bench.store.events.put(scope, [...events].reverse());
      await bench.store.refresh();
      for (const query of [{}, { people: ['okta:id-anna'] }]) {
        const seen: string[] = [];
        for await (const batch of bench.store.events.each(scope, query)) seen.push(...ids(batch));
        expect(seen).toEqual(ids(events as StoredEvent[]));
      }
    });

    test('nothing there · no batch', async () => {
      for await (const batch of bench.store.events.each(freshTenant().scope, {})) throw new Error(String(batch.length));
    });
  });

  describe('events.aggregate', () => {
    test.each<[readonly EventField[], readonly string[]]>([
      [['day'], ['2026-11-20 2', '2026-11-21 1']],
      [['method'], ['- 1', 'push 1', 'sms 2']],
      [
        ['operation', 'outcome'],
        ['sign_in|failure 1', 'sign_in|success 1', 'verify|success 1'],
      ],
      [
        ['country', 'asn'],
        ['-|- 2', 'DE|3320 1'],
      ],
      [['user'], ['anna@acme.example 2', 'bert@acme.example 1']],
      [['source', 'dataset'], ['okta|okta.system 3']],
      [[], [' 3']],
    ])('by %j · counts each value, and events without one', async (by, expected) => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [
        sampleEvent(tenant, { id: 'a', methods: ['sms', 'push', 'sms'], country: 'DE', asn: 3320 }),
        sampleEvent(tenant, { id: 'b', methods: ['sms'], outcome: 'failure', time: DAY + 24 * HOUR - 1, user: 'bert' }),
        sampleEvent(tenant, { id: 'c', operation: 'verify', time: DAY + 24 * HOUR }),
        sampleEvent(tenant, { id: 'z', time: DAY - 1 }),
      ]);
      await bench.store.refresh();
      const buckets = await bench.store.events.aggregate(scope, { from: DAY }, by);
      const lines = buckets.map(({ key, count }) => `${key.map((value) => value ?? '-').join('|')} ${String(count)}`);
      expect(lines.sort()).toEqual([...expected].sort());
    });

    test('of a person with several tokens · each event once', async () => {
      const { tenant, scope } = freshTenant();
      await bench.store.events.put(scope, [sampleEvent(tenant)]);
      await bench.store.refresh();
      const people = ['okta:id-anna', 'address:anna@acme.example'];
      expect(await bench.store.events.aggregate(scope, { people }, ['source'])).toEqual([{ key: ['okta'], count: 1 }]);
    });
  });
}
