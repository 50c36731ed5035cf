import fc from 'fast-check';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

const anyText = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }));

test('ByteWriter · any texts, numbers and UUIDs · are read back to the letter and to the end', () => {
  fc.assert(
    fc.property(fc.array(anyText), fc.array(fc.maxSafeNat()), fc.uuid(), (texts, numbers, uuid) => {
      const writer = new ByteWriter();
      for (const text of texts) writer.text(text);
      for (const number of numbers) writer.unsigned(number);
      writer.uuid(uuid);
      const reader = new ByteReader(writer.finish());
      expect(texts.map(() => reader.text())).toEqual(texts);
      expect(numbers.map(() => reader.unsigned())).toEqual(numbers);
      expect(reader.uuid()).toBe(uuid);
      expect(reader.isAtEnd).toBe(true);
    }),
  );
});

test.each([0, 127, 128, 4095, 4096, 5000])('ByteWriter · a text of %p characters · is read back', (length) => {
  const writer = new ByteWriter();
  const text = 'x'.repeat(length);
  writer.text(text);
  expect(new ByteReader(writer.finish()).text()).toBe(text);
});

test('ByteReader · a text that was cut · RangeError', () => {
  const writer = new ByteWriter();
  writer.text('session');
  const cut = writer.finish().subarray(0, 4);
  expect(() => new ByteReader(cut).text()).toThrow(RangeError);
});
