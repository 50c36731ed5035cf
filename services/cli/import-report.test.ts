import { tenantId } from '../../events/identity.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import { importSummary } from './import-report.ts';

const JOB = { id: 'i1', tenant: tenantId('acme'), state: 'done', files: [{ path: '/x', read: 10, refused: 0 }] };
const GAIN = { events: 8, alerts: { high: 1 }, incidents: 1, deadLetters: 0 };

describe('import summary', () => {
  const summary = (isBesideSources: boolean): string =>
    importSummary(JOB as unknown as ImportJob, GAIN, isBesideSources);

  test('alone in the folder · what came of the records', () => {
    expect(summary(false)).toBe(
      [
        'import     i1 of acme: 10 records in 1 file',
        'events     8 new; 2 records gave none (repeated, revised, or known already)',
        'alerts     1 new (1 high)',
        'incidents  1 new',
        'dead       no new letters',
        '',
      ].join('\n'),
    );
  });

  test('beside sources at work · says that their records are counted too', () => {
    expect(summary(true)).toContain('what its sources brought meanwhile is among it\n');
  });
});
