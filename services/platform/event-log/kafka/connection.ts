import type { Admin, ISocketFactory, Kafka as Client, KafkaConfig, RetryOptions } from 'kafkajs';
import kafkajs from 'kafkajs';
import Cluster from 'kafkajs/src/cluster/index.js';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { mayPass, translate } from './errors.ts';
import { kafkaLogger } from './kafka-logger.ts';

const { Kafka, logLevel } = kafkajs;

export interface KafkaAddress extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  readonly brokers: readonly string[];
  readonly clientId: string;
}

/** About 10 s in all: longer outages are the caller's to wait for, visibly. */
const RETRY: RetryOptions = { initialRetryTime: 50, multiplier: 2, factor: 0.2, maxRetryTime: 2_000, retries: 8 };
/** KIP-98 */
export const READ_UNCOMMITTED = 0;
export const READ_COMMITTED = 1;
/** Longer than a new topic, or one whose broker went away, is without a leader on a busy cluster. */
const ASK_AGAIN_FOR_MS = 15_000;
const AGAIN_MS = 100;
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;
const METADATA_MAX_AGE_MS = 60_000;

/** How to reach the brokers: kafkajs's clients, its wire layer, and its errors in our words. */
export class Connection {
  readonly kafka: Client;
  readonly admin: Admin;
  readonly #address: KafkaAddress;

  constructor(address: KafkaAddress, logger: Logger | undefined) {
    this.#address = address;
    this.kafka = new Kafka({
      ...address,
      brokers: [...address.brokers],
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retry: RETRY,
      logLevel: logLevel.INFO,
      logCreator: kafkaLogger(logger),
      socketFactory: createSockets(),
    });
    this.admin = this.kafka.admin();
  }

  /** Sockets of their own: a request that waits for records holds up whatever follows on its socket. */
  async cluster(topics: readonly string[], isolationLevel = READ_COMMITTED): Promise<Cluster> {
    const cluster = new Cluster({
      ...this.#address,
      logger: this.kafka.logger(),
      socketFactory: createSockets(),
      retry: RETRY,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      authenticationTimeout: 10_000,
      reauthenticationThreshold: 10_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      enforceRequestTimeout: true,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
      isolationLevel,
    });
    await this.ask(async () => {
      await cluster.connect();
      await cluster.addMultipleTargetTopics(topics);
    });
    return cluster;
  }

  /** @throws LogUnavailableError, KafkaAccessError */
  async ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw this.translate(error);
    }
  }

  translate(error: unknown): unknown {
    return translate(error, this.#address.brokers);
  }
}

/** Every request that is queued while a socket connects listens for that: with a broker away that is many, and no leak. */
function createSockets(): ISocketFactory {
  const create = createSocketFactory();
  return (options) => create(options).setMaxListeners(0);
}

/** After a failed request: whom to ask next time. */
export async function refresh(cluster: Cluster): Promise<void> {
  if (!cluster.isConnected()) await cluster.connect();
  await cluster.refreshMetadata();
}

/** Leaders, coordinators and connections change, and brokers learn of a new topic one after another. @param recover before each new try */
export async function askAgain<T>(request: () => Promise<T>, recover?: () => Promise<void>): Promise<T> {
  const until = performance.now() + ASK_AGAIN_FOR_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (!mayPass(error) || performance.now() > until) throw error;
      await delay(AGAIN_MS * attempt);
      await recover?.().catch(() => undefined);
    }
  }
}
