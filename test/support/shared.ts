import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Other people's reference files (schemas, recorded events) are read where they lie and never copied into the repository. */
const SHARED = resolve(process.env['MFAWATCH_SHARED'] ?? resolve(__dirname, '../../../shared'));

export function sharedPath(relative: string): string | undefined {
  const path = resolve(SHARED, relative);
  return existsSync(path) ? path : undefined;
}

/** `describe` where the file is there; one loud line and a skip where it is not (a failure where REQUIRE_SHARED is set). */
export function describeShared(relative: string, name: string, body: (path: string) => void): void {
  const path = sharedPath(relative);
  if (path !== undefined) {
    describe(name, () => {
      body(path);
    });
    return;
  }
  if (process.env['REQUIRE_SHARED'] === '1')
    throw new Error(`${relative} is required here and was not found under ${SHARED}`);
  process.stderr.write(`SKIPPED: ${name}: ${relative} not found (set MFAWATCH_SHARED to the folder that holds it)\n`);
  describe.skip(name, () => {
    test('needs the shared files', () => undefined);
  });
}
