import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');
const DIST = join(ROOT, 'dist');
const BUILT = join(DIST, 'services/cli/main.js');
const SOURCES = ['events', 'detectors', 'services', 'simulator', 'bench', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds dist/ where it is older than its sources: what the tests run is what stands in the repository. */
export function buildIfStale(): void {
  if (!isStale()) return;
  rmSync(DIST, { recursive: true, force: true });
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`dist/ could not be built:\n${stdout}${stderr}`);
}

export function isStale(): boolean {
  if (!existsSync(BUILT)) return true;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.some((source) => newest(join(ROOT, source)) > built);
}

/** Tests and fixtures are not built. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return path.endsWith('.test.ts') ? 0 : stats.mtimeMs;
  if (path.endsWith('fixtures')) return 0;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), 0);
}
