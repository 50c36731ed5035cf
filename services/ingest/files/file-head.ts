import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Head } from './file-cursor.ts';

const HEAD_BYTES = 1024;

/** The first bytes of a file; fewer only where there are no more. */
export async function readStart(path: string, length: number, position = 0): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}

/** How a file begins: its first 1,024 bytes, or fewer while it is shorter. */
export async function headOf(path: string): Promise<Head> {
  return hashed(await readStart(path, HEAD_BYTES));
}

/** The file's present head if it still begins as it did, else undefined. */
export async function sameHead(path: string, known: Head): Promise<Head | undefined> {
  const start = await readStart(path, HEAD_BYTES);
  if (start.length < known.bytes || hashed(start.subarray(0, known.bytes)).sha256 !== known.sha256) return undefined;
  return start.length === known.bytes ? known : hashed(start);
}

function hashed(bytes: Buffer): Head {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('base64url') };
}
