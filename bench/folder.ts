import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanly } from './cleanly.ts';

/** Works in a new folder, which is gone afterwards unless somebody wants to look into it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>, keep = false): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-bench-'));
  const remove = (): void => {
    if (keep) process.stdout.write(`${folder}\n`);
    else rmSync(folder, { recursive: true, force: true });
  };
  return cleanly(remove, () => work(folder));
}
