import { isIP } from 'node:net';
import type { TenantId } from '../../../../events/identity.ts';
import type { Filter } from './pages.ts';
import { wordsOf } from './words.ts';

/** One of the values; nothing where the list is not given, no document where it is empty. */
export function oneOf(field: string, values: readonly string[] | undefined): readonly Filter[] {
  return values === undefined ? [] : [{ terms: { [field]: [...values] } }];
}

export function equal(field: string, value: string | undefined): readonly Filter[] {
  return value === undefined ? [] : [{ term: { [field]: value } }];
}

/** Times in ms since 1970: from <= t < to. */
export function within(
  field: string,
  { from, to }: { readonly from?: number; readonly to?: number },
): readonly Filter[] {
  if (from === undefined && to === undefined) return [];
  const bounds = {
    ...(from === undefined ? {} : { gte: millis(from) }),
    ...(to === undefined ? {} : { lt: millis(to) }),
  };
  return [{ range: { [field]: { ...bounds, format: 'epoch_millis' } } }];
}

/** What a `Date` can be; a bound beyond it bounds nothing. */
const LAST_TIME = 8_640_000_000_000_000;

function millis(time: number): string {
  return String(Math.trunc(Math.min(LAST_TIME, Math.max(-LAST_TIME, time))));
}

/** Of what is no address there is none. */
export function atAddress(field: string, ip: string | undefined): readonly Filter[] {
  if (ip === undefined) return [];
  return isIP(ip) === 0 ? [{ match_none: {} }] : [{ term: { [field]: ip } }];
}

/** In every search, whatever indices it is sent to (I5). */
export function ofTenants(field: string, tenants: readonly TenantId[]): Filter {
  return { terms: { [field]: [...tenants] } };
}

/**
 * All of these words must occur, in full or as their beginning. A word of several parts (an address) is its parts in a row.
 * @param field of texts that went through `wordsOf`
 */
export function wordsIn(field: string, text: string | undefined): readonly Filter[] {
  if (text === undefined) return [];
  return text.split(/\s+/).flatMap((word): readonly Filter[] => {
    const parts = wordsOf(word);
    if (parts.length === 0) return [];
    const query = parts.join(' ');
    // With a single part this one has no bound to the number of words that begin so.
    if (parts.length === 1) return [{ match_bool_prefix: { [field]: { query } } }];
    return [{ match_phrase_prefix: { [field]: { query, max_expansions: MOST_ENDINGS } } }];
  });
}

/** Different words a last part may stand for in one shard. */
const MOST_ENDINGS = 5_000;
