import type { Lease, LeaseStore } from '../store.ts';
import { StoreUnavailableError } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import type { FoundDocument } from './documents.ts';
import { ensureFixedIndex, fixedIndex } from './fixed-index.ts';

/** As a lease is kept: after its end its number stays, so that the next owner's is higher. */
interface LeaseSource {
  readonly name: string;
  /** Empty where it was released. */
  readonly owner: string;
  readonly token: number;
  readonly expires: number;
}

const FIELDS = { name: { type: 'keyword' }, owner: { type: 'keyword' }, expires: { type: 'long' } } as const;

/** A lease of somebody else's as it was last seen, and since when: `performance.now()`. */
interface Seen {
  readonly expires: number;
  readonly since: number;
}

/**
 * A lease ends at its time, or once it was looked at and not extended for as long as it lasts: whoever wrote it may have lived in another year,
 * and died there.
 */
export async function openLeaseStore(es: Elasticsearch): Promise<LeaseStore> {
  await ensureFixedIndex(es, 'leases', FIELDS);
  const seen = new Map<string, Seen>();
  const isAbandoned = (name: string, expires: number, ttlMs: number): boolean => {
    const before = seen.get(name);
    if (before?.expires === expires) return performance.now() - before.since > ttlMs;
    seen.set(name, { expires, since: performance.now() });
    return false;
  };
  return {
    acquire: async (name, owner, ttlMs, now) => {
      const held = await change(es, name, (known) => {
        const { owner: holder = '', token: last = 0, expires: until = 0 } = known ?? {};
        if (holder !== owner && until > now && !isAbandoned(name, until, ttlMs)) return undefined;
        return { name, owner, token: holder === owner ? last : last + 1, expires: now + ttlMs };
      });
      return held === undefined ? undefined : leaseOf(held);
    },
    // Releasing what is no longer held changes nothing.
    release: async ({ name, owner, token }) => {
      await change(es, name, (known) =>
        known?.owner === owner && BigInt(known.token) === token ? { ...known, owner: '', expires: 0 } : undefined,
      );
    },
  };
}

function leaseOf({ name, owner, token, expires }: LeaseSource): Lease {
  return { name, owner, token: BigInt(token), expires };
}

/** Writes over the copy that was decided upon, and decides again where somebody was faster. Undefined where nothing is to change. */
async function change(
  es: Elasticsearch,
  name: string,
  decide: (known: LeaseSource | undefined) => LeaseSource | undefined,
): Promise<LeaseSource | undefined> {
  const ref = { index: fixedIndex(es, 'leases'), id: name };
  for (;;) {
    const [known] = await getDocuments<LeaseSource>(es, [ref]);
    const next = decide(known?.source);
    if (next === undefined) return undefined;
    const body = [Buffer.from(JSON.stringify(next))];
    const [result] = await bulkWrite(es, [{ ...ref, ...conditionOf(known), body }]);
    if (result?.status === 'written') return next;
    if (result?.status !== 'conflict')
      throw new StoreUnavailableError(`Elasticsearch takes no lease ${name}: ${result?.reason ?? 'no answer'}`);
  }
}

function conditionOf(known: FoundDocument<LeaseSource> | undefined) {
  if (known === undefined) return { action: 'create' } as const;
  return { action: 'index', seqNo: known.seqNo, primaryTerm: known.primaryTerm } as const;
}
