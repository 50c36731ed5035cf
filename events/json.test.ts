import { listOf, objectOf, textOf } from './json.ts';

describe('json readers', () => {
  test.each([
    ['plain', 'plain'],
    ['', undefined],
    [7, undefined],
    [null, undefined],
    [undefined, undefined],
    [['a'], undefined],
    ['a\u0000b\u001b\u0007c', 'a b c'],
    ['x'.repeat(2_000), 'x'.repeat(1_024)],
  ])('textOf · %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  test('textOf · cut to the length asked for', () => {
    expect(textOf('abcdef', 3)).toBe('abc');
  });

  test('objectOf and listOf · tell the two apart, and from null', () => {
    expect(objectOf({ a: 1 })).toEqual({ a: 1 });
    for (const value of [[], null, 'x', 1, true, undefined]) expect(objectOf(value)).toBeUndefined();
    expect(listOf([1, 2])).toEqual([1, 2]);
    for (const value of [{ length: 2 }, null, 'x', 1, undefined]) expect(listOf(value)).toEqual([]);
  });
});
