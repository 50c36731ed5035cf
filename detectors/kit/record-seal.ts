/** The record of a key cannot be read: it is damaged, or another build wrote it. The key's truth has to be rebuilt. */
export class CorruptStateError extends Error {
  override readonly name = 'CorruptStateError';
  readonly code = 'MFAW_CORRUPT_STATE';
}

/**
 * Every record begins with its version, a checksum of all that follows, and the watermark its key waits for: what can be asked of a
 * record without decoding it.
 */
const VERSION = 2;
const CHECKED_FROM = 5;
export const HEADER_BYTES = 13;

/** Writes the header into a record whose first `HEADER_BYTES` were left free. */
export function seal(record: Uint8Array, wakeAt: number): Uint8Array {
  const view = viewOf(record);
  view.setUint8(0, VERSION);
  view.setFloat64(CHECKED_FROM, wakeAt, true);
  view.setUint32(1, checksum(record, CHECKED_FROM), true);
  return record;
}

/** The watermark at which the key of a record must be woken; Infinity where it waits for nothing. @throws CorruptStateError */
export function wakeAtOf(record: Uint8Array): number {
  if (record.length < HEADER_BYTES) throw new CorruptStateError(`state record of ${String(record.length)} bytes`);
  const version = record[0];
  if (version !== VERSION)
    throw new CorruptStateError(`state record of version ${String(version)}; this build reads ${String(VERSION)}`);
  return viewOf(record).getFloat64(CHECKED_FROM, true);
}

/** @throws CorruptStateError where a record is not as it was sealed. */
export function checkSeal(record: Uint8Array): void {
  wakeAtOf(record);
  if (viewOf(record).getUint32(1, true) !== checksum(record, CHECKED_FROM))
    throw new CorruptStateError('state record is damaged: its checksum does not fit');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Notices damage, not malice: multiply and shift over words of 32 bits, a few µs for a record, where a cryptographic hash takes many. */
function checksum(bytes: Uint8Array, from: number): number {
  let hash = 0x811c9dc5 ^ bytes.length;
  let at = from;
  for (const end = bytes.length - 3; at < end; at += 4) hash = mixed(hash, wordAt(bytes, at));
  for (; at < bytes.length; at += 1) hash = mixed(hash, bytes[at] as number);
  return hash >>> 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
