import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Detector } from '../../detectors/kit/detector.ts';

/** Compiled code finds its compiled neighbours, sources their source neighbours: dist/ mirrors the tree. */
const DETECTORS_FOLDER = fileURLToPath(new URL('../../detectors/', import.meta.url));
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * Every folder of `detectors/` but `kit` and those starting with `_` is a detector: adding one touches no other file.
 * Its `detector` module exports one definition whose id is the folder's name; anything else is an error that says so.
 */
export async function loadDetectors(folder: string = DETECTORS_FOLDER): Promise<readonly Detector[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'kit' && !entry.name.startsWith('_'))
    .map(({ name }) => name)
    .sort();
  return Promise.all(names.map((name) => loadDetector(folder, name)));
}

async function loadDetector(folder: string, name: string): Promise<Detector> {
  const file = join(folder, name, `detector.${EXTENSION}`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const found = Object.values(module).filter((value): value is Detector => isDetector(value) && value.id === name);
  const [detector] = found;
  if (detector === undefined || found.length > 1) {
    throw new TypeError(`${file} must export exactly one detector with the id "${name}" (defineDetector)`);
  }
  return detector;
}

function isDetector(value: unknown): value is Detector {
  return typeof value === 'object' && value !== null && 'id' in value && 'find' in value && 'rules' in value;
}
