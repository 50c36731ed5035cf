import { hanging, labelled, paint, verbatim } from './page.ts';
import { printable, printableJson } from './printable.ts';

const PLAIN = { width: 42, colour: false };
const COLOURED = { width: 42, colour: true };

describe('page', () => {
  test('a long text · wrapped at spaces, continued under itself, never wider than the page', () => {
    const text = labelled(PLAIN, 'why', 'one two three four five six seven eight nine ten eleven twelve');
    expect(text.split('\n')).toEqual([
      '  why       one two three four five six',
      '            seven eight nine ten eleven',
      '            twelve',
    ]);
  });

  test('a word longer than the page · whole, on a line of its own', () => {
    const word = 'x'.repeat(60);
    expect(hanging(PLAIN, `see ${word} now`, 4)).toBe(`see\n    ${word}\n    now`);
  });

  test('what is pasted · never wrapped', () => {
    const query = `| where UserId == "${'a'.repeat(50)}" and more`;
    expect(verbatim(PLAIN, 'pivot', ['Sentinel:', query])).toBe(`  pivot     Sentinel:\n            ${query}`);
  });

  test('colours · only on a page that has them, and around nothing the log said', () => {
    expect(paint(PLAIN, 'high', 'HIGH')).toBe('HIGH');
    expect(paint(COLOURED, 'high', 'HIGH')).toBe('\u001b[31mHIGH\u001b[0m');
    expect(labelled(COLOURED, 'who', 'a\u001b[2Jb')).toContain('a\\u001b[2Jb');
  });
});

describe('printable', () => {
  test.each([
    ['\u0000\u0007\u001b\u007f\u009b', '\\u0000\\u0007\\u001b\\u007f\\u009b'],
    ['\u202eabc\u2066\u200b\u2028', '\\u202eabc\\u2066\\u200b\\u2028'],
    ['\ud800x', '\\ud800x'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['Zoë 渡辺 🦊 –', 'Zoë 渡辺 🦊 –'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('JSON · the same value after parsing', () => {
    const value = { a: '\u009b\u202e\u{e0041}\u0000"\\', b: ['\u2028'] };
    expect(printableJson(value)).not.toMatch(/\p{C}/u);
    expect(JSON.parse(printableJson(value))).toEqual(value);
  });
});
