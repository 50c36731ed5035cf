import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openDataFolder } from '../../platform/data-folder/index.ts';
import type { Config } from '../../start/config-schema.ts';
import { readConfig } from '../../start/read-config.ts';
import { forPeople } from '../operator-error.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_FOLDER = 'mfawatch-data';

export interface PlaceOptions {
  readonly data?: string;
  readonly config?: string;
}

/** The data folder a command is about. */
export interface Place {
  /** Absolute. */
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

/** For commands that must not create a folder where there is none. @throws UsageError */
export function demandExisting({ folder }: Place): void {
  try {
    openDataFolder(folder, { readOnly: true }).close();
  } catch (error) {
    throw forPeople(error);
  }
}

/** @throws UsageError where no service and no import ever worked there */
export function demandStore(place: Place): string {
  demandExisting(place);
  const file = join(place.folder, 'store.db');
  if (!existsSync(file)) throw new UsageError(`${place.folder} holds nothing yet: start the service or import logs first`);
  return file;
}
