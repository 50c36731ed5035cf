import kafkajs from 'kafkajs';
import type { Message, ProducerBatch } from 'kafkajs';
import { bytesOf } from './chunks.ts';
import type { Chunk } from './chunks.ts';

const { CompressionTypes } = kafkajs;

/** Less than this gains nothing by being compressed. */
const WORTH_COMPRESSING = 1024;
const ALL_IN_SYNC = -1;

/** One request: every record with its partition, compressed where that pays. (Its time is the broker's.) */
export function toBatch(chunk: Chunk): ProducerBatch {
  const topics = new Map<string, Message[]>();
  let bytes = 0;
  for (const { topic, partition, record } of chunk) {
    const messages = topics.get(topic) ?? [];
    if (messages.length === 0) topics.set(topic, messages);
    messages.push({ key: record.key, value: bufferOf(record.value), partition });
    bytes += bytesOf(record);
  }
  return {
    acks: ALL_IN_SYNC,
    compression: bytes < WORTH_COMPRESSING ? CompressionTypes.None : CompressionTypes.GZIP,
    topicMessages: [...topics].map(([topic, messages]) => ({ topic, messages })),
  };
}

/** Partitions are decided before (`partitionOf`, which is murmur2 as Java has it), so nothing else may. */
export function namedPartitioner(): (message: { readonly message: Message }) => number {
  return ({ message }) => message.partition ?? 0;
}

function bufferOf(value: Uint8Array | null): Buffer | null {
  return value === null ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
