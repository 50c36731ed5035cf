import { z } from 'zod';
import { ownerOf } from '../../platform/data-folder/index.ts';
import type { Owner } from '../../platform/data-folder/index.ts';
import { readLocalKey } from '../../start/local-key-file.ts';
import { forPeople } from '../operator-error.ts';
import { UsageError } from '../usage-error.ts';
import { HttpApi } from './http-api.ts';
import type { Place } from './place.ts';

/** Whoever owns the folder, by its API. */
export interface OwnerApi {
  readonly api: HttpApi;
  /** `mfawatch start (pid 4711)` */
  readonly name: string;
}

/**
 * Does a piece of work with the folder in hand or, where somebody owns it, lets the owner do it.
 * @throws UsageError where it is owned by somebody who takes no requests
 */
export async function hereOrByOwner<T>(
  place: Place,
  here: () => Promise<T>,
  byOwner: (owner: OwnerApi) => Promise<T>,
): Promise<T> {
  try {
    return await here();
  } catch (error) {
    const owner = isLocked(error) ? ownerApi(place) : undefined;
    if (owner === undefined) throw forPeople(error);
    process.stderr.write(`${owner.name} works on ${place.folder}: it was asked to do this\n`);
    return byOwner(owner);
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.name === 'DataFolderLockedError';
}

/** Undefined while nobody who announced an API may be at work; the lock alone tells whether somebody is. */
export function ownerApi({ folder }: Place): OwnerApi | undefined {
  const owner = ownerOf(folder);
  if (owner?.api === undefined) return undefined;
  const key = readLocalKey(folder);
  if (key === undefined)
    throw new UsageError(`${nameOf(owner)} works on ${folder}, and only its own user may ask it: run this as that user`);
  return { api: new HttpApi(owner.api, key, nameOf(owner)), name: nameOf(owner) };
}

function nameOf({ command, pid }: Owner): string {
  return `${command} (pid ${String(pid)})`;
}

export const idSchema = z.object({ id: z.string() });
