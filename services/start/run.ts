import type { Logger } from 'pino';
import type { TenantId } from '../../events/identity.ts';
import { FilesSource } from '../ingest/files/files-source.ts';
import { createChannel } from '../notify/index.ts';
import type { PlaceFiles } from '../platform/place-files.ts';
import { readSettings } from '../platform/settings-file.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import { isDistributed } from './where.ts';
import type { Where } from './where.ts';
import { adoptConfig } from './adopt-config.ts';
import type { ConfiguredTenant } from './adopt-config.ts';
import type { Config } from './config-schema.ts';
import type { Pipeline } from './pipeline.ts';
import { openPipeline } from './pipeline.ts';
import type { ServiceName } from './services.ts';
import { openWorld } from './world.ts';

export interface RunOptions {
  readonly config: Config;
  readonly version: string;
  /** As the owner of the data folder is named to others. */
  readonly command: string;
  /** All where absent. */
  readonly services?: readonly ServiceName[];
  /** In place of the configuration's `http`. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly logger?: Logger;
  readonly now?: () => number;
}

/**
 * Opens everything a configuration describes, takes over its tenants and settings; nothing runs until `start`.
 * @throws YamlFileError, DataFolderError, SecretError and others whose message a person can act on
 */
export async function openConfigured({ config, version, command, services, ...given }: RunOptions): Promise<Pipeline> {
  const now = given.now ?? Date.now;
  const logger = given.logger ?? createLogger(config.log.level);
  const channels = config.channels.map((channel) => createChannel(channel, now));
  const world = await openWorld(await placeFilesOf(config));
  const { publicUrl, trustProxy } = config.http;
  const { host, port } = given.listen ?? config.http;
  const pipeline = await openPipeline({
    ...whereOf(config),
    command,
    ...(services === undefined ? {} : { services }),
    world,
    logger,
    version,
    now,
    channels,
    partitions: config.partitions,
    retention: config.retention,
    sources: config.tenants.flatMap(({ id, sources }) => sources.map((source) => new FilesSource(id, source))),
    names: new Map(config.tenants.map(({ id, name }) => [id, name ?? id])),
    api: { host, port, ...(trustProxy === undefined ? {} : { trustProxy }) },
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  try {
    await adoptConfig(pipeline.store, config.tenants, world.detectors, now());
    return pipeline;
  } catch (error) {
    await pipeline.stop();
    throw error;
  }
}

export interface WorkOptions {
  readonly folder: string;
  /** Partitions and tenants of the installation, where known. */
  readonly config?: Config | undefined;
  /** Settings files beside those of the configuration, taken over first. */
  readonly settings?: readonly ConfiguredTenant[];
  readonly version: string;
  readonly command: string;
  readonly logger: Logger;
}

/**
 * A pipeline for a command: it works in what the folder holds and what the command adds; on servers it adds, and the services that run there
 * work it in. No sources, nobody told, no API, nothing forgotten; whoever starts the service finds everything where it would have been.
 * @throws as `openConfigured`
 */
export async function openForWork(options: WorkOptions): Promise<Pipeline> {
  const { folder, config, settings = [], version, command, logger } = options;
  const own = new Set(settings.map(({ id }) => id));
  const tenants = [...settings, ...(config?.tenants ?? []).filter(({ id }) => !own.has(id))];
  const world = await openWorld(await placeFilesOf({ tenants }));
  const where = config === undefined ? { folder } : { ...whereOf(config), folder };
  const pipeline = await openPipeline({
    ...where,
    ...(config === undefined ? {} : { partitions: config.partitions }),
    // Those who run elsewhere do the rest: this machine's part is reading its own files.
    ...(isDistributed(where) ? { services: ['ingest'] } : {}),
    command,
    world,
    logger,
    version,
    sources: [],
  });
  try {
    await adoptConfig(pipeline.store, tenants, world.detectors, Date.now());
    return pipeline;
  } catch (error) {
    await pipeline.stop();
    throw error;
  }
}

/** Where a configuration keeps log and Store. */
export function whereOf({ dataDir, kafka, elasticsearch }: Config): Where {
  return { folder: dataDir, kafka, elasticsearch };
}

/** The databases and lists each tenant's settings file names, its paths resolved against that file. */
async function placeFilesOf({
  tenants,
}: {
  readonly tenants: readonly ConfiguredTenant[];
}): Promise<ReadonlyMap<TenantId, PlaceFiles>> {
  const detectorIds = (await loadDetectors()).map(({ id }) => id);
  return new Map(
    tenants.flatMap(({ id, settings }) =>
      settings === undefined ? [] : [[id, readSettings(settings, detectorIds)] as const],
    ),
  );
}
