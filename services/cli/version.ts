import { readFileSync } from 'node:fs';
import { packageFile } from '../platform/package-root.ts';

export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
}
