import fc from 'fast-check';
import { decodeBlock, encodeBlock } from './block.ts';

test('encodeBlock · any records, also empty, null and beyond ASCII · decode to the same', () => {
  const key = fc.string({ unit: 'grapheme' });
  const record = fc.record({ key, value: fc.option(fc.uint8Array({ maxLength: 40 })) });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      const decoded = decodeBlock(encodeBlock(records));
      expect(decoded.map(({ key, value }) => ({ key, value: value && new Uint8Array(value) }))).toEqual(records);
    }),
  );
});
