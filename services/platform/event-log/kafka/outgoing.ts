import kafkajs from 'kafkajs';
import type { Message, Producer, ProducerBatch } from 'kafkajs';
import { bytesOf } from './chunks.ts';
import type { Chunk } from './chunks.ts';

const { CompressionTypes, KafkaJSError } = kafkajs;

/** Less than this gains nothing by being compressed. */
const WORTH_COMPRESSING = 1024;
const ALL_IN_SYNC = -1;

/**
 * Durable when it resolves: every partition has answered. What one broker failed to answer kafkajs tries again, but never with a broker that
 * answered before: partitions that found their new leader there it drops without a word.
 * @throws a kafkajs error, also where no partition answers
 */
export async function send(sender: Pick<Producer, 'sendBatch'>, chunk: Chunk): Promise<void> {
  for (let left = chunk; left.length > 0;) {
    const answers = await sender.sendBatch(toBatch(left));
    const answered = new Set(answers.map(({ topicName, partition }) => nameOf(topicName, partition)));
    const dropped = left.filter(({ topic, partition }) => !answered.has(nameOf(topic, partition)));
    if (dropped.length === left.length) throw new KafkaJSError('no partition has answered', { retriable: true });
    left = dropped;
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${String(partition)}`;
}

/** One request: every record with its partition, compressed where that pays. (Its time is the broker's.) */
function toBatch(chunk: Chunk): ProducerBatch {
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
