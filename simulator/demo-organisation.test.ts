import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describeDemo, writeDemo } from './demo-organisation.ts';

const END = Date.UTC(2026, 10, 16);
const folder = mkdtempSync(join(tmpdir(), 'mfawatch-demo-test-'));
const written = writeDemo(folder, { people: 12, days: 8, end: END });

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function readBack(path: string): unknown[] {
  const bytes = readFileSync(join(folder, 'logs', path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (path.includes('.ndjson'))
    return text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { properties: unknown }).properties);
  const page = JSON.parse(text) as unknown[] | { items?: unknown[]; value?: unknown[] };
  return Array.isArray(page) ? page : (page.items ?? page.value ?? []);
}

describe('writeDemo', () => {
  test('files · read back · hold every record once', () => {
    const bytes = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
    const back = written.files.flatMap((file) => readBack(file.path));
    expect(bytes(back)).toEqual(bytes(written.organisation.records.map((record) => record.raw)));
  });

  test('formats · pages, lines, plain and gzipped · are all there', () => {
    const kinds = new Set(written.files.map((file) => file.path.replace(/^.*?\.(?=json|ndjson)/, '')));
    expect([...kinds].sort()).toEqual(['json', 'json.gz', 'ndjson']);
    expect(readdirSync(folder).sort()).toEqual(['acme.yaml', 'labels.json', 'logs']);
  });

  test('description · names the sources and what is hidden', () => {
    const text = describeDemo(written);
    expect(text).toContain('okta-system');
    expect(text).toMatch(/Hidden in them: \d+ labelled attacks/);
  });
});
