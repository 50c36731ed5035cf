import { wordsOf } from './words.ts';

test.each([
  ['Anna.Müller@acme.example', ['anna', 'muller', 'acme', 'example']],
  ['198.51.100.20', ['198', '51', '100', '20']],
  ['  50% "off" ', ['50', 'off']],
  ['Привет, 東京', ['привет', '東京']],
  ['%', []],
])('words of %j · runs of letters and digits without case and accents', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});
