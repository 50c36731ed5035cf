import type { Triage } from './store.ts';
import { MOST_NOTES, triaged } from './triage.ts';

const BY = { name: 'jane', at: Date.UTC(2026, 10, 20) };

describe('triaged', () => {
  test('notes up to the limit · are taken; one more · is refused, everything else goes on', () => {
    let triage: Triage = {};
    for (let count = 0; count < MOST_NOTES; count += 1) triage = triaged(triage, { note: 'seen' }, BY);
    expect(triage.notes).toHaveLength(MOST_NOTES);
    expect(() => triaged(triage, { note: 'again' }, BY)).toThrow(expect.objectContaining({ code: 'MFAW_TRIAGE' }));
    expect(triaged(triage, { status: 'acknowledged' }, BY).status).toBe('acknowledged');
  });
});
