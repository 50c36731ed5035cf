import * as fc from 'fast-check';
import { parseMoment } from './time.ts';

const ISO = '2026-11-20T09:18:02.000Z';
const ISO_MS = '2026-11-20T09:18:02.512Z';

describe('google time', () => {
  test.each([
    ['2026-11-20T09:18:02.512Z', ISO_MS],
    ['2026-11-20T09:18:02Z', ISO],
    ['2026-11-20T09:18:02.5Z', '2026-11-20T09:18:02.500Z'],
    ['2026-11-20T09:18:02.512987Z', ISO_MS],
    ['2026-11-20T09:18:02.512987654Z', ISO_MS],
    ['2026-11-20T10:18:02+01:00', ISO],
    ['2026-11-20T10:18:02+0100', ISO],
    ['2026-11-20T03:48:02.512-05:30', ISO_MS],
    ['2026-11-20 09:18:02.512', ISO_MS],
    ['2026-11-20 09:18:02 UTC', ISO],
    ['2026/11/20 09:18:02 UTC', ISO],
    ['2026/11/20 09:18:02 GMT', ISO],
    ['1795166282', ISO],
    ['1795166282512', ISO_MS],
    ['1795166282512000', ISO_MS],
    [1795166282, ISO],
    [1795166282512, ISO_MS],
  ])('%s · is %s', (value, iso) => {
    expect(parseMoment(value)).toEqual({ ms: Date.parse(iso), iso });
  });

  test.each([
    '',
    'now',
    '2026-02-30T00:00:00.000Z',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T09:18:60Z',
    '2026-11-20',
    '20.11.2026 09:18:02',
    '2026-11-20T09:18:02.512Zx',
    `2026-11-20T09:18:02.${'5'.repeat(100)}Z`,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    null,
    true,
    {},
    [],
  ])('%p · is no time', (value) => {
    expect(parseMoment(value)).toBeUndefined();
  });

  test('every moment · survives being written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) }), (ms) => {
        const iso = new Date(ms).toISOString();
        expect(parseMoment(iso)).toEqual({ ms, iso });
        expect(parseMoment(iso.replace('Z', '+00:00'))).toEqual({ ms, iso });
      }),
    );
  });
});
