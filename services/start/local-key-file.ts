import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'local.key';

/** Only the owner's own user may read it: whoever can, may ask as the owner would. */
export function writeLocalKey(folder: string, text: string): void {
  const file = join(folder, FILE);
  // A file that was there would keep its mode.
  rmSync(file, { force: true });
  writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
}

/** Undefined while no owner answers commands, or where this user may not read it. */
export function readLocalKey(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, FILE), 'utf8').trim();
  } catch {
    return undefined;
  }
}

export function removeLocalKey(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}
