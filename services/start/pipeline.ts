import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import { createApiStage } from '../api/api-stage.ts';
import type { ApiStage } from '../api/api-stage.ts';
import type { ApiDeps } from '../api/deps.ts';
import { renewLocalKey } from '../api/keys/local-key.ts';
import { createCorrelateStage } from '../correlate/correlate-stage.ts';
import { createDetectStage } from '../detect/detect-stage.ts';
import { createExceptionLookup } from '../exceptions/index.ts';
import type { ExceptionsDeps } from '../exceptions/index.ts';
import { createIndexStage } from '../index/index-stage.ts';
import type { Retention } from '../index/retention.ts';
import { createIngestStage } from '../ingest/ingest-stage.ts';
import type { Source } from '../ingest/source.ts';
import { createLearnStage } from '../learn/learn-stage.ts';
import { createNormaliseStage } from '../normalise/normalise-stage.ts';
import type { Channel } from '../notify/index.ts';
import { createNotifyStage } from '../notify/index.ts';
import { openDataFolder } from '../platform/data-folder/index.ts';
import type { DataFolder } from '../platform/data-folder/index.ts';
import { openSqliteLog, UnknownTopicError } from '../platform/event-log/sqlite/index.ts';
import type { SqliteLog } from '../platform/event-log/sqlite/index.ts';
import { StageWatch } from '../platform/lifecycle/stage-watch.ts';
import { Supervisor } from '../platform/lifecycle/supervisor.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { openSqliteStore } from '../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../platform/store/store.ts';
import { TOPICS, topicSpecs } from '../records/index.ts';
import { createRebuildStage } from '../rebuild/rebuild-stage.ts';
import { createTables } from '../tenants/load-tables.ts';
import type { LoadVersionedTables } from '../tenants/load-tables.ts';
import type { LoadTables } from '../tenants/tables.ts';
import { demandLog, demandStore } from './demand-both.ts';
import { createHousekeepingStage } from './housekeeping.ts';
import { createLagMetric } from './lag-metric.ts';
import { removeLocalKey, writeLocalKey } from './local-key-file.ts';
import { TenantDirectory } from './tenant-directory.ts';
import type { World } from './world.ts';

export interface PipelineOptions {
  readonly folder: string;
  /** Who keeps others out of the folder, e.g. `mfawatch start`. */
  readonly command: string;
  readonly world: World;
  readonly logger: Logger;
  /** As many as the folder has, or one, where absent. */
  readonly partitions?: number;
  /** Nothing is forgotten, and the folder's own lengths stay, where absent. */
  readonly retention?: Retention & { readonly raw: number };
  readonly sources: readonly Source[];
  /** Nobody is told where absent, and whoever comes with channels tells what was not told. */
  readonly channels?: readonly Channel[];
  /** Names of tenants for people; the id where absent. */
  readonly names?: ReadonlyMap<TenantId, string>;
  /** No API where absent. */
  readonly api?: { readonly host: string; readonly port: number; readonly trustProxy?: string };
  readonly publicUrl?: string;
  readonly version: string;
  /** ms since 1970; the clock of everything but the log of the program itself. */
  readonly now?: () => number;
  readonly threads?: boolean;
}

/** The whole product on one data folder. `stop` leaves it as durable as `kill -9` would, only tidier. */
export interface Pipeline {
  readonly store: Store;
  readonly log: SqliteLog;
  readonly loadTables: LoadTables;
  readonly supervisor: Supervisor;
  readonly metrics: Registry;
  /** Where the API answers, once started. */
  readonly url: string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Takes the data folder and puts the stages together; nothing runs until `start`.
 * @throws DataFolderError, DataFolderLockedError, PartitionCountError, DatabaseDamagedError
 */
export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const folder = openDataFolder(options.folder, { command: options.command });
  const opened: { close(): Promise<void> }[] = [];
  try {
    const now = options.now ?? Date.now;
    const threads = options.threads ?? true;
    demandLog(folder);
    const log = await openSqliteLog({ file: folder.logFile, now, threads });
    opened.push(log);
    demandStore(folder, (await partitionsOf(log)) !== undefined);
    const store = await openSqliteStore({ file: folder.storeFile, now, threads });
    opened.push(store);
    const partitions = await ensureTopics(log, options);
    return assemble(options, { folder, log, store, now, partitions });
  } catch (error) {
    await closeAll(opened);
    folder.close();
    throw error;
  }
}

