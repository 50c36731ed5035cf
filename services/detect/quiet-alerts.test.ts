import type { AssertionChange } from '../../detectors/kit/engine.ts';
import type { ChangeCause, QuietAlerts } from './quiet-alerts.ts';
import { hush } from './quiet-alerts.ts';

const ID = '202611-abc';
const NONE: QuietAlerts = {};
const QUIET: QuietAlerts = { [ID]: 2 };

function change(kind: AssertionChange['kind'], revision: number, alertId = ID): AssertionChange {
  const assertion = { revision } as AssertionChange['assertion'];
  return { kind, user: 'alice', alertId, assertion, saturated: false };
}

describe('hush', () => {
  test.each<[string, QuietAlerts, AssertionChange, ChangeCause, boolean, QuietAlerts]>([
    ['opened by records', NONE, change('opened', 1), 'live', false, NONE],
    ['opened by a late record', NONE, change('opened', 1), 'late', false, NONE],
    ['opened by an import', NONE, change('opened', 1), 'import', true, { [ID]: 1 }],
    ['opened by settings', NONE, change('opened', 1), 'settings', true, { [ID]: 1 }],
    ['one that paged, updated by an import', NONE, change('updated', 3), 'import', false, NONE],
    ['a quiet one, updated by an import', QUIET, change('updated', 3), 'import', true, { [ID]: 3 }],
    ['a quiet one, grown by records', QUIET, change('updated', 2), 'live', true, QUIET],
    ['a quiet one, worse by records', QUIET, change('updated', 3), 'live', false, NONE],
    ['a quiet one, opened again by records', QUIET, change('opened', 4), 'live', false, NONE],
    ['a quiet one, retracted', QUIET, change('retracted', 3), 'live', true, NONE],
    ['one that paged, retracted by an import', NONE, change('retracted', 3), 'import', false, NONE],
  ])('%s', (_, remembered, made, cause, quiet, after) => {
    expect(hush(remembered, made, cause)).toEqual({ quiet, remembered: after });
  });

  test('very many alerts of one key · the newest are remembered', () => {
    let remembered = NONE;
    for (let index = 0; index < 300; index += 1) {
      const id = `2026${String(1 + (index % 12)).padStart(2, '0')}-${String(index)}`;
      remembered = hush(remembered, change('opened', 1, id), 'import').remembered;
    }
    expect(Object.keys(remembered)).toHaveLength(256);
    expect(Object.keys(remembered).some((id) => id.startsWith('202612'))).toBe(true);
  });
});
