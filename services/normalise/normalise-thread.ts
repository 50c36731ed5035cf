import type { TenantId } from '../../events/identity.ts';
import type { PlaceFiles } from '../platform/place-files.ts';
import type { Host } from '../platform/sqlite/core.ts';
import { hostInThread, workerFile } from '../platform/sqlite/thread-host.ts';
import type { Normaliser } from './normaliser.ts';

/** What the thread is given to start with. */
export interface NormaliserThread {
  readonly placeFiles: ReadonlyMap<TenantId, PlaceFiles>;
  readonly partitions: number;
}

/**
 * The normaliser in a thread of its own, with the providers the package knows: it costs as much as everything else the embedded product
 * does to an event, and needs nothing but the record and a few tables.
 */
export function startNormaliser(data: NormaliserThread): Host<Normaliser> {
  return hostInThread<Normaliser>(workerFile(import.meta.url, 'normalise-worker'), data);
}