/** @returns the partitions of every topic */
async function ensureTopics(log: SqliteLog, { partitions, retention }: PipelineOptions): Promise<number> {
  const existing = await partitionsOf(log);
  const wanted = partitions ?? existing ?? 1;
  // Whoever does not know the configured lengths leaves those of the folder.
  if (retention !== undefined || existing === undefined) await log.ensureTopics(topicSpecs(wanted, retention?.raw));
  return wanted;
}

/** Undefined where the log is new. */
async function partitionsOf(log: SqliteLog): Promise<number | undefined> {
  try {
    return (await log.endOffsets(TOPICS.raw)).length;
  } catch (error) {
    if (error instanceof UnknownTopicError) return undefined;
    throw error;
  }
}

/** Of leases: the lock of the data folder sees to it that there is no other, and whoever comes after a crash need not wait. */
const OWNER = 'embedded';

interface Parts {
  readonly folder: DataFolder;
  readonly log: SqliteLog;
  readonly store: Store;
  readonly now: () => number;
  readonly partitions: number;
}

function assemble(options: PipelineOptions, { folder, log, store, now, partitions }: Parts): Pipeline {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const { logger } = options;
  const context: StageContext = { log, store, now, logger, metrics, partitions };
  const loadTables = createTables(store);
  const { stages, api } = createStages(options, context, loadTables, () => supervisor);
  const supervisor: Supervisor = new Supervisor({ stages, logger });
  const watch = new StageWatch({ status: () => supervisor.status(), logger, metrics });
  createLagMetric(log, metrics);
  return {
    store,
    log,
    loadTables,
    supervisor,
    metrics,
    get url() {
      return api?.url;
    },
    async start() {
      await supervisor.start();
      if (api === undefined) return;
      writeLocalKey(folder.path, await renewLocalKey(store, now()));
      folder.announce(api.url);
    },
    stop: once(async () => {
      watch.stop();
      await supervisor.stop();
      await closeAll([log, store]);
      if (api !== undefined) removeLocalKey(folder.path);
      folder.close();
    }),
  };
}

/** In the order of the data. */
function createStages(
  options: PipelineOptions,
  context: StageContext,
  loadTables: LoadVersionedTables,
  supervisor: () => Supervisor,
): { readonly stages: readonly Stage[]; readonly api: ApiStage | undefined } {
  const { world, sources, retention, names = new Map() } = options;
  const { detectors } = world;
  const { store, now } = context;
  const directory = new TenantDirectory({ store, loadTables, names, now });
  const groupsOf: ExceptionsDeps['groupsOf'] = async (tenant) => (await loadTables(tenant)).settingsAt(now()).groups;
  const exceptions = createExceptionLookup({ store, groupsOf }, now);
  const api = createApi(options, context, {
    stages: () => supervisor().status(),
    tenants: () => directory.recent(),
    detectors,
    loadTables,
    exceptionsChanged: exceptions.forget,
  });
  const stages = [
    createIngestStage({ ...context, sources, owner: OWNER }),
    createNormaliseStage({ ...context, ...normaliserOf(options), loadTables }),
    createDetectStage({ ...context, detectors, loadTables }),
    createRebuildStage({ ...context, loadTables }),
    createLearnStage({ ...context, owner: OWNER }),
    createIndexStage({ ...context, loadTables, exceptionOf: exceptions.exceptionOf }),
    createCorrelateStage(context),
    ...(options.channels === undefined ? [] : [createNotify(context, options.channels, options, directory)]),
    ...(retention === undefined ? [] : [createHousekeepingStage({ ...context, retention, directory })]),
    ...(api === undefined ? [] : [api]),
  ];
  return { stages, api };
}

/** In a thread of its own it opens the places itself. */
function normaliserOf({ world: { providers, locateOf, placeFiles }, threads = true }: PipelineOptions) {
  return threads ? { placeFiles } : { providers, locateOf };
}

function createNotify(
  context: StageContext,
  channels: readonly Channel[],
  { publicUrl }: PipelineOptions,
  directory: TenantDirectory,
): Stage {
  return createNotifyStage(context, {
    channels,
    tenants: () => directory.ids,
    tenantInfo: (tenant) => directory.of(tenant),
    owner: OWNER,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

type ApiParts = Pick<ApiDeps, 'stages' | 'tenants' | 'detectors' | 'loadTables' | 'exceptionsChanged'>;

function createApi(options: PipelineOptions, context: StageContext, parts: ApiParts): ApiStage | undefined {
  const { api, version, publicUrl } = options;
  if (api === undefined) return undefined;
  return createApiStage({ ...context, ...parts, ...api, version, ...(publicUrl === undefined ? {} : { publicUrl }) });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const part of [...opened].reverse()) await part.close();
}
