import fc from 'fast-check';
import { tenantId } from '../../events/identity.ts';
import type { ForwardedTick } from '../records/index.ts';
import { LONGEST_HOLD_MS, TenantClock } from './tenant-clock.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;

function tick(rawPartition: number, frontier: number, stream = 'okta', streams = ['okta']): ForwardedTick {
  return { kind: 'tick', tenant: tenantId('acme'), stream, streams, frontier, rawPartition };
}

describe('TenantClock', () => {
  test('one raw partition not heard of · time stands still', () => {
    const clock = new TenantClock(2);
    expect(clock.hear(tick(0, NOON))).toBe(false);
    expect(clock.watermark).toBe(-Infinity);
    expect(clock.hear(tick(1, NOON - HOUR))).toBe(true);
    expect(clock.watermark).toBe(NOON - HOUR);
  });

  test('two streams · the slower one counts, for four days at most', () => {
    const both = ['okta', 'entra'];
    const clock = new TenantClock(1);
    clock.hear(tick(0, NOON, 'okta', both));
    expect(clock.watermark).toBe(NOON - LONGEST_HOLD_MS);
    clock.hear(tick(0, NOON - HOUR, 'entra', both));
    expect(clock.watermark).toBe(NOON - HOUR);
    clock.hear(tick(0, NOON + LONGEST_HOLD_MS + HOUR, 'okta', both));
    expect(clock.watermark).toBe(NOON + HOUR);
  });

  test('a stream switched off · holds nothing up once every raw partition says so', () => {
    const clock = new TenantClock(2);
    for (const partition of [0, 1]) clock.hear(tick(partition, NOON - HOUR, 'entra', ['okta', 'entra']));
    clock.hear(tick(0, NOON));
    clock.hear(tick(1, NOON));
    expect(clock.watermark).toBe(NOON);
  });

  test('any ticks, saved and restored anywhere · never moves back, and ends the same', () => {
    const ticks = fc.array(
      fc.record({
        partition: fc.nat(2),
        frontier: fc.integer({ min: 0, max: 1_000 }).map((hours) => NOON + hours * HOUR),
        stream: fc.constantFrom('okta', 'entra'),
        save: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(ticks, (all) => {
        const through = new TenantClock(3);
        let restored = new TenantClock(3);
        for (const { partition, frontier, stream, save } of all) {
          const before = through.watermark;
          const moved = through.hear(tick(partition, frontier, stream, ['okta', 'entra']));
          expect(through.watermark > before).toBe(moved);
          expect(through.watermark).toBeGreaterThanOrEqual(before);
          restored.hear(tick(partition, frontier, stream, ['okta', 'entra']));
          if (save) restored = new TenantClock(3, JSON.parse(JSON.stringify(restored.toRecord())));
          expect(restored.watermark).toBe(through.watermark);
        }
      }),
      { numRuns: 200 },
    );
  });
});
