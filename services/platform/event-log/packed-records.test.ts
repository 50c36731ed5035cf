import fc from 'fast-check';
import { packValues, unpackValues } from './packed-records.ts';

test('packValues · any records, also empty and null values · unpack to the same', () => {
  const record = fc.record({ key: fc.string(), value: fc.option(fc.uint8Array({ maxLength: 40 })) });
  fc.assert(
    fc.property(fc.array(record), (records) => {
      expect(unpackValues(packValues(records))).toEqual(records);
    }),
  );
});
