import fc from 'fast-check';
import { geoOfRecord } from './geo-record.ts';

describe('geoOfRecord', () => {
  test('geoOfRecord · GeoIP2 City · names, point and accuracy', () => {
    const record = {
      country: { iso_code: 'SE', names: { en: 'Sweden' } },
      subdivisions: [{ iso_code: 'E', names: { en: 'Östergötland County' } }],
      city: { names: { de: 'Linköping', en: 'Linköping' } },
      location: { latitude: 58.4167, longitude: 15.6167, accuracy_radius: 76, time_zone: 'Europe/Stockholm' },
    };
    expect(geoOfRecord(record)).toEqual({
      country: 'SE',
      region: 'Östergötland County',
      city: 'Linköping',
      lat: 58.4167,
      lon: 15.6167,
      radiusKm: 76,
      timeZone: 'Europe/Stockholm',
    });
  });

  test('geoOfRecord · GeoIP2 Country · only the country', () => {
    expect(geoOfRecord({ country: { iso_code: 'SE' }, registered_country: { iso_code: 'NO' } })).toEqual({
      country: 'SE',
    });
  });

  test('geoOfRecord · the flat shape · empty texts left out, single precision rounded, an empty zone told from the point', () => {
    const record = {
      country_code: 'US',
      state1: 'California',
      state2: '',
      city: 'Mountain View',
      postcode: '',
      latitude: 37.422000885009766,
      longitude: -122.08499908447266,
      timezone: '',
    };
    expect(geoOfRecord(record)).toEqual({
      country: 'US',
      region: 'California',
      city: 'Mountain View',
      lat: 37.422,
      lon: -122.085,
      timeZone: 'America/Los_Angeles',
    });
  });

  test.each([null, undefined, 'US', 7, [], {}, { country: null, location: { latitude: 'x', longitude: NaN } }])(
    'geoOfRecord · %p · no place',
    (record) => {
      expect(geoOfRecord(record)).toBeUndefined();
    },
  );

  test('geoOfRecord · any value · never throws', () => {
    fc.assert(fc.property(fc.anything(), (record) => ['object', 'undefined'].includes(typeof geoOfRecord(record))));
  });
});
