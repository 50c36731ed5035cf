import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDetectors } from '../services/platform/detector-registry.ts';
import { ROOT } from './support/build.ts';

describe('docs/detectors.md', () => {
  test('detectors and rules · all there, linked, and no others', async () => {
    const page = readFileSync(join(ROOT, 'docs/detectors.md'), 'utf8');
    const detectors = await loadDetectors();
    const rules = detectors.flatMap((detector) => Object.keys(detector.rules));
    const told = [...page.matchAll(/^\|[^|]*\| `([a-z0-9-]+)` +\|/gm)].map(([, rule]) => rule);
    expect([...told].sort()).toEqual([...rules].sort());
    for (const { id } of detectors) expect(page).toContain(`[${id}](../detectors/${id}/README.md)`);
  });
});
