/** What decides which copy of one Entra record is the newer. */
export interface EntraRevision {
  /** The authentication is over: a fresh factor is recorded and no step or error code waits for another. */
  readonly settled: boolean;
  readonly steps: number;
  /** Latest second the copy speaks of (last step; for a risk detection its last update), ms since 1970. */
  readonly lastStep: number;
  /** 0 none … 5 confirmed compromised. */
  readonly riskState: number;
  /** `contentHash` over the fields that revisions change. */
  readonly content: number;
}

const STEPS = 2 ** 5;
const SECONDS = 2 ** 31;
const RISK = 2 ** 3;
const CONTENT = 2 ** 13;
/** Seconds are counted from here: 31 bits reach 2068. */
const EPOCH = Date.UTC(2000, 0, 1);

/**
 * Version rank of one copy of an Entra record: the highest wins everywhere, whatever the order of arrival. One 53-bit integer, most
 * significant first: settled 1 bit, steps 5, last step second 31, risk state 3, content hash 13. A pure function of the copy, so a total
 * order. Residual tie: two different copies that agree in the first four and collide in the hash (1 in 8,192) rank equal, and so do
 * copies that differ only in fields outside the hash or beyond the 31st step; the hash orders copies without knowing which is newer.
 */
export function entraRank(revision: EntraRevision): number {
  const second = Math.floor((revision.lastStep - EPOCH) / 1_000);
  let rank = revision.settled ? 1 : 0;
  rank = rank * STEPS + within(revision.steps, STEPS);
  rank = rank * SECONDS + within(second, SECONDS);
  rank = rank * RISK + within(revision.riskState, RISK);
  return rank * CONTENT + within(revision.content, CONTENT);
}

function within(value: number, size: number): number {
  if (!(value > 0)) return 0;
  return value >= size ? size - 1 : Math.floor(value);
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

const MAX_HASHED = 512;

/**
 * FNV-1a over chosen fields in a fixed order, folded to 13 bits: the order of keys in the record cannot matter. Strings (their first 512
 * characters) and numbers count; everything else is as if absent.
 */
export function contentHash(fields: readonly unknown[]): number {
  let hash = FNV_OFFSET;
  for (const field of fields) {
    const value = typeof field === 'string' ? field : typeof field === 'number' ? String(field) : '';
    const length = value.length < MAX_HASHED ? value.length : MAX_HASHED;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ value.charCodeAt(at), FNV_PRIME);
    hash = Math.imul(hash ^ 0xff, FNV_PRIME);
  }
  return ((hash >>> 13) ^ (hash >>> 26) ^ hash) & (CONTENT - 1);
}
