import fc from 'fast-check';
import { assign, decodeClaim, encodeClaim } from './assigner.ts';
import type { MemberClaim } from './assigner.ts';

const claim = (memberId: string, partitions: readonly number[] = [], generation = 1): MemberClaim => ({
  memberId,
  topics: ['t'],
  generation,
  partitions,
});

describe('assign', () => {
  test('any members and claims · each partition has one owner, shares differ by one at most, order of members does not matter', () => {
    const claims = fc.uniqueArray(
      fc.record({
        memberId: fc.string({ minLength: 1 }),
        generation: fc.integer({ min: -1, max: 2 }),
        partitions: fc.uniqueArray(fc.nat({ max: 20 })),
      }),
      { minLength: 1, maxLength: 6, selector: ({ memberId }) => memberId },
    );
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 16 }), (some, partitions) => {
        const members = some.map((one) => ({ ...one, topics: ['t'] }));
        const owned = assign(members, partitions);
        const all = [...owned.values()].flat().sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: partitions }, (_, index) => index));
        const shares = [...owned.values()].map(({ length }) => length);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(assign([...members].reverse(), partitions)).toEqual(owned);
      }),
    );
  });

  test('third member joins two · they give up only what it needs', () => {
    const owned = assign([claim('a', [0, 2, 4]), claim('b', [1, 3, 5]), claim('c', [], -1)], 6);
    expect([0, 2, 4]).toEqual(expect.arrayContaining([...(owned.get('a') ?? [])]));
    expect([1, 3, 5]).toEqual(expect.arrayContaining([...(owned.get('b') ?? [])]));
    expect(owned.get('c')?.length).toBe(2);
  });

  test('claim of an older generation · gives way to the newer', () => {
    const owned = assign([claim('a', [0], 1), claim('b', [0], 2)], 2);
    expect(owned.get('b')).toEqual([0]);
  });

  test('claim that cannot be read · claims nothing', () => {
    const bytes = encodeClaim(claim('a', [1, 2], 7));
    expect(decodeClaim('a', bytes)).toEqual(claim('a', [1, 2], 7));
    bytes.writeUInt8(0, bytes.length - 1);
    expect(decodeClaim('a', bytes)).toEqual({ ...claim('a'), generation: -1 });
  });
});
