import { LogUnavailableError } from '../event-log.ts';

/** The brokers refuse who we are or what we may do; a restart will not help, another configuration or ACL will. */
export class KafkaAccessError extends Error {
  override readonly name = 'KafkaAccessError';
  readonly code = 'MFAW_KAFKA_ACCESS';
}

/** What kafkajs says of a protocol error, wherever in the chain of its wrappers. */
interface KafkaFailure {
  readonly name: string;
  readonly message: string;
  readonly type?: string;
  readonly retriable?: boolean;
  readonly cause?: unknown;
}

/** Kafka's own code for it (`INVALID_PRODUCER_EPOCH`), undefined where there is none. */
export function protocolType(error: unknown): string | undefined {
  const failure = rootOf(error);
  if (failure === undefined) return undefined;
  // kafkajs knows no code above 88; 90 is what newer brokers say to a fenced producer.
  return failure.message === 'Unknown error code 90' ? 'PRODUCER_FENCED' : failure.type;
}

const FENCED = new Set([
  'INVALID_PRODUCER_EPOCH',
  'PRODUCER_FENCED',
  'INVALID_PRODUCER_ID_MAPPING',
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'FENCED_INSTANCE_ID',
]);

/** Somebody else has taken over since. */
export function isFenced(error: unknown): boolean {
  return FENCED.has(protocolType(error) ?? '');
}

const ACCESS: Readonly<Record<string, string>> = {
  TOPIC_AUTHORIZATION_FAILED:
    'may not use a topic: allow Read, Write, Describe (and Create, Alter, DescribeConfigs, Delete at setup) on the topics',
  GROUP_AUTHORIZATION_FAILED: 'may not use a consumer group: allow Read and Describe on the groups',
  CLUSTER_AUTHORIZATION_FAILED: 'may not use the cluster: allow IdempotentWrite, Describe (and Create at setup) on it',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
    'may not use a transactional id: allow Write and Describe on the transactional ids',
  SASL_AUTHENTICATION_FAILED: 'was not believed: check kafka.sasl',
  UNSUPPORTED_SASL_MECHANISM: 'offers a SASL mechanism the brokers have not: check kafka.sasl.mechanism',
};

/** What callers of the log are told instead of a kafkajs error; other errors stay as they are. */
export function translate(error: unknown, brokers: readonly string[]): unknown {
  const failure = rootOf(error);
  if (failure === undefined) return error;
  const where = brokers.join(', ');
  const access = refusalOf(failure);
  if (access !== undefined)
    return new KafkaAccessError(`Kafka at ${where}: this client ${access} (${failure.message})`, { cause: error });
  if (TOO_LARGE.has(failure.type ?? ''))
    return new RangeError(`Kafka at ${where} refuses a record of this size: raise max.message.bytes of the topic`, {
      cause: error,
    });
  if (!mayPass(error)) return error;
  return new LogUnavailableError(
    `Kafka at ${where} does not answer as it should (${failure.message}): check that the brokers run, that kafka.brokers names them as this host reaches them, and kafka.ssl`,
    { cause: error },
  );
}

function refusalOf({ name, type }: KafkaFailure): string | undefined {
  return ACCESS[name === 'KafkaJSSASLAuthenticationError' ? 'SASL_AUTHENTICATION_FAILED' : (type ?? '')];
}

/** Whether the same may work later, with nothing changed but the state of the cluster. */
export function mayPass(error: unknown): boolean {
  const failure = rootOf(error);
  if (failure === undefined || refusalOf(failure) !== undefined) return false;
  const type = protocolType(error);
  return !TOO_LARGE.has(type ?? '') && (failure.retriable !== false || type === undefined || PASSING.has(type));
}

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** Not retriable by the same request, but by a new one. */
const PASSING = new Set([
  'REBALANCE_IN_PROGRESS',
  'INVALID_TXN_STATE',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'KAFKAJS_UNKNOWN_ERROR_CODE',
]);

/** kafkajs wraps an error in what gave up on it. */
function rootOf(error: unknown): KafkaFailure | undefined {
  if (!isFailure(error)) return undefined;
  return error.type === undefined && error.cause !== undefined ? (rootOf(error.cause) ?? error) : error;
}

function isFailure(error: unknown): error is KafkaFailure & Error {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}
