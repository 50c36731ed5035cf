import { createHash, randomUUID } from 'node:crypto';
import { StoreUnavailableError } from '../store.ts';
import type { BlobStore } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import type { DocumentRef } from './documents.ts';
import { equal } from './filters.ts';
import { ensureFixedIndex, fixedIndex, refreshFixedIndex } from './fixed-index.ts';
import { COMPLETE } from './pages.ts';

/** One blob: what it consists of. Its bytes lie in documents of their own, written before it and deleted after it. */
interface BlobHead {
  readonly part: 'head';
  readonly tenant: string;
  readonly name: string;
  readonly mediaType: string;
  /** Of the bytes: another one with each `put`. */
  readonly edition: string;
  readonly chunks: number;
}

interface BlobChunk {
  readonly part: 'chunk';
  readonly tenant: string;
  readonly name: string;
  readonly edition: string;
  /** Base64. */
  readonly bytes: string;
}

const FIELDS = {
  part: { type: 'keyword' },
  tenant: { type: 'keyword' },
  name: { type: 'keyword' },
  edition: { type: 'keyword' },
} as const;

/** Of bytes, a third more in base64: one request each stays under what bulk requests are split at. */
const CHUNK_BYTES = 3 * 1024 * 1024;
const PAGE = 1_000;

export async function openBlobStore(es: Elasticsearch): Promise<BlobStore> {
  await ensureFixedIndex(es, 'blobs', FIELDS);
  return {
    put: async ({ tenant }, name, bytes, mediaType) => {
      const edition = randomUUID();
      const chunks = await writeChunks(es, tenant, name, edition, bytes);
      const head: BlobHead = { part: 'head', tenant, name, mediaType, edition, chunks };
      await deleteChunks(es, await replaceHead(es, headRef(es, tenant, name), head));
    },
    get: async ({ tenant }, name) => readBlob(es, headRef(es, tenant, name)),
    list: ({ tenant }, prefix = '') => listNames(es, tenant, prefix),
    delete: async ({ tenant }, name) => {
      await deleteChunks(es, await replaceHead(es, headRef(es, tenant, name), undefined));
    },
  };
}

function headRef(es: Elasticsearch, tenant: string, name: string): DocumentRef {
  const hash = createHash('sha256').update(JSON.stringify([tenant, name]));
  return { index: fixedIndex(es, 'blobs'), id: hash.digest('base64url') };
}

function chunkRef(es: Elasticsearch, edition: string, at: number): DocumentRef {
  return { index: fixedIndex(es, 'blobs'), id: `${edition}.${String(at)}` };
}

/** Returns how many there are. */
async function writeChunks(
  es: Elasticsearch,
  tenant: string,
  name: string,
  edition: string,
  bytes: Uint8Array,
): Promise<number> {
  let chunks = 0;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const piece = Buffer.from(bytes.subarray(at, at + CHUNK_BYTES)).toString('base64');
    const chunk: BlobChunk = { part: 'chunk', tenant, name, edition, bytes: piece };
    // One that is there already is ours: the client repeated what had been done.
    await write(es, { action: 'create', ...chunkRef(es, edition, chunks), body: [Buffer.from(JSON.stringify(chunk))] });
    chunks += 1;
  }
  return chunks;
}

/** Whether it was written: somebody else was faster otherwise. */
async function write(es: Elasticsearch, one: BulkWrite): Promise<boolean> {
  const [result] = await bulkWrite(es, [one]);
  if (result?.status === 'poison') throw new Error(`Elasticsearch refuses a blob: ${result.reason}`);
  if (result === undefined || result.status === 'retry')
    throw new StoreUnavailableError(`Elasticsearch takes no blobs: ${result?.reason ?? 'no answer'}`);
  return result.status === 'written';
}

/** Returns the head that was there, whose bytes nobody finds any more. */
async function replaceHead(
  es: Elasticsearch,
  ref: DocumentRef,
  head: BlobHead | undefined,
): Promise<BlobHead | undefined> {
  for (;;) {
    const [known] = await getDocuments<BlobHead>(es, [ref]);
    // The answer was lost, and the client repeated what had been done: what it replaced stays as waste.
    if (known?.source.edition === head?.edition) return undefined;
    const over = known === undefined ? {} : { seqNo: known.seqNo, primaryTerm: known.primaryTerm };
    const action = head === undefined ? 'delete' : known === undefined ? 'create' : 'index';
    const body = head === undefined ? {} : { body: [Buffer.from(JSON.stringify(head))] };
    if (await write(es, { action, ...ref, ...over, ...body })) return known?.source;
  }
}

async function deleteChunks(es: Elasticsearch, head: BlobHead | undefined): Promise<void> {
  if (head === undefined) return;
  const { edition, chunks } = head;
  const refs = Array.from({ length: chunks }, (_, at) => chunkRef(es, edition, at));
  await bulkWrite(
    es,
    refs.map((ref) => ({ action: 'delete' as const, ...ref })),
  );
}

/** A blob put anew between the two reads has lost the chunks of the head that was read: its new head tells of others. */
async function readBlob(
  es: Elasticsearch,
  ref: DocumentRef,
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | undefined> {
  for (let last: string | undefined; ;) {
    const [head] = await getDocuments<BlobHead>(es, [ref]);
    if (head === undefined) return undefined;
    const { edition, chunks, mediaType } = head.source;
    const pieces = await readChunks(es, edition, chunks);
    if (pieces !== undefined) return { bytes: joined(pieces), mediaType };
    if (edition === last) throw new Error(`bytes of the blob ${head.source.name} are missing in Elasticsearch`);
    last = edition;
  }
}

async function readChunks(es: Elasticsearch, edition: string, chunks: number): Promise<readonly Buffer[] | undefined> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < chunks; at += 1) {
    const [chunk] = await getDocuments<BlobChunk>(es, [chunkRef(es, edition, at)]);
    if (chunk === undefined) return undefined;
    pieces.push(Buffer.from(chunk.source.bytes, 'base64'));
  }
  return pieces;
}

/** A plain array of its own memory, not part of a pool. */
function joined(pieces: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function listNames(es: Elasticsearch, tenant: string, prefix: string): Promise<readonly string[]> {
  await refreshFixedIndex(es, 'blobs');
  const filter = [...equal('part', 'head'), ...equal('tenant', tenant)];
  const query = { bool: { filter: prefix === '' ? filter : [...filter, { prefix: { name: prefix } }] } };
  const index = fixedIndex(es, 'blobs');
  const names: string[] = [];
  for (let after: readonly string[] | undefined; ;) {
    const search_after = after === undefined ? {} : { search_after: [...after] };
    const page = { size: PAGE, _source: ['name'], sort: ['name'], track_total_hits: false, ...search_after };
    const { hits } = await es.send((client) => client.search<BlobHead>({ index, ...COMPLETE, ...page, query }));
    names.push(...hits.hits.flatMap(({ _source: source }) => source?.name ?? []));
    const last = names.at(-1);
    if (hits.hits.length < PAGE || last === undefined) return names;
    after = [last];
  }
}
