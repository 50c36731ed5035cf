import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { DEAD_LETTER_CODES } from '../events/result.ts';
import type { Detector } from '../detectors/kit/detector.ts';
import { loadDetectors } from '../services/platform/detector-registry.ts';
import { SCENARIOS } from '../simulator/organisation/scenarios/index.ts';

const ROOT = resolve(__dirname, '..');
const DETECTORS = join(ROOT, 'detectors');

const names = readdirSync(DETECTORS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kit' && !entry.name.startsWith('_'))
  .map(({ name }) => name);

const HEADINGS = ['What it sees', 'What it misses', 'False positives', 'Triage', 'Parameters', 'ATT&CK', 'Sources'];

describe.each([...names, '_template'])('detectors/%s', (name) => {
  const folder = join(DETECTORS, name);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');

  test('README · has every section a person on call looks for', () => {
    const headings = readme.split('\n').filter((line) => line.startsWith('## '));
    const missing = HEADINGS.filter(
      (wanted) => !headings.some((heading) => heading.toLowerCase().includes(wanted.toLowerCase())),
    );
    expect(missing).toEqual([]);
  });

  test('folder · holds tests', () => {
    expect(readdirSync(folder).filter((file) => file.endsWith('.test.ts'))).not.toEqual([]);
  });
});

describe('detectors · as loaded', () => {
  let detectors: readonly Detector[] = [];
  beforeAll(async () => {
    detectors = await loadDetectors();
  });

  test('rule ids · belong to one detector each and read like ids', () => {
    const ids = detectors.flatMap(({ rules }) => Object.keys(rules));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('rules · say what, why, what to do first and which technique', () => {
    for (const [id, { name, why, steps, techniques }] of detectors.flatMap(({ rules }) => Object.entries(rules))) {
      expect([id, name, why].filter((text) => text.trim() === '')).toEqual([]);
      expect([id, steps.length]).not.toEqual([id, 0]);
      expect(steps.filter((step) => JSON.stringify(step).length < 12)).toEqual([]);
      expect([id, techniques.filter((technique) => !/^T\d{4}(\.\d{3})?$/.test(technique.id))]).toEqual([id, []]);
      expect([id, techniques.length]).not.toEqual([id, 0]);
    }
  });

  test('parameters · stand in the README with their defaults', () => {
    const undocumented = detectors.flatMap((detector) => {
      const readme = readFileSync(join(DETECTORS, detector.id, 'README.md'), 'utf8');
      return Object.entries(detector.params.parse({}))
        .filter(([name, value]) => !readme.split('\n').some((line) => tells(line, name, value)))
        .map(([name, value]) => `${detector.id}: ${name} (${String(value)})`);
    });
    expect(undocumented).toEqual([]);
  });

  test('parameters · an unknown one is refused', () => {
    for (const { id, params } of detectors) {
      const checked: z.ZodSafeParseResult<object> = params.safeParse({ noSuchParameter: 1 });
      expect([id, checked.success]).toEqual([id, false]);
    }
  });

  test('needs · say for each of their sources what to export instead', () => {
    const silent = detectors.flatMap(({ id, needs }) =>
      needs.flatMap(({ field, sources, remedy }) =>
        sources.filter((source) => (remedy[source] ?? '') === '').map((source) => `${id}: ${field} for ${source}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  test('every detector · is tempted and triggered by the simulator', () => {
    for (const { id } of detectors) {
      const scenarios = SCENARIOS.filter(({ detector }) => detector === id);
      expect([id, scenarios.some(({ expected }) => expected === 'alert')]).toEqual([id, true]);
      expect([id, scenarios.some(({ expected }) => expected === 'silence')]).toEqual([id, true]);
    }
  });
});

/** A table row that names a parameter and holds its default; a row may tell of two that belong together. */
function tells(line: string, name: string, value: unknown): boolean {
  const words = line.replaceAll('`', '').split(/[\s|,/]+/);
  return line.startsWith('|') && words.includes(name) && words.includes(String(value));
}

describe('docs', () => {
  const docs = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
  const text = ['README.md', ...docs.map((file) => join('docs', file))]
    .map((file) => join(ROOT, file))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  test('every reason for a dead letter · is explained', () => {
    expect(DEAD_LETTER_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});
