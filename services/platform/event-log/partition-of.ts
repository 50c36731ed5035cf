/**
 * The partition of a key: Kafka's default (murmur2 of the UTF-8 bytes, sign dropped, modulo), so that every adapter and every other
 * producer agrees (org.apache.kafka.common.utils.Utils.murmur2).
 */
export function partitionOf(key: string, partitions: number): number {
  return partitions === 1 ? 0 : (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** Signed, as Java has it. */
export function murmur2(data: Uint8Array): number {
  const { length } = data;
  const view = new DataView(data.buffer, data.byteOffset, length);
  let hash = SEED ^ length;
  const tail = length & ~3;
  for (let at = 0; at < tail; at += 4) {
    let k = Math.imul(view.getInt32(at, true), M);
    k = Math.imul(k ^ (k >>> R), M);
    hash = Math.imul(hash, M) ^ k;
  }
  const rest = length & 3;
  if (rest >= 3) hash ^= (data[tail + 2] as number) << 16;
  if (rest >= 2) hash ^= (data[tail + 1] as number) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ (data[tail] as number), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}
