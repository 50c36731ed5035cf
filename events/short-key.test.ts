import fc from 'fast-check';
import { shortKey } from './short-key.ts';

test('short key · equal ids · equal keys of at most ten characters', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(shortKey(id)).toBe(shortKey(`${id}`));
      expect(shortKey(id)).toMatch(/^[0-9a-z]{1,10}$/);
    }),
  );
});

test('short key · a hundred thousand neighbouring ids · no two alike', () => {
  const keys = new Set<string>();
  for (let index = 0; index < 100_000; index += 1) keys.add(shortKey(`aRq1exampleTx${String(index)}`));
  expect(keys.size).toBe(100_000);
});
