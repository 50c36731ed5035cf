import type { TenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import type { Locate } from '../../events/place.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import type { PlaceFiles } from '../platform/place-files.ts';
import { placeOpener } from '../platform/place-files.ts';
import { PROVIDERS } from '../platform/providers.ts';

/** What is read once and shared by whoever judges records. */
export interface World {
  readonly detectors: readonly Detector[];
  readonly providers: readonly Provider[];
  /** Places of a tenant's addresses: its own lists and database where its settings file names some. */
  readonly locateOf: (tenant: TenantId) => Locate;
}

/** @throws Error naming the database or list that cannot be read */
export async function openWorld(placeFiles: ReadonlyMap<TenantId, PlaceFiles> = new Map()): Promise<World> {
  const open = placeOpener();
  const usual = open({});
  const own = new Map(
    [...placeFiles].filter(([, files]) => isOwn(files)).map(([tenant, files]) => [tenant, open(files)]),
  );
  return { detectors: await loadDetectors(), providers: PROVIDERS, locateOf: (tenant) => own.get(tenant) ?? usual };
}

function isOwn({ networkClasses, geoDatabase }: PlaceFiles): boolean {
  return geoDatabase !== undefined || networkClasses?.replace === true || (networkClasses?.files.length ?? 0) > 0;
}
