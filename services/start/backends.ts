import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { openDataFolder } from '../platform/data-folder/index.ts';
import type { DataFolder } from '../platform/data-folder/index.ts';
import { UnknownTopicError } from '../platform/event-log/event-log.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import { openSqliteLog } from '../platform/event-log/sqlite/index.ts';
import type { ElasticsearchSettings } from '../platform/store/elasticsearch/elasticsearch-config.ts';
import { openSqliteStore } from '../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../platform/store/store.ts';
import { GROUPS, TOPICS } from '../records/index.ts';
import { listTenants } from '../tenants/registry.ts';
import { demandLog, demandPair, demandStore } from './demand-both.ts';
import { isDistributed } from './where.ts';
import type { Where } from './where.ts';

export interface BackendOptions {
  /** Who keeps others out of the data folder, e.g. `mfawatch start`. */
  readonly command: string;
  readonly logger: Logger;
  readonly now: () => number;
  readonly threads: boolean;
}

export interface Backends {
  readonly log: EventLog;
  readonly store: Store;
  /** The data folder, owned until `close`; undefined where nothing lies in it, and so any number of processes may work together. */
  readonly folder: DataFolder | undefined;
  /** Of leases: who this process is among those that share log and Store. */
  readonly owner: string;
  /** This machine, where several may share log and Store. */
  readonly host: string | undefined;
  /** Of every topic; undefined where nobody has set the log up yet. */
  readonly partitions: number | undefined;
  close(): Promise<void>;
}

/** The lock of the data folder sees to it that there is no other, and whoever comes after a crash need not wait. */
const SOLE_OWNER = 'embedded';

/**
 * Opens log and Store, taking the data folder where one of them lies in it.
 * @throws DataFolderError, DataFolderLockedError, DatabaseDamagedError; LogUnavailableError, KafkaAccessError, StoreUnavailableError,
 * ElasticsearchAccessError, SecretError, UnpairedError
 */
export async function openBackends(where: Where, options: BackendOptions): Promise<Backends> {
  const opened: { close(): unknown }[] = [];
  const close = async (): Promise<void> => {
    for (const part of opened.splice(0).reverse()) await part.close();
  };
  const keep = <T extends { close(): unknown }>(part: T): T => {
    opened.push(part);
    return part;
  };
  try {
    const folder = isDistributed(where) ? undefined : keep(openDataFolder(where.folder, options));
    const isEmbedded = where.kafka === undefined && where.elasticsearch === undefined;
    if (folder !== undefined && isEmbedded) demandLog(folder);
    const log = keep(await openLog(where, folder, options));
    if (folder !== undefined && isEmbedded) demandStore(folder, (await partitionsOf(log)) !== undefined);
    const store = keep(await openStore(where, folder, options));
    const partitions = isEmbedded ? await partitionsOf(log) : await partitionsOfPair(log, store);
    const who =
      folder === undefined ? { owner: uniqueOwner(), host: hostname() } : { owner: SOLE_OWNER, host: undefined };
    return { log, store, folder, partitions, ...who, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The clients of servers are loaded by whoever has servers: they are large. */
async function openLog(
  { kafka }: Where,
  folder: DataFolder | undefined,
  { now, threads, logger }: BackendOptions,
): Promise<EventLog> {
  if (kafka === undefined) return openSqliteLog({ file: fileOf(folder, 'logFile'), now, threads });
  const { kafkaAddress, openKafkaLog } = await import('../platform/event-log/kafka/index.ts');
  return openKafkaLog({ ...kafkaAddress(kafka), now, logger });
}

async function openStore(
  { elasticsearch }: Where,
  folder: DataFolder | undefined,
  { now, threads, logger }: BackendOptions,
): Promise<Store> {
  if (elasticsearch === undefined) return openSqliteStore({ file: fileOf(folder, 'storeFile'), now, threads });
  return openStoreServer(elasticsearch, { now, logger });
}

/** @throws StoreUnavailableError, ElasticsearchAccessError, SecretError */
export async function openStoreServer(
  settings: ElasticsearchSettings,
  options: { readonly now: () => number; readonly logger?: Logger },
): Promise<Store> {
  const { openElasticsearchStore } = await import('../platform/store/elasticsearch/elasticsearch-store.ts');
  return openElasticsearchStore({ settings, ...options });
}

function fileOf(folder: DataFolder | undefined, file: 'logFile' | 'storeFile'): string {
  if (folder === undefined) throw new TypeError('an embedded log or Store lies in a data folder');
  return folder[file];
}

function uniqueOwner(): string {
  return `${hostname()}:${String(process.pid)}:${randomUUID().slice(0, 8)}`;
}

/**
 * Servers are set up and lost one by one. The Store is asked first: whoever makes a tenant known has set up the log before.
 * @throws UnpairedError
 */
async function partitionsOfPair(log: EventLog, store: Store): Promise<number | undefined> {
  const isStoreUsed = (await listTenants(store)).length > 0;
  const partitions = await partitionsOf(log);
  const read = await unlessNew(() => log.committed(GROUPS.indexEvents, TOPICS.events));
  const isLogUsed = read?.some((offset) => offset > 0n) ?? false;
  demandPair({ isStoreUsed, isLogThere: partitions !== undefined, isLogUsed });
  return partitions;
}

async function partitionsOf(log: EventLog): Promise<number | undefined> {
  return (await unlessNew(() => log.endOffsets(TOPICS.raw)))?.length;
}

/** Undefined where the log is new. */
async function unlessNew<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnknownTopicError) return undefined;
    throw error;
  }
}
