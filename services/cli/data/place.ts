import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openDataFolder } from '../../platform/data-folder/index.ts';
import { isDistributed } from '../../start/where.ts';
import type { Config } from '../../start/config-schema.ts';
import { readConfig } from '../../start/read-config.ts';
import { forPeople } from '../operator-error.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_FOLDER = 'mfawatch-data';

export interface PlaceOptions {
  readonly data?: string;
  readonly config?: string;
}

/** The installation a command is about: a data folder, or the servers its configuration names. */
export interface Place {
  /** Absolute. Of an installation on servers: where a command keeps what it must keep on this machine. */
  readonly folder: string;
  readonly config: Config | undefined;
}

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--data <DIR>', `the data folder (default: the configuration's, else ./${DEFAULT_FOLDER})`)
    .option('--config <FILE>', 'the configuration of the installation, as for start');
}

/** @throws UsageError where the configuration cannot be read */
export function placeOf({ data, config: path }: PlaceOptions): Place {
  try {
    const config = path === undefined ? undefined : readConfig(path);
    return { folder: resolve(data ?? config?.dataDir ?? DEFAULT_FOLDER), config };
  } catch (error) {
    throw forPeople(error);
  }
}

/** For commands that must not create a folder where there is none. On servers there is none to be created. @throws UsageError */
export function demandExisting({ folder, config }: Place): void {
  if (config !== undefined && isDistributed(config)) return;
  try {
    openDataFolder(folder, { readOnly: true }).close();
  } catch (error) {
    throw forPeople(error);
  }
}

/** @throws UsageError where no service and no import ever worked there */
export function demandStore(place: Place): void {
  demandExisting(place);
  if (place.config?.elasticsearch === undefined && !existsSync(storeFile(place)))
    throw new UsageError(`${place.folder} holds nothing yet: start the service or import logs first`);
}

export function storeFile({ folder }: Place): string {
  return join(folder, 'store.db');
}
