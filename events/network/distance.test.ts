import fc from 'fast-check';
import type { Geo, Place, ProviderGeo } from '../place.ts';
import { COUNTRY_CIRCLES } from './country-circles.ts';
import { compareGeo, DEFAULT_RADIUS_KM, greatCircleKm, located } from './distance.ts';

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const place = (geo?: Geo, providerGeo?: ProviderGeo): Place => ({
  ip: '192.0.2.1',
  prefix: '192.0.2.0/24',
  networkClass: 'unknown',
  ...(geo === undefined ? {} : { geo }),
  ...(providerGeo === undefined ? {} : { providerGeo }),
});

const BERLIN = { country: 'DE', lat: 52.52, lon: 13.405 };
const SYDNEY = { country: 'AU', lat: -33.8688, lon: 151.209 };

describe('greatCircleKm', () => {
  test('greatCircleKm · Berlin to Sydney · about 16,090 km', () => {
    expect(Math.abs(greatCircleKm(BERLIN, SYDNEY) - 16_090)).toBeLessThan(25);
  });

  test.each([
    ['across the antimeridian (Suva to Apia)', { lat: -18.14, lon: 178.44 }, { lat: -13.83, lon: -171.77 }, 1_140, 20],
    ['one degree either side of 180°', { lat: 0, lon: 179 }, { lat: 0, lon: -179 }, 222.4, 0.1],
    ['the same meridian named twice', { lat: 10, lon: 180 }, { lat: 10, lon: -180 }, 0, 0.001],
    ['over the pole', { lat: 89, lon: 0 }, { lat: 89, lon: 180 }, 222.4, 0.1],
    ['at the pole every longitude is one point', { lat: 90, lon: 12 }, { lat: 90, lon: -99 }, 0, 0.001],
    ['antipodes', { lat: 10, lon: 20 }, { lat: -10, lon: -160 }, 20_015, 1],
  ])('greatCircleKm · %s', (_, a, b, km, within) => {
    expect(Math.abs(greatCircleKm(a, b) - km)).toBeLessThanOrEqual(within);
  });

  test('greatCircleKm · any points · symmetric, zero to itself, no longer than half way round, no shortcut', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(greatCircleKm(a, a)).toBe(0);
        expect(greatCircleKm(a, b)).toBeCloseTo(greatCircleKm(b, a), 6);
        expect(greatCircleKm(a, b)).toBeLessThanOrEqual(20_016);
        expect(greatCircleKm(a, c)).toBeLessThanOrEqual(greatCircleKm(a, b) + greatCircleKm(b, c) + 0.001);
      }),
    );
  });
});

describe('compareGeo', () => {
  test('compareGeo · the database knows both · its distance, the default radius twice', () => {
    const okta = { ...BERLIN, provider: 'okta' } as const;
    expect(compareGeo(place(BERLIN, okta), place(SYDNEY, okta))).toMatchObject({
      source: 'database',
      radiusKm: 2 * DEFAULT_RADIUS_KM,
      from: { country: 'DE' },
      to: { country: 'AU' },
    });
  });

  test('compareGeo · the database knows one end, one provider both · the provider’s own', () => {
    const comparison = compareGeo(
      place(BERLIN, { ...BERLIN, provider: 'entra' }),
      place(undefined, { ...SYDNEY, provider: 'entra' }),
    );
    expect(comparison?.source).toBe('entra');
  });

  test.each([
    [
      'two providers',
      place(undefined, { ...BERLIN, provider: 'okta' }),
      place(undefined, { ...SYDNEY, provider: 'entra' }),
    ],
    ['database and provider', place(BERLIN), place(undefined, { ...SYDNEY, provider: 'okta' })],
    ['nothing', place(), place()],
    ['an unheard-of country', place({ country: 'ZZ' }), place(BERLIN)],
    ['a country named like a prototype member', place({ country: 'constructor' }), place(BERLIN)],
  ])('compareGeo · %s · not comparable', (_, a, b) => {
    expect(compareGeo(a, b)).toBeUndefined();
  });

  test('compareGeo · only countries known · their centres and sizes', () => {
    const comparison = compareGeo(place({ country: 'NL' }), place({ country: 'BE' }));
    expect(comparison?.km).toBeLessThan(250);
    expect(comparison?.radiusKm).toBeGreaterThan(comparison?.km ?? Infinity);
  });

  test('compareGeo · a stated radius · kept', () => {
    expect(compareGeo(place({ ...BERLIN, radiusKm: 5 }), place({ ...SYDNEY, radiusKm: 20 }))?.radiusKm).toBe(25);
  });
});

describe('located', () => {
  test.each([
    ['0°N 0°E', { country: 'DE', lat: 0, lon: 0 }],
    ['impossible', { country: 'DE', lat: 91, lon: 10 }],
    ['not numbers', { country: 'DE', lat: NaN, lon: NaN }],
  ])('located · coordinates %s · the whole country', (_, geo) => {
    expect(located(geo)?.radiusKm).toBe(COUNTRY_CIRCLES.DE?.[2]);
  });
});

test('COUNTRY_CIRCLES · every row · an ISO code, a point and a sane radius', () => {
  const rows = Object.entries(COUNTRY_CIRCLES);
  expect(rows.length).toBeGreaterThan(240);
  for (const [country, [lat, lon, radiusKm]] of rows) {
    expect(country).toMatch(/^[A-Z]{2}$/);
    expect(Math.abs(lat)).toBeLessThanOrEqual(90);
    expect(Math.abs(lon)).toBeLessThanOrEqual(180);
    expect(radiusKm).toBeGreaterThanOrEqual(25);
    expect(radiusKm).toBeLessThanOrEqual(4500);
  }
});
