import type { TenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import type { Locate } from '../../events/place.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import type { PlaceFiles } from '../platform/place-files.ts';
import { openPlaces } from '../platform/place-files.ts';
import { PROVIDERS } from '../platform/providers.ts';

/** What is read once and shared by whoever judges records. */
export interface World {
  readonly detectors: readonly Detector[];
  readonly providers: readonly Provider[];
  /** Places of a tenant's addresses: its own lists and database where its settings file names some. */
  readonly locateOf: (tenant: TenantId) => Locate;
  /** By which another thread finds the same places. */
  readonly placeFiles: ReadonlyMap<TenantId, PlaceFiles>;
}

/** @throws Error naming the database or list that cannot be read */
export async function openWorld(settingsFiles: ReadonlyMap<TenantId, PlaceFiles> = new Map()): Promise<World> {
  const placeFiles = new Map([...settingsFiles].map(([tenant, files]) => [tenant, onlyPlaces(files)]));
  return { detectors: await loadDetectors(), providers: PROVIDERS, locateOf: openPlaces(placeFiles), placeFiles };
}

/** Without what else a settings file says, which could not go to another thread. */
function onlyPlaces({ networkClasses, geoDatabase }: PlaceFiles): PlaceFiles {
  return {
    ...(networkClasses === undefined ? {} : { networkClasses }),
    ...(geoDatabase === undefined ? {} : { geoDatabase }),
  };
}
