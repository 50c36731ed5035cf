import fc from 'fast-check';
import { isoTime, timeOfIso } from './iso-time.ts';

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

test('ISO time read back · any instant · is what was written', () => {
  const instant = fc.integer({ min: Date.UTC(0, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
  fc.assert(
    fc.property(instant, (time) => {
      expect(timeOfIso(isoTime(time))).toBe(time);
    }),
  );
});

test.each(['2026-11-22T09:00:00Z', '2026-11-22T10:00:00.000+01:00', '2026-11-22'])(
  'ISO time read back · %s, another layout · is read as Date reads it',
  (text) => {
    expect(timeOfIso(text)).toBe(Date.parse(text));
  },
);

test('ISO time read back · what is no time · is NaN', () => {
  expect(timeOfIso('2026-13-45T09:00:00.000Z')).toBeNaN();
  expect(timeOfIso('yesterday')).toBeNaN();
});
