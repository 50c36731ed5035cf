import { countryCode } from './countries.ts';

describe('country names · spellings of geographicalContext.country', () => {
  test.each([
    ['Norway', 'NO'],
    ['Portugal', 'PT'],
    ['United States', 'US'],
    ['United Kingdom', 'GB'],
    ['Germany', 'DE'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['Czechia', 'CZ'],
    ['Czech Republic', 'CZ'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Russia', 'RU'],
    ['Russian Federation', 'RU'],
    ['Bosnia and Herzegovina', 'BA'],
    ["Côte d'Ivoire", 'CI'],
    ['Hong Kong', 'HK'],
    ['Saint Lucia', 'LC'],
    ['Réunion', 'RE'],
    ['Serbia', 'RS'],
    ['Curaçao', 'CW'],
    ['Viet Nam', 'VN'],
    ['Iran, Islamic Republic of', 'IR'],
    ['DE', 'DE'],
  ])('country · %s · is %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  test.each(['', 'Atlantis', 'Unknown Region', 'European Union', '__proto__', 'constructor'])(
    'country · %j · has no code',
    (name) => {
      expect(countryCode(name)).toBeUndefined();
    },
  );
});
