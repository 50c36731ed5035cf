import fc from 'fast-check';
import { murmur2, partitionOf } from './partition-of.ts';

/** From Kafka's own UtilsTest.testMurmur2. */
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 · %s · as Kafka has it', (key, hash) => {
  expect(murmur2(Buffer.from(key))).toBe(hash);
});

test('partitionOf · any key · is a partition, drops the sign as Kafka does', () => {
  expect(partitionOf('21', 8)).toBe((-973932308 & 0x7fffffff) % 8);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
      const partition = partitionOf(key, partitions);
      expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
    }),
  );
});
