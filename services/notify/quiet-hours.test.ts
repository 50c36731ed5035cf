import { quietUntil } from './quiet-hours.ts';

const MADRID = { from: '22:00', to: '07:00', timeZone: 'Europe/Madrid' };

describe('quietUntil', () => {
  test.each([
    ['in the evening', '2026-11-20T22:00:00Z', '2026-11-21T06:00:00Z'],
    ['after midnight', '2026-11-21T03:00:00Z', '2026-11-21T06:00:00Z'],
    ['in the night the clocks go back', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00Z'],
    ['in the night the clocks go forward', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00Z'],
  ])('%s · until seven by the clock on the wall', (_name, now, end) => {
    expect(quietUntil(MADRID, Date.parse(now))).toBe(Date.parse(end));
  });

  test.each(['2026-11-21T06:00:00Z', '2026-11-21T12:00:00Z', '2026-11-21T20:59:59Z'])('%s · not quiet', (now) => {
    expect(quietUntil(MADRID, Date.parse(now))).toBeUndefined();
  });

  test('hours within a day · at noon · until they end', () => {
    const lunch = { from: '12:00', to: '14:30', timeZone: 'UTC' };
    expect(quietUntil(lunch, Date.parse('2026-11-21T12:00:00Z'))).toBe(Date.parse('2026-11-21T14:30:00Z'));
  });
});
