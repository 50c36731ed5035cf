import { share, wholeNumberFrom } from './command-line.ts';

describe('options of a benchmark', () => {
  test.each([
    ['0', 0],
    ['30000', 30_000],
    ['9999999', 9_999_999],
  ])('wholeNumberFrom(0) · %s · is it', (text, value) => expect(wholeNumberFrom(0)(text)).toBe(value));

  test.each(['x', '', '-1', '1.5', '1e3', '10000000', '0'])('wholeNumberFrom(1) · %j · is refused', (text) => {
    expect(() => wholeNumberFrom(1)(text)).toThrow('Write a whole number from 1 to 9999999.');
  });

  test.each([
    ['0', 0],
    ['.05', 0.05],
    ['0.5', 0.5],
    ['1', 1],
  ])('share · %s · is it', (text, value) => expect(share(text)).toBe(value));

  test.each(['x', '', '2', '-0.1', '5%', '1.1'])('share · %j · is refused', (text) => {
    expect(() => share(text)).toThrow('Write a number from 0 to 1');
  });
});
