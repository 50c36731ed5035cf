import { StoreUnavailableError } from '../store.ts';
import type { Elasticsearch } from './client.ts';
import { describeCause } from './errors.ts';
import type { Cause } from './errors.ts';

export interface DocumentRef {
  readonly index: string;
  readonly id: string;
}

/** A document as it is now, whether searches see it yet or not, and what a write over this very copy names. */
export interface FoundDocument<T> {
  readonly index: string;
  readonly source: T;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** Documents of one request. */
const MOST = 5_000;

interface Answer<T> {
  readonly _index: string;
  readonly found?: boolean;
  readonly _source?: T;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
  readonly error?: Cause;
}

/**
 * Gets documents in real time, in the order of the refs; undefined where there is none.
 * @param fields of the source; all by default
 * @throws StoreUnavailableError
 */
export async function getDocuments<T>(
  es: Elasticsearch,
  refs: readonly DocumentRef[],
  fields?: readonly string[],
): Promise<readonly (FoundDocument<T> | undefined)[]> {
  const found: (FoundDocument<T> | undefined)[] = [];
  for (let at = 0; at < refs.length; at += MOST) {
    const docs = refs.slice(at, at + MOST).map(({ index, id }) => ({ _index: index, _id: id }));
    const filter = fields === undefined ? {} : { _source_includes: [...fields] };
    const answer = await es.send((client) => client.mget<T>({ docs, ...filter }));
    found.push(...(answer.docs as readonly Answer<T>[]).map(foundDocument));
  }
  return found;
}

function foundDocument<T>(answer: Answer<T>): FoundDocument<T> | undefined {
  const { _index: index, found, _source: source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0, error } = answer;
  if (error !== undefined && error.type !== 'index_not_found_exception')
    throw new StoreUnavailableError(`Elasticsearch cannot read ${index} now: ${describeCause(error)}`);
  return found === true && source !== undefined ? { index, source, seqNo, primaryTerm } : undefined;
}
