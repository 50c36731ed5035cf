import { z } from 'zod';
import type { Observation } from '../../events/observation.ts';
import type { Need } from './detector.ts';
import { defineDetector } from './detector.ts';
import { JudgeabilityCounter } from './judgeability.ts';

const TOKEN: Need = {
  field: 'device token',
  judges: 'branch (b)',
  sources: ['okta'],
  applies: ({ operation }) => operation === 'sign_in',
  present: ({ device }) => device.token !== undefined,
  remedy: { okta: 'export dtHash' },
};

function judge(needs: readonly Need[], observations: readonly Partial<Observation>[]) {
  const detector = defineDetector({
    id: 'test',
    version: 1,
    params: z.object({}),
    rules: { test: { name: 'Test', why: 'Because.', steps: [], techniques: [] } },
    window: { before: 0, after: 0 },
    anchors: () => false,
    affects: () => false,
    find: () => [],
    needs,
  });
  const counter = new JudgeabilityCounter([detector]);
  for (const one of observations)
    counter.count({ source: 'okta', operation: 'sign_in', device: {}, ...one } as Observation);
  return counter.judgements()[0];
}

describe('judgeability', () => {
  test('a field missing on every row · partly, with the rows counted and what to export', () => {
    expect(judge([TOKEN], [{}, {}])).toMatchObject({
      verdict: 'partly',
      gaps: [{ field: 'device token', judges: 'branch (b)', rows: 2, present: 0, remedy: 'export dtHash' }],
    });
  });

  test('a field all of it rests on is missing · none', () => {
    expect(judge([{ ...TOKEN, judges: 'everything' }], [{}])?.verdict).toBe('none');
  });

  test('no row that could carry it · no gap: nothing was missed', () => {
    expect(judge([TOKEN], [{ operation: 'sso' }])).toMatchObject({ verdict: 'idle', gaps: [] });
  });

  test('one need without rows beside one that is met · yes', () => {
    const always: Need = { ...TOKEN, field: 'address', applies: () => true, present: () => true };
    expect(judge([TOKEN, always], [{ operation: 'sso' }])).toMatchObject({ verdict: 'yes', gaps: [] });
  });

  test('a kind of row that is rare by nature · one is enough', () => {
    const kind: Need = { ...TOKEN, applies: () => true, present: ({ operation }) => operation === 'verify' };
    const rows = [{ operation: 'verify' as const }, ...Array.from({ length: 99 }, () => ({}))];
    expect(judge([kind], rows)?.verdict).toBe('partly');
    expect(judge([{ ...kind, enough: 'one' }], rows)).toMatchObject({ verdict: 'yes', gaps: [] });
  });
});
