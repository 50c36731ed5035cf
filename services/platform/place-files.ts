import { createClassify } from '../../events/network/classify.ts';
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
