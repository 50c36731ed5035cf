import { isoTime } from '../../../events/iso-time.ts';
import { SYSTEM } from '../../../services/platform/store/scope.ts';
import { ConflictError, CursorError } from '../../../services/platform/store/store.ts';
import type { HistoryEntry } from '../../../services/platform/store/store.ts';
import { allPages, both, freshTenant } from './store-under-test.ts';
import type { Bench } from './store-under-test.ts';
import { DAY } from './samples.ts';

/** History, documents, leases and blobs. */
export function documentContract(bench: Bench): void {
  let last = 0;
  const unique = (word: string): string => `${word}-${String(process.pid)}-${String(last++)}`;

  describe('history', () => {
    const entry = (id: string, time: number, subject = 'a'): HistoryEntry => ({
      id,
      at: isoTime(time),
      by: 'dora',
      action: 'alert.noted',
      subject: { kind: 'alert', id: subject },
      detail: { note: id },
    });

    test('appended twice · there once, as it was first', async () => {
      const { scope } = freshTenant();
      await bench.store.history.append(scope, [entry('1', DAY)]);
      await bench.store.history.append(scope, [{ ...entry('1', DAY + 5), by: 'emil' }, entry('2', DAY + 1)]);
      await bench.store.refresh();
      const { items } = await bench.store.history.search(scope, {});
      expect(items).toEqual([entry('2', DAY + 1), entry('1', DAY)]);
    });

    test('by subject and time, in pages · newest first', async () => {
      const { scope } = freshTenant();
      const entries = [0, 1, 2, 3, 4].map((index) => entry(String(index), DAY + index, index === 2 ? 'b' : 'a'));
      await bench.store.history.append(scope, entries);
      await bench.store.refresh();
      const query = { subject: { kind: 'alert', id: 'a' }, from: DAY + 1, to: DAY + 4 };
      expect((await bench.store.history.search(scope, query)).items.map(({ id }) => id)).toEqual(['3', '1']);
      const all = await allPages((page) => bench.store.history.search(scope, {}, page), { limit: 2 });
      expect(all.map(({ id }) => id)).toEqual(['4', '3', '2', '1', '0']);
    });
  });

  describe('documents', () => {
    test('put new, changed by version, deleted · each seen at once', async () => {
      const { scope } = freshTenant();
      const { documents } = bench.store;
      expect(await documents.get(scope, 'settings', 'a')).toBeUndefined();
      const first = await documents.put(scope, 'settings', 'a', { n: 1 }, 'new');
      expect(await documents.get(scope, 'settings', 'a')).toEqual(first);
      const second = await documents.put(scope, 'settings', 'a', { n: 2 }, first.version);
      expect(second.version).not.toBe(first.version);
      expect((await documents.get<{ n: number }>(scope, 'settings', 'a'))?.value.n).toBe(2);
      await documents.delete(scope, 'settings', 'a', second.version);
      expect(await documents.get(scope, 'settings', 'a')).toBeUndefined();
      await documents.delete(scope, 'settings', 'a', second.version);
    });

    test('version that is not the stored one · conflict, nothing changes', async () => {
      const { scope } = freshTenant();
      const { documents } = bench.store;
      await expect(documents.put(scope, 'k', 'a', 1, 'nothing')).rejects.toThrow(ConflictError);
      const first = await documents.put(scope, 'k', 'a', 1, 'new');
      await expect(documents.put(scope, 'k', 'a', 2, 'new')).rejects.toThrow(ConflictError);
      const second = await documents.put(scope, 'k', 'a', 2, 'any');
      await expect(documents.put(scope, 'k', 'a', 3, first.version)).rejects.toThrow(ConflictError);
      await expect(documents.delete(scope, 'k', 'a', first.version)).rejects.toThrow(ConflictError);
      expect(await documents.get(scope, 'k', 'a')).toEqual(second);
    });

    test('deleted and made again · never has a version it had before', async () => {
      const { scope } = freshTenant();
      const first = await bench.store.documents.put(scope, 'k', 'a', 1, 'new');
      await bench.store.documents.delete(scope, 'k', 'a');
      await bench.store.documents.put(scope, 'k', 'a', 2, 'new');
      await expect(bench.store.documents.put(scope, 'k', 'a', 3, first.version)).rejects.toThrow(ConflictError);
    });

    test('put by ten at once on one version · one wins', async () => {
      const { scope } = freshTenant();
      const puts = Array.from({ length: 10 }, (_, index) => bench.store.documents.put(scope, 'k', 'a', index, 'new'));
      const results = await Promise.allSettled(puts);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    test('putAll · all, or on one conflict none', async () => {
      const { scope } = freshTenant();
      const { documents } = bench.store;
      await documents.put(scope, 'k', 'old', 0, 'new');
      await documents.putAll(scope, [
        { kind: 'k', id: 'a', value: 1, expected: 'new' },
        { kind: 'l', id: 'b', value: 2, expected: 'any' },
        { kind: 'k', id: 'old', value: null, expected: 'any' },
      ]);
      const values = async () =>
        Promise.all(
          [['k', 'a'] as const, ['l', 'b'] as const, ['k', 'old'] as const].map(
            async ([kind, id]) => (await documents.get(scope, kind, id))?.value,
          ),
        );
      expect(await values()).toEqual([1, 2, undefined]);
      const failing = documents.putAll(scope, [
        { kind: 'k', id: 'a', value: 10, expected: 'any' },
        { kind: 'l', id: 'b', value: 20, expected: 'new' },
      ]);
      await expect(failing).rejects.toThrow(ConflictError);
      expect(await values()).toEqual([1, 2, undefined]);
    });

    test('list · in order of id, by prefix, in pages, of one kind', async () => {
      const { scope } = freshTenant();
      const { documents } = bench.store;
      for (const id of ['b/2', 'a', 'b/10', 'b', 'b/1%', 'c', 'B']) await documents.put(scope, 'k', id, { id }, 'new');
      await documents.put(scope, 'l', 'b/3', {}, 'new');
      await bench.store.refresh();
      const list = async (options: object) =>
        (await allPages((page) => documents.list(scope, 'k', { ...options, ...page }), { limit: 2 })).map(
          ({ id }) => id,
        );
      expect(await list({})).toEqual(['B', 'a', 'b', 'b/1%', 'b/10', 'b/2', 'c']);
      expect(await list({ prefix: 'b/' })).toEqual(['b/1%', 'b/10', 'b/2']);
      expect(await list({ prefix: '%' })).toEqual([]);
      expect(await list({ order: 'desc', prefix: 'b' })).toEqual(['b/2', 'b/10', 'b/1%', 'b']);
      const { next = '' } = await documents.list(scope, 'k', { limit: 1 });
      await expect(documents.list(scope, 'l', { after: next })).rejects.toThrow(CursorError);
    });

    test('list of several tenants · says whose each is, in order of id, then tenant', async () => {
      const a = freshTenant();
      const b = freshTenant();
      for (const { scope } of [b, a])
        for (const id of ['1', '2']) await bench.store.documents.put(scope, 'k', id, 0, 'new');
      await bench.store.refresh();
      const items = await allPages((page) => bench.store.documents.list(both(a.tenant, b.tenant), 'k', page), {
        limit: 3,
      });
      const [first, second] = [a.tenant, b.tenant].sort();
      expect(items.map(({ id, tenant }) => [id, tenant])).toEqual([
        ['1', first],
        ['1', second],
        ['2', first],
        ['2', second],
      ]);
    });

    test('documents of the system · never mix with a tenant’s', async () => {
      const { scope } = freshTenant();
      const kind = unique('kind');
      await bench.store.documents.put(SYSTEM, kind, 'a', 'system', 'new');
      await bench.store.documents.put(scope, kind, 'a', 'tenant', 'new');
      await bench.store.refresh();
      expect((await bench.store.documents.get(SYSTEM, kind, 'a'))?.value).toBe('system');
      expect((await bench.store.documents.list(SYSTEM, kind)).items).toMatchObject([{ value: 'system' }]);
      expect((await bench.store.documents.list(scope, kind)).items).toMatchObject([{ value: 'tenant' }]);
    });
  });

  describe('leases', () => {
    test('held · nobody else gets it until it expires; then with a higher token', async () => {
      const name = unique('lease');
      const first = await bench.store.leases.acquire(name, 'a', 100, 1_000);
      expect(first).toMatchObject({ name, owner: 'a', expires: 1_100 });
      expect(await bench.store.leases.acquire(name, 'b', 100, 1_099)).toBeUndefined();
      const second = await bench.store.leases.acquire(name, 'b', 100, 1_100);
      expect(second!.token).toBeGreaterThan(first!.token);
      expect(await bench.store.leases.acquire(name, 'a', 100, 1_150)).toBeUndefined();
    });

    test('the same owner · extends it and keeps its token', async () => {
      const name = unique('lease');
      const first = await bench.store.leases.acquire(name, 'a', 100, 1_000);
      const again = await bench.store.leases.acquire(name, 'a', 100, 1_050);
      expect([again!.token, again!.expires]).toEqual([first!.token, 1_150]);
    });

    test('released · the next owner’s token is higher; a stale release changes nothing', async () => {
      const name = unique('lease');
      const first = await bench.store.leases.acquire(name, 'a', 100, 1_000);
      await bench.store.leases.release(first!);
      const second = await bench.store.leases.acquire(name, 'b', 100, 1_000);
      expect(second!.token).toBeGreaterThan(first!.token);
      await bench.store.leases.release(first!);
      expect(await bench.store.leases.acquire(name, 'c', 100, 1_001)).toBeUndefined();
    });

    test('many at once · one', async () => {
      const name = unique('lease');
      const tries = Array.from({ length: 8 }, (_, index) =>
        bench.store.leases.acquire(name, String(index), 100, 1_000),
      );
      expect((await Promise.all(tries)).filter((lease) => lease !== undefined)).toHaveLength(1);
    });
  });

  describe('blobs', () => {
    test('put, got, put again, listed, deleted', async () => {
      const { scope } = freshTenant();
      const { blobs } = bench.store;
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
      await blobs.put(scope, 'audit/2026-11.csv', bytes, 'text/csv');
      await blobs.put(scope, 'audit/2026-10.csv', new Uint8Array(), 'text/csv');
      await blobs.put(scope, 'other', new Uint8Array([1]), 'text/plain');
      const got = await blobs.get(scope, 'audit/2026-11.csv');
      expect(got?.mediaType).toBe('text/csv');
      expect(Buffer.compare(got!.bytes, bytes)).toBe(0);
      expect((await blobs.get(scope, 'audit/2026-10.csv'))?.bytes).toHaveLength(0);
      await blobs.put(scope, 'other', new Uint8Array([2]), 'text/html');
      expect([...(await blobs.get(scope, 'other'))!.bytes]).toEqual([2]);
      await bench.store.refresh();
      expect(await blobs.list(scope, 'audit/')).toEqual(['audit/2026-10.csv', 'audit/2026-11.csv']);
      expect(await blobs.list(scope)).toHaveLength(3);
      await blobs.delete(scope, 'other');
      await blobs.delete(scope, 'other');
      expect(await blobs.get(scope, 'other')).toBeUndefined();
    });
  });
}
