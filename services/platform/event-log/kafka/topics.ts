import type { Admin } from 'kafkajs';
import kafkajs from 'kafkajs';
import { PartitionCountError, UnknownTopicError } from '../event-log.ts';
import type { TopicSpec } from '../event-log.ts';
import { askAgain } from './connection.ts';
import { protocolType } from './errors.ts';

const { ConfigResourceTypes } = kafkajs;

/** A call's records of one partition are one batch up to here, so that it is there whole or not at all. Brokers' default is 1 MiB. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** What is left of it for headers and records that do not compress. */
export const BATCH_BYTES = 2 * 1024 * 1024;
const DAY_MS = 86_400_000;
/**
 * Kafka deletes by age whether it was read or not, so the broker is given this much more than the topic's retention; what every group has
 * read goes when its time comes, by `trim`.
 */
const UNREAD_GRACE_MS = 14 * DAY_MS;
const HOUR_MS = 3_600_000;
const REPLICAS = 3;

/** The topics there are, by name on the cluster; a count of partitions never changes. */
export class Topics {
  readonly #admin: Admin;
  readonly #partitions = new Map<string, number>();
  readonly #compacted = new Map<string, boolean>();

  constructor(admin: Admin) {
    this.#admin = admin;
  }

  /** @throws PartitionCountError, or an Error where one is compacted and should not be, or the other way round */
  async ensure(topics: readonly TopicSpec[]): Promise<void> {
    const { brokers } = await this.#admin.describeCluster();
    const replicas = Math.min(REPLICAS, brokers.length);
    const missing: TopicSpec[] = [];
    for (const topic of topics) {
      const found = await this.#find(topic.name);
      if (found === undefined) missing.push(topic);
      else if (found !== topic.partitions) throw new PartitionCountError(topic.name, found, topic.partitions);
      else if ((await this.isCompacted(topic.name)) !== (topic.cleanup === 'compact'))
        throw new Error(
          `topic ${topic.name} does not have cleanup.policy ${topic.cleanup}: change it, or use another kafka.prefix`,
        );
    }
    if (missing.length === 0) return;
    const created = missing.map((spec) => ({
      topic: spec.name,
      numPartitions: spec.partitions,
      replicationFactor: replicas,
      configEntries: configOf(spec, replicas),
    }));
    await this.#admin.createTopics({ topics: created, waitForLeaders: true }).catch((error: unknown) => {
      if (protocolType(error) !== 'TOPIC_ALREADY_EXISTS') throw error;
    });
    // Another process may have been first, with another idea; and not every broker knows yet.
    for (const { name, partitions } of missing) {
      const found = await askAgain(() => this.#look(name));
      if (found !== partitions) throw new PartitionCountError(name, found, partitions);
    }
  }

  /** @throws UnknownTopicError */
  async partitions(topic: string): Promise<number> {
    const known = this.#partitions.get(topic) ?? (await this.#find(topic));
    if (known === undefined) throw new UnknownTopicError(`Kafka has no topic ${topic}`);
    return known;
  }

  async isCompacted(topic: string): Promise<boolean> {
    const known = this.#compacted.get(topic);
    if (known !== undefined) return known;
    const resource = { type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] };
    const { resources } = await askAgain(() =>
      this.#admin.describeConfigs({ includeSynonyms: false, resources: [resource] }),
    );
    const compacted = resources[0]?.configEntries[0]?.configValue.includes('compact') ?? false;
    this.#compacted.set(topic, compacted);
    return compacted;
  }

  async #find(topic: string): Promise<number | undefined> {
    try {
      return await this.#look(topic);
    } catch (error) {
      if (protocolType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
      throw error;
    }
  }

  /** @returns its partitions; @throws as the broker that was asked says, which may be the last one to know */
  async #look(topic: string): Promise<number> {
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: [topic] });
    const found = topics[0]?.partitions.length ?? 0;
    this.#partitions.set(topic, found);
    return found;
  }
}

function configOf({ cleanup, retentionMs }: TopicSpec, replicas: number): { name: string; value: string }[] {
  const own: Record<string, number | string> =
    cleanup === 'compact'
      ? { 'segment.ms': HOUR_MS, 'min.cleanable.dirty.ratio': 0.2, 'delete.retention.ms': DAY_MS }
      : { 'retention.ms': retentionMs === undefined ? -1 : retentionMs + UNREAD_GRACE_MS };
  const all = {
    'cleanup.policy': cleanup,
    'max.message.bytes': MAX_MESSAGE_BYTES,
    // The brokers refuse what a machine with a clock an hour ahead calls the time.
    'message.timestamp.type': 'LogAppendTime',
    'min.insync.replicas': Math.max(1, replicas - 1),
    ...own,
  };
  return Object.entries(all).map(([name, value]) => ({ name, value: String(value) }));
}
