import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/build.ts';

interface Citation {
  readonly file: string;
  readonly name: string;
}

const SPEC = readFileSync(join(ROOT, 'docs/spec.md'), 'utf8');
const CITATION = /^- `([^`]+)` "(.+)"$/;

/** `## I3` → what stands below it. */
function sections(): ReadonlyMap<string, string> {
  const parts = SPEC.split(/^## (I\d+)$/m);
  return new Map(
    parts.flatMap((title, index) => (index % 2 === 1 ? [[title, parts[index + 1] ?? ''] as [string, string]] : [])),
  );
}

function listItems(): string[] {
  return SPEC.split('\n').filter((line) => line.startsWith('- '));
}

function citationOf(line: string): Citation {
  const [, file = '', name = ''] = CITATION.exec(line) ?? [];
  return { file, name };
}

/** Whether the file has a test, or a group of tests, called so. */
function hasTest({ file, name }: Citation): boolean {
  const path = join(ROOT, file);
  if (!/\.test\.ts$/.test(file) || !existsSync(path)) return false;
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\(\\s*(['"\`])${quoted}\\1,`).test(readFileSync(path, 'utf8'));
}

describe('docs/spec.md', () => {
  test('every list item · names a file and a test', () => {
    expect(listItems().filter((line) => !CITATION.test(line))).toEqual([]);
  });

  test.each(listItems().map(citationOf))('$file · "$name" · exists', (citation) => {
    expect(hasTest(citation)).toBe(true);
  });

  test('a test nobody wrote · would be noticed', () => {
    expect(hasTest({ file: 'detectors/kit/engine.test.ts', name: 'a test nobody wrote' })).toBe(false);
  });

  test('I1 to I10 · each has tests, or says with which issue it comes', () => {
    expect([...sections().keys()]).toEqual(Array.from({ length: 10 }, (_, index) => `I${String(index + 1)}`));
    for (const text of sections().values()) expect(text).toMatch(/^- `.+`|comes with/im);
  });
});
