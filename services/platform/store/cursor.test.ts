import fc from 'fast-check';
import { cursorBinding, decodeCursor, encodeCursor, pageLimit } from './cursor.ts';
import { CursorError } from './store.ts';

test('cursor · any position · comes back as it was', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.nat(), (time, id, row) => {
      const cursor = encodeCursor('q', [time, id, row]);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor('q', cursor, ['number', 'string', 'number'])).toEqual([time, id, row]);
    }),
  );
});

test('cursor · any text that is none · CursorError, nothing else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => btoa(encodeURI(text))),
      ),
      (text) => {
        expect(() => decodeCursor('q', text, ['number'])).toThrow(CursorError);
      },
    ),
  );
});

test('cursor · right binding, wrong position · CursorError', () => {
  expect(() => decodeCursor('q', encodeCursor('q', ['1']), ['number'])).toThrow(CursorError);
  expect(() => decodeCursor('q', encodeCursor('q', [1, 2]), ['number'])).toThrow(CursorError);
});

test('cursorBinding · order of keys · does not matter; values do', () => {
  expect(cursorBinding({ a: 1, b: [1, 2] })).toBe(cursorBinding({ b: [1, 2], a: 1 }));
  expect(cursorBinding({ a: 1, b: [2, 1] })).not.toBe(cursorBinding({ a: 1, b: [1, 2] }));
});

test.each([
  [undefined, 100],
  [0, 1],
  [-5, 1],
  [7.9, 7],
  [5_000, 1_000],
  [Number.NaN, 100],
])('pageLimit · %s · %d', (asked, limit) => {
  expect(pageLimit(asked)).toBe(limit);
});
