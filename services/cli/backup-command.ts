import type { Command } from 'commander';
import { resolve } from 'node:path';
import { backupDataFolder, restoreDataFolder } from '../platform/data-folder/index.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions, placeOf } from './data/place.ts';
import { forPeople } from './operator-error.ts';
import { UsageError } from './usage-error.ts';

export function backupCommand(command: Command): Command {
  command
    .requiredOption('--out <DIR>', 'where the copy goes: must not exist, or be empty')
    .addHelpText('after', BACKUP_HELP)
    .action(({ out, ...options }: PlaceOptions & { readonly out: string }) => {
      const { folder, config } = placeOf(options);
      if (config?.kafka !== undefined || config?.elasticsearch !== undefined)
        throw new UsageError(
          'this installation is on servers: they have backups of their own (docs/operations.md, Backups)',
        );
      attempt(() => {
        backupDataFolder(folder, out);
      });
      process.stdout.write(`${resolve(out)}\n`);
    });
  return addPlaceOptions(command);
}

const BACKUP_HELP = `
All of the copy appears at once, or nothing. The configuration and settings files are not in it.

Exit code: 0 copied, 2 wrong usage, or a folder that cannot be read or written

Example:
  mfawatch backup --data /var/lib/mfawatch --out /backup/mfawatch-$(date +%F)`;

export function restoreCommand(command: Command): Command {
  return command
    .requiredOption('--from <DIR>', 'a folder "mfawatch backup" wrote')
    .requiredOption('--data <DIR>', 'where the data folder is wanted: must not exist, or be empty')
    .addHelpText('after', RESTORE_HELP)
    .action(({ from, data }: { readonly from: string; readonly data: string }) => {
      attempt(() => {
        restoreDataFolder(from, data);
      });
      process.stdout.write(`${resolve(data)}\n`);
    });
}

const RESTORE_HELP = `
Exit code: 0 restored, 2 wrong usage, a damaged backup, or a folder that cannot be read or written

Example:
  mfawatch restore --from /backup/mfawatch-2026-11-22 --data /var/lib/mfawatch`;

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw forPeople(error);
  }
}
