import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

export type Bytes = AsyncIterable<Buffer>;

const PEEK_BYTES = 512;
const GUNZIP_CHUNK = 256 * 1024;

export interface Peeked {
  /** The first bytes, at most a few hundred, fewer only when there are no more. */
  readonly head: Buffer;
  /** Everything, the head included. */
  readonly bytes: Bytes;
}

/** Looks at the beginning of a stream without consuming it. */
async function peek(source: Bytes): Promise<Peeked> {
  const chunks = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < PEEK_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head: head.subarray(0, PEEK_BYTES), bytes: resumed(head, chunks) };
}

async function* resumed(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Undoes gzip (also several members in a row) and UTF-16, by content; `note` hears what was undone. */
export async function decode(source: Bytes, note: (wrapper: string) => void): Promise<Peeked> {
  let peeked = await peek(source);
  if (peeked.head[0] === 0x1f && peeked.head[1] === 0x8b) {
    note('gzip');
    peeked = await peek(gunzip(peeked.bytes));
  }
  const encoding = encodingOf(peeked.head);
  if (encoding === undefined) return peeked;
  if (encoding !== 'utf-8') note(encoding);
  return peek(encoding === 'utf-8' ? withoutMark(peeked.bytes) : transcode(peeked.bytes, encoding));
}

function gunzip(source: Bytes): Bytes {
  const unzipped = createGunzip({ chunkSize: GUNZIP_CHUNK });
  // Errors of either end surface where the result is read.
  return pipeline(Readable.from(source), unzipped, () => undefined);
}

/** The encoding a byte order mark, or a first character half of which is NUL, gives away; undefined for plain UTF-8. */
function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const even = head.length >= 4;
  if (even && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le';
  return even && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0 ? 'utf-16be' : undefined;
}

async function* withoutMark(source: Bytes): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of source) {
    yield first ? chunk.subarray(3) : chunk;
    first = false;
  }
}

async function* transcode(source: Bytes, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
