import fc from 'fast-check';
import { Convoy } from './convoy.ts';

const HOUR = 3_600_000;

describe('convoy', () => {
  test('a source far ahead of one that catches up · waits until that one has come near', () => {
    const convoy = new Convoy();
    convoy.tell('okta', 10 * HOUR, true);
    convoy.tell('entra', 30 * HOUR, true);
    expect([convoy.mustWait('entra', 30 * HOUR), convoy.mustWait('okta', 10 * HOUR)]).toEqual([true, false]);
    convoy.tell('okta', 29 * HOUR, true);
    expect(convoy.mustWait('entra', 30 * HOUR)).toBe(false);
  });

  test('one that has nothing more at once, or is in trouble · keeps nobody waiting', () => {
    const convoy = new Convoy();
    convoy.tell('okta', 10 * HOUR, true);
    convoy.tell('okta', 10 * HOUR, false);
    expect(convoy.mustWait('entra', 900 * HOUR)).toBe(false);
  });

  test('whatever was told · the one furthest behind goes on', () => {
    const told = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(100), fc.boolean()), { minLength: 1 });
    fc.assert(
      fc.property(told, (tellings) => {
        const convoy = new Convoy();
        const last = new Map(tellings.map(([source, hours]) => [source, hours * HOUR]));
        for (const [source, hours, isCatchingUp] of tellings) convoy.tell(source, hours * HOUR, isCatchingUp);
        const [slowest = '', frontier] = [...last].sort((a, b) => a[1] - b[1])[0] ?? [];
        expect(convoy.mustWait(slowest, frontier)).toBe(false);
      }),
    );
  });
});
