import { z } from 'zod';
import { defineDetector } from './detector.ts';
import { twoPlaces } from './test-detector.ts';

describe('defineDetector', () => {
  test('a window the timeline cannot hold · is refused where it is written', () => {
    expect(() => defineDetector({ ...twoPlaces, window: { before: 40 * 3_600_000, after: 20 * 3_600_000 } })).toThrow(
      /within 0\.\.50 h/,
    );
  });

  test('a window that looks backwards · is refused', () => {
    expect(() => defineDetector({ ...twoPlaces, window: { before: -1, after: 0 } })).toThrow(TypeError);
  });

  test.each([
    ['longer than it looks ahead', { before: 0, after: 60_000 }, 60_001],
    ['less than no time', { before: 0, after: 60_000 }, -1],
    ['more than a day', { before: 0, after: 30 * 3_600_000 }, 25 * 3_600_000],
  ])('a wait of %s · is refused', (_situation, window, waits) => {
    expect(() => defineDetector({ ...twoPlaces, window, waits })).toThrow(/waits must lie within/);
  });

  test('a parameter without a default · is refused', () => {
    const params = z.object({ withinMinutes: z.number() });
    expect(() => defineDetector({ ...twoPlaces, params })).toThrow(/needs a default/);
  });

  test('no rule at all · is refused', () => {
    expect(() => defineDetector({ ...twoPlaces, rules: {} })).toThrow(/at least one rule/);
  });
});
