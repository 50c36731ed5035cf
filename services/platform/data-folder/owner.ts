import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const ownerSchema = z.object({
  pid: z.number(),
  command: z.string(),
  /** ISO 8601 */
  since: z.string(),
  /** Where its API answers, once it does. */
  api: z.string().optional(),
});

/** Who works in a data folder: what others are told, and where they may ask instead. The lock decides, not this. */
export type Owner = z.output<typeof ownerSchema>;

export function writeOwner(file: string, owner: Owner): void {
  writeFileSync(file, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
}

/** Undefined where none was written, or not to the end. */
export function readOwner(file: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
