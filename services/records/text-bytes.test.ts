import * as fc from 'fast-check';
import { bytesOfText, textOfBytes } from './text-bytes.ts';

describe('bytesOfText', () => {
  test('any texts · one after another · each is its own UTF-8 and stays so', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), (texts) => {
        const written = texts.map(bytesOfText);
        expect(written.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
          texts.map((text) => Buffer.from(text).toString('hex')),
        );
        expect(written.map(textOfBytes)).toEqual(texts);
      }),
    );
  });

  test.each([1_000, 21_845, 21_846, 400_000, 1_000_000])('a text of %i wide characters · is whole', (length) => {
    const texts = Array.from({ length: 30 }, (_, index) => String.fromCharCode(0x4e00 + index).repeat(length));
    expect(texts.map(bytesOfText).map(textOfBytes)).toEqual(texts);
  });
});
