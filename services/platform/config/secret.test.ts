import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveSecret, secretSchema } from './secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'mfawatch-secret-'));
const file = join(folder, 'token');
writeFileSync(file, 'from-file\n');

describe('resolveSecret', () => {
  test.each([
    ['a literal', 'written', 'written'],
    ['an environment variable', { env: 'TOKEN' }, 'from-env'],
    ['a file', { file }, 'from-file'],
    ['a variable that names a file', { env: 'OTHER' }, 'from-file'],
  ])('%s · is there · its text without white space around', (_name, ref, expected) => {
    const environment = { TOKEN: ' from-env ', OTHER_FILE: file };
    expect(resolveSecret(secretSchema.parse(ref), environment)).toBe(expected);
  });

  test.each([
    [{ env: 'NOWHERE' }, 'NOWHERE is not set or empty'],
    [{ file: join(folder, 'absent') }, 'no such file'],
  ])('%j · is missing · an error that names the place', (ref, message) => {
    expect(() => resolveSecret(ref, {})).toThrow(message);
  });
});
