import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package itself, found from the sources as well as from dist/. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Path of a file that lies in the package, e.g. `packageFile('data', 'network-classes.tsv')`. */
export function packageFile(...segments: readonly string[]): string {
  return join(packageRoot, ...segments);
}

/** Path of a file in an installed dependency, wherever the package manager put it. */
export function dependencyFile(specifier: string): string {
  return createRequire(join(packageRoot, 'package.json')).resolve(specifier);
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('package.json was not found above the program: the installation is incomplete');
  return findRoot(parent);
}
