import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import { createApiStage, createHealthStage } from '../api/api-stage.ts';
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
import type { EventLog } from '../platform/event-log/event-log.ts';
import { StageWatch } from '../platform/lifecycle/stage-watch.ts';
import { Supervisor } from '../platform/lifecycle/supervisor.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import type { Store } from '../platform/store/store.ts';
import { topicSpecs } from '../records/index.ts';
import { createRebuildStage } from '../rebuild/rebuild-stage.ts';
import { createTables } from '../tenants/load-tables.ts';
import type { LoadVersionedTables } from '../tenants/load-tables.ts';
import type { LoadTables } from '../tenants/tables.ts';
import { openBackends } from './backends.ts';
import type { Backends } from './backends.ts';
import { createDirectoryStage } from './directory-stage.ts';
import { createHousekeepingStage } from './housekeeping.ts';
import { createLagMetric } from './lag-metric.ts';
import { removeLocalKey, writeLocalKey } from './local-key-file.ts';
import { SERVICES } from './services.ts';
import type { ServiceName } from './services.ts';
import { TenantDirectory } from './tenant-directory.ts';
import type { Where } from './where.ts';
import type { World } from './world.ts';

export interface PipelineOptions extends Where {
  /** Who keeps others out of the data folder, e.g. `mfawatch start`. */
  readonly command: string;
  readonly world: World;
  readonly logger: Logger;
  /** Of the ten services those that run here; all where absent. */
  readonly services?: readonly ServiceName[];
  /** As many as the log has, or one, where absent. */
  readonly partitions?: number;
  /** Nothing is forgotten, and the log's own lengths stay, where absent. */
  readonly retention?: Retention & { readonly raw: number };
  readonly sources: readonly Source[];
  /** Nobody is told where absent, and whoever comes with channels tells what was not told. */
  readonly channels?: readonly Channel[];
  /** Names of tenants for people; the id where absent. */
  readonly names?: ReadonlyMap<TenantId, string>;
  /** Where the API answers or, in a process without it, health and metrics; nowhere where absent. */
  readonly api?: { readonly host: string; readonly port: number; readonly trustProxy?: string };
  readonly publicUrl?: string;
  readonly version: string;
  /** ms since 1970; the clock of everything but the log of the program itself. */
  readonly now?: () => number;
  readonly threads?: boolean;
}

/** The whole product, or this process's part of it. `stop` leaves it as durable as `kill -9` would, only tidier. */
export interface Pipeline {
  readonly store: Store;
  readonly log: EventLog;
  /** This machine, where several may share log and Store. */
  readonly host: string | undefined;
  readonly loadTables: LoadTables;
  readonly supervisor: Supervisor;
  readonly metrics: Registry;
  /** Where the API, or health, answers, once started. */
  readonly url: string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens log and Store and puts the stages together; nothing runs until `start`.
 * @throws PartitionCountError, or as `openBackends` does
 */
export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { now = Date.now, threads = true, command, logger } = options;
  const backends = await openBackends(options, { command, logger, now, threads });
  try {
    const partitions = await ensureTopics(backends, options);
    return assemble(options, backends, now, partitions);
  } catch (error) {
    await backends.close();
    throw error;
  }
}

/** @returns the partitions of every topic */
async function ensureTopics(
  { log, ...existing }: Backends,
  { partitions, retention }: PipelineOptions,
): Promise<number> {
  const wanted = partitions ?? existing.partitions ?? 1;
  // Whoever does not know the configured lengths leaves those the log has.
  if (retention !== undefined || existing.partitions === undefined)
    await log.ensureTopics(topicSpecs(wanted, retention?.raw));
  return wanted;
}

function assemble(options: PipelineOptions, backends: Backends, now: () => number, partitions: number): Pipeline {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const { logger } = options;
  const { log, store, folder } = backends;
  const { owner, host } = backends;
  const context: Context = { log, store, now, logger, metrics, partitions, owner, host };
  const loadTables = createTables(store);
  const { stages, api } = createStages(options, context, loadTables, () => supervisor);
  const supervisor: Supervisor = new Supervisor({ stages, logger });
  const watch = new StageWatch({ status: () => supervisor.status(), logger, metrics });
  createLagMetric(log, metrics);
  return {
    store,
    log,
    host,
    loadTables,
    supervisor,
    metrics,
    get url() {
      return api?.url;
    },
    async start() {
      await supervisor.start();
      if (api === undefined || folder === undefined) return;
      writeLocalKey(folder.path, await renewLocalKey(store, now()));
      folder.announce(api.url);
    },
    stop: once(async () => {
      watch.stop();
      await supervisor.stop();
      if (api !== undefined && folder !== undefined) removeLocalKey(folder.path);
      await backends.close();
    }),
  };
}

/** Of every stage, with who this process is among those that share log and Store. */
type Context = StageContext & Pick<Backends, 'owner' | 'host'>;

/** In the order of the data. */
function createStages(
  options: PipelineOptions,
  context: Context,
  loadTables: LoadVersionedTables,
  supervisor: () => Supervisor,
): { readonly stages: readonly Stage[]; readonly api: ApiStage | undefined } {
  const { world, sources, retention, channels, names = new Map(), services = SERVICES } = options;
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
  const create: Readonly<Record<ServiceName, () => Stage | undefined>> = {
    ingest: () => createIngestStage({ ...context, sources }),
    normalise: () => createNormaliseStage({ ...context, ...normaliserOf(options), loadTables }),
    detect: () => createDetectStage({ ...context, detectors, loadTables }),
    rebuild: () => createRebuildStage({ ...context, loadTables }),
    learn: () => createLearnStage(context),
    index: () => createIndexStage({ ...context, loadTables, exceptionOf: exceptions.exceptionOf }),
    correlate: () => createCorrelateStage(context),
    notify: () => (channels === undefined ? undefined : createNotify(context, channels, options, directory)),
    housekeeping: () =>
      retention === undefined ? undefined : createHousekeepingStage({ ...context, retention, groupsOf }),
    api: () => undefined,
  };
  const chosen = SERVICES.filter((name) => services.includes(name)).map((name) => create[name]());
  const stages = [...chosen, createDirectoryStage(directory), api].filter((stage) => stage !== undefined);
  return { stages, api };
}

/** In a thread of its own it opens the places itself. */
function normaliserOf({ world: { providers, locateOf, placeFiles }, threads = true }: PipelineOptions) {
  return threads ? { placeFiles } : { providers, locateOf };
}

function createNotify(
  context: Context,
  channels: readonly Channel[],
  { publicUrl }: PipelineOptions,
  directory: TenantDirectory,
): Stage {
  return createNotifyStage(context, {
    channels,
    tenants: () => directory.ids,
    tenantInfo: (tenant) => directory.of(tenant),
    owner: context.owner,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

type ApiParts = Pick<ApiDeps, 'stages' | 'tenants' | 'detectors' | 'loadTables' | 'exceptionsChanged'>;

function createApi(options: PipelineOptions, context: StageContext, parts: ApiParts): ApiStage | undefined {
  const { api, version, publicUrl, services = SERVICES } = options;
  if (api === undefined) return undefined;
  const deps = { ...context, ...parts, ...api, version, ...(publicUrl === undefined ? {} : { publicUrl }) };
  return services.includes('api') ? createApiStage(deps) : createHealthStage(deps);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
