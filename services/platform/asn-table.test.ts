import fc from 'fast-check';
import { sortedLines } from './asn-table.ts';

const find = (csv: string, value: number | bigint) => sortedLines(Buffer.from(csv))(Buffer.from(String(value)));

describe('sortedLines', () => {
  test('sortedLines · quoted holders and a last line without an end · read', () => {
    const csv = '10,19,64496,"Ex ""A"", Inc."\n100,199,64497,Plain Ltd';
    expect(find(csv, 15)).toEqual({ asn: 64496, organization: 'Ex "A", Inc.' });
    expect(find(csv, 199)).toEqual({ asn: 64497, organization: 'Plain Ltd' });
  });

  test.each([0, 9, 20, 99, 200])('sortedLines · %d lies in no line · nothing', (value) => {
    expect(find('10,19,64496,A\n100,199,64497,B\n', value)).toBeUndefined();
  });

  test('sortedLines · an empty table · nothing', () => {
    expect(find('', 5)).toBeUndefined();
  });

  test('sortedLines · any ranges and number · what reading every line finds', () => {
    const bound = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.uniqueArray(bound, { minLength: 2, maxLength: 40 }), bound, fc.nat(), (bounds, other, pick) => {
        const sorted = [...bounds].sort((a, b) => (a < b ? -1 : 1));
        const ranges = sorted.flatMap((first, i) =>
          i % 2 === 0 && sorted[i + 1] !== undefined ? [[first, sorted[i + 1]!] as const] : [],
        );
        const csv = ranges.map(([first, last], i) => `${first},${last},${i + 1},Holder ${'x'.repeat(i)}\n`).join('');
        for (const value of [other, sorted[pick % sorted.length]!]) {
          const expected = ranges.findIndex(([first, last]) => first <= value && value <= last);
          expect(find(csv, value)?.asn).toBe(expected === -1 ? undefined : expected + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
