import { TemporaryFolder } from '../support/cli.ts';
import { playFlow } from '../../bench/chaos/flow.ts';

const MINUTE = 60_000;
const SEED = process.env['MFAWATCH_CHAOS_SEED'] ?? '1';
const folder = new TemporaryFolder();
afterAll(() => folder.remove());

describe('50,000 records from files to a webhook', () => {
  test(
    'killed at 50 points on the way · nothing lost, nothing doubled, the alerts of scan, told once',
    async () => {
      const report = await playFlow({ seed: SEED, points: 50, records: 50_000, folder: folder.path });
      expect(report.problems).toEqual([]);
      expect(report.records).toBeGreaterThanOrEqual(50_000);
      expect(report.alerts).toBeGreaterThan(50);
      expect(report.deliveries).toBeGreaterThan(50);
    },
    15 * MINUTE,
  );
});
