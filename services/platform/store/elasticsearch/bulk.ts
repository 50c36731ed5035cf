import type { Elasticsearch } from './client.ts';
import { describeCause, isPassing, statusOf } from './errors.ts';
import type { Cause } from './errors.ts';

/** One document to write. With `seqNo` and `primaryTerm` only over the very copy they were read with. */
export interface BulkWrite {
  readonly action: 'create' | 'index' | 'delete';
  readonly index: string;
  readonly id: string;
  readonly seqNo?: number;
  readonly primaryTerm?: number;
  /** JSON in UTF-8 without a line break, in pieces; none for `delete`. */
  readonly body?: readonly Uint8Array[];
}

export type BulkResult =
  | { readonly status: 'written'; readonly seqNo: number; readonly primaryTerm: number }
  /** It exists already (`create`), or is another copy than the one named. */
  | { readonly status: 'conflict' }
  | { readonly status: 'retry'; readonly reason: string }
  | { readonly status: 'poison'; readonly reason: string };

/** Larger requests gain nothing and cost both sides memory. */
const MOST_BYTES = 5 * 1024 * 1024;
/** Requests under way at a time. */
const AT_ONCE = 2;

const NEWLINE = Buffer.from('\n');

interface Line {
  readonly position: number;
  readonly pieces: readonly Uint8Array[];
  readonly bytes: number;
}

/**
 * Writes documents, each with its own outcome, in the order of the writes.
 * @throws StoreUnavailableError where a request failed as a whole: some of the documents may be written
 */
export async function bulkWrite(es: Elasticsearch, writes: readonly BulkWrite[]): Promise<readonly BulkResult[]> {
  const results: BulkResult[] = [];
  const chunks = chunksOf(writes.map(lineOf));
  const sendNext = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) await sendChunk(es, chunk, results);
  };
  const settled = await Promise.allSettled(Array.from({ length: AT_ONCE }, sendNext));
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  return results;
}

function lineOf({ action, index, id, seqNo, primaryTerm, body = [] }: BulkWrite, position: number): Line {
  const condition =
    seqNo === undefined ? '' : `,"if_seq_no":${String(seqNo)},"if_primary_term":${String(primaryTerm ?? 0)}`;
  const head = `{"${action}":{"_index":"${index}","_id":${JSON.stringify(id)}${condition}}}\n`;
  const pieces = [Buffer.from(head), ...body, ...(action === 'delete' ? [] : [NEWLINE])];
  return { position, pieces, bytes: pieces.reduce((sum, { length }) => sum + length, 0) };
}

function chunksOf(lines: readonly Line[]): (readonly Line[])[] {
  const chunks: Line[][] = [];
  let size = Infinity;
  for (const line of lines) {
    if (size + line.bytes > MOST_BYTES) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(line);
    size += line.bytes;
  }
  return chunks;
}

interface BulkAnswer {
  readonly items: readonly Readonly<Record<string, ItemAnswer>>[];
}

interface ItemAnswer {
  readonly status: number;
  readonly error?: Cause;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

const FILTER = ['status', 'error', '_seq_no', '_primary_term'].map((field) => `items.*.${field}`).join(',');

async function sendChunk(es: Elasticsearch, chunk: readonly Line[], results: BulkResult[]): Promise<void> {
  try {
    const bulkBody = Buffer.concat(chunk.flatMap(({ pieces }) => pieces));
    const request = { method: 'POST', path: '/_bulk', querystring: { filter_path: FILTER }, bulkBody };
    const { items } = await es.send((client) => client.transport.request<BulkAnswer>(request));
    chunk.forEach(({ position }, at) => {
      results[position] = resultOf(Object.values(items[at] ?? {})[0]);
    });
  } catch (error) {
    if (statusOf(error) !== 413) throw error;
    await sendHalves(es, chunk, results);
  }
}

/** A proxy in front may allow less than Elasticsearch does. */
async function sendHalves(es: Elasticsearch, chunk: readonly Line[], results: BulkResult[]): Promise<void> {
  const [only, second] = chunk;
  if (only !== undefined && second === undefined) {
    const reason = `a document of ${String(only.bytes)} bytes is larger than a request to Elasticsearch may be (413)`;
    results[only.position] = { status: 'poison', reason };
    return;
  }
  const middle = Math.ceil(chunk.length / 2);
  await sendChunk(es, chunk.slice(0, middle), results);
  await sendChunk(es, chunk.slice(middle), results);
}

function resultOf(item: ItemAnswer | undefined): BulkResult {
  if (item === undefined) throw new Error('Elasticsearch answered for fewer documents than it was given');
  const { status, error, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 } = item;
  if (status < 300) return { status: 'written', seqNo, primaryTerm };
  // Only a delete says so: what was to go is gone.
  if (status === 404 && error === undefined) return { status: 'written', seqNo, primaryTerm };
  if (status === 409) return { status: 'conflict' };
  const reason = describeCause(error);
  return isPoison(status, error) ? { status: 'poison', reason } : { status: 'retry', reason };
}

/** Of what is 400, a full cluster (`maximum normal shards open`) blames the operator, not the document. */
function isPoison(status: number, cause: Cause | undefined): boolean {
  return status === 400 && !isPassing(status, cause) && cause?.type !== 'validation_exception';
}
