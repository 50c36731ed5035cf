import { NotNowError, UsageError } from './usage-error.ts';

/** Errors whose message tells a person what to mend: configuration, data folder, servers, secrets, addresses. Everything else is a fault of ours. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'YamlFileError',
  'ClassListError',
  'SecretError',
  'OutboundUrlError',
  'DataFolderError',
  'DataFolderLockedError',
  'DatabaseDamagedError',
  'PartitionCountError',
  'ListenError',
  'ImportError',
  'NotFoundError',
  'ConflictError',
  'InvalidSettingsError',
  'StoreUnavailableError',
  'LogUnavailableError',
  'KafkaAccessError',
  'ElasticsearchAccessError',
  'UnpairedError',
]);

/** A UsageError in place of an error a person can mend; any other error as it is. */
export function forPeople(error: unknown): unknown {
  return error instanceof Error && FOR_PEOPLE.has(error.name) ? new UsageError(error.message) : error;
}

const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** For a service, which is started again by whoever looks after it: what is away or full now is no mistake of a person's. */
export function forServiceManagers(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isAway = error.name === 'StoreUnavailableError' || error.name === 'LogUnavailableError';
  const { code } = (error.cause ?? {}) as { readonly code?: unknown };
  return isAway || NO_ROOM.has(code) ? new NotNowError(error.message, { cause: error }) : forPeople(error);
}
