import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run, sighting } from '../../detectors/kit/test-driver.ts';
import { loadDetectors } from '../../services/platform/detector-registry.ts';

const ROOT = resolve(__dirname, '../..');

/** A detectors folder of its own, beside the kit and `events/` as they are: nothing of the project is touched. */
function createDetectorsFolder(): string {
  const house = realpathSync(mkdtempSync(join(tmpdir(), 'mfawatch-detectors-')));
  mkdirSync(join(house, 'detectors'));
  for (const shared of ['events', 'detectors/kit', 'node_modules'])
    symlinkSync(join(ROOT, shared), join(house, shared));
  return house;
}

describe('a new detector · copied from the template', () => {
  const house = createDetectorsFolder();
  const detectors = join(house, 'detectors');
  afterAll(() => {
    rmSync(house, { recursive: true });
  });

  test('under a new name · is discovered and finds, and no other file was touched', async () => {
    const folder = join(detectors, 'night-shift');
    cpSync(join(ROOT, 'detectors/_template'), folder, { recursive: true });
    const file = join(folder, 'detector.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'_template'", "'night-shift'"));

    const [detector, ...others] = await loadDetectors(detectors);

    expect(others).toEqual([]);
    expect(detector?.id).toBe('night-shift');
    if (detector === undefined) return;
    const habit = Array.from({ length: 20 }, (_, day) => sighting({ minutes: (day - 30) * 1440 }));
    const { active } = run(detector, [...habit, sighting({ at: '2026-11-20T01:00:00Z' })]);
    expect(active.map(({ rule }) => rule)).toEqual(['unusual-hour']);
  });

  test('whose id is not its folder’s name · is refused with a message that says so', async () => {
    const folder = join(house, 'elsewhere');
    mkdirSync(folder);
    cpSync(join(ROOT, 'detectors/_template'), join(folder, 'misnamed'), { recursive: true });
    symlinkSync(join(ROOT, 'detectors/kit'), join(folder, 'kit'));
    await expect(loadDetectors(folder)).rejects.toThrow(/exactly one detector with the id "misnamed"/);
  });

  test('left under a name with an underscore · is not discovered', async () => {
    expect((await loadDetectors()).map(({ id }) => id)).not.toContain('_template');
  });
});
