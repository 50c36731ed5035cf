import fc from 'fast-check';
import { isoTime } from './iso-time.ts';

test('ISO time · any instant, in any order · is written as Date writes it', () => {
  const instant = fc.integer({ min: Date.UTC(0, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
  fc.assert(
    fc.property(fc.array(instant, { minLength: 1, maxLength: 20 }), (instants) => {
      for (const time of instants) expect(isoTime(time)).toBe(new Date(time).toISOString());
    }),
  );
});

test.each([Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29) - 1, Date.UTC(1969, 11, 31, 23, 59, 59, 999), 0, -1])(
  'ISO time · %d at the edge of a day · is written as Date writes it',
  (time) => {
    expect(isoTime(time)).toBe(new Date(time).toISOString());
  },
);

test('ISO time · what is no time · is a RangeError', () => {
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
});
