import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseClassList } from '../../events/network/class-list-file.ts';
import type { ClassList } from '../../events/network/class-list.ts';
import type { ClassLists } from '../../events/network/classify.ts';
import { packageFile } from './package-root.ts';

export interface ClassListSettings {
  /** Files whose rows win over the package's list; of two that know a network the first counts. */
  readonly files: readonly string[];
  /** Whether the package's list is left out. */
  readonly replace: boolean;
}

/**
 * Reads the lists a tenant wants.
 * @throws ClassListError naming file and line, or the file system's error naming the path
 */
export function readClassLists(settings: ClassListSettings = { files: [], replace: false }): ClassLists {
  const own = settings.files.map(readClassList);
  return settings.replace ? { own } : { own, bundled: readBundledClassList() };
}

/** The package's own list, `data/network-classes.tsv`. */
export function readBundledClassList(): ClassList {
  return readClassList(packageFile('data', 'network-classes.tsv'));
}

export function readClassList(path: string): ClassList {
  return parseClassList(readFileSync(path, 'utf8'), basename(path));
}
