import fc from 'fast-check';
import { COMPRESSIONS, EVENTS, WRAPPERS, readBytes } from '../../../test/support/record-files.ts';

describe.each(WRAPPERS)('readRecords · %s', (_, text) => {
  test.each(COMPRESSIONS)('%s · every record, nothing rejected', async (name, apply) => {
    for (const newline of ['\n', '\r\n']) {
      const { records, rejected, summary } = await readBytes(apply(Buffer.from(text.replaceAll('\n', newline))));
      expect({ name, found: records.map((item) => item.record), rejected }).toEqual({
        name,
        found: EVENTS,
        rejected: [],
      });
      expect(summary).toMatchObject({ records: 4, rejected: 0 });
      expect(summary).not.toHaveProperty('problem');
    }
  });

  test('cut at any byte · the records before stay, at most one is rejected', async () => {
    const bytes = Buffer.from(text);
    let before = 0;
    for (let length = 0; length <= bytes.length; length++) {
      const { records, rejected, summary } = await readBytes(bytes.subarray(0, length));
      expect(records.length).toBeGreaterThanOrEqual(before);
      before = records.length;
      expect(records.map((item) => item.record)).toEqual(EVENTS.slice(0, records.length));
      expect({ length, rejected: rejected.length > 1 }).toEqual({ length, rejected: false });
      expect(summary.rejected).toBe(rejected.length);
    }
    expect(before).toBe(4);
  });

  test('arriving in pieces of any size · the same items', async () => {
    const bytes = Buffer.from(text);
    const whole = await readBytes(bytes);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.nat(bytes.length), async (size, cut) => {
        expect(await readBytes(bytes.subarray(0, cut), size)).toEqual(await readBytes(bytes.subarray(0, cut)));
        expect(await readBytes(bytes, size)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });
});
