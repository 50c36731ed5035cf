import { createClassify } from '../../events/network/classify.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Locate } from '../../events/place.ts';
import { openBundledAsnTable } from './asn-table.ts';
import type { ClassListSettings } from './class-list-files.ts';
import { readClassLists } from './class-list-files.ts';
import { openBundledGeo, openGeoFile } from './geo-database.ts';
import { createLocate } from './locate.ts';

/** Databases and lists a tenant's settings file names; the package's own where it names none. */
export interface PlaceFiles {
  readonly networkClasses?: ClassListSettings;
  readonly geoDatabase?: string;
}

/**
 * Opens places by tenant; what the package brings is opened once.
 * @throws ClassListError naming file and line, or the file system's error naming the path
 */
export function placeOpener(): (files: PlaceFiles) => Locate {
  const asn = openBundledAsnTable();
  const bundled = openBundledGeo();
  return ({ networkClasses, geoDatabase }) =>
    createLocate({
      geo: geoDatabase === undefined ? bundled : openGeoFile(geoDatabase),
      asn,
      classify: createClassify(readClassLists(networkClasses)),
    });
}

/**
 * Places of a tenant's addresses: by its own lists and database where its files name some.
 * @throws as `placeOpener`'s function does
 */
export function openPlaces(placeFiles: ReadonlyMap<TenantId, PlaceFiles>): (tenant: TenantId) => Locate {
  const open = placeOpener();
  const usual = open({});
  const own = new Map(
    [...placeFiles].filter(([, files]) => isOwn(files)).map(([tenant, files]) => [tenant, open(files)]),
  );
  return (tenant) => own.get(tenant) ?? usual;
}

function isOwn({ networkClasses, geoDatabase }: PlaceFiles): boolean {
  return geoDatabase !== undefined || networkClasses?.replace === true || (networkClasses?.files.length ?? 0) > 0;
}
