const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Spellings of geolocation providers that differ from Unicode's, beside the accents and `&` that `plain` evens out. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  bosnia: 'BA',
  'brunei darussalam': 'BN',
  burma: 'MM',
  'cabo verde': 'CV',
  congo: 'CG',
  'congo republic': 'CG',
  'republic of the congo': 'CG',
  'dr congo': 'CD',
  'democratic republic of the congo': 'CD',
  'cote d ivoire': 'CI',
  'ivory coast': 'CI',
  'czech republic': 'CZ',
  'east timor': 'TL',
  england: 'GB',
  'great britain': 'GB',
  'hashemite kingdom of jordan': 'JO',
  'hong kong': 'HK',
  'iran islamic republic of': 'IR',
  'korea republic of': 'KR',
  'republic of korea': 'KR',
  'korea democratic people s republic of': 'KP',
  'lao people s democratic republic': 'LA',
  macao: 'MO',
  macau: 'MO',
  macedonia: 'MK',
  'moldova republic of': 'MD',
  'republic of moldova': 'MD',
  myanmar: 'MM',
  palestine: 'PS',
  'palestinian territory': 'PS',
  'republic of lithuania': 'LT',
  'russian federation': 'RU',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'taiwan province of china': 'TW',
  'tanzania united republic of': 'TZ',
  'the gambia': 'GM',
  'the netherlands': 'NL',
  'trinidad and tobago': 'TT',
  turkey: 'TR',
  'united states of america': 'US',
  usa: 'US',
  'vatican city state': 'VA',
  'venezuela bolivarian republic of': 'VE',
  'viet nam': 'VN',
};

/** Codes Unicode names although ISO 3166-1 has withdrawn them or never gave them to a country; they must not shadow today's. */
const NOT_COUNTRIES: ReadonlySet<string> = new Set(
  'AN BU CS DD DY FX HV NH RH SU TP UK VD YD YU ZR AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '),
);

const CODES = byName();

/** ISO 3166-1 alpha-2 code of a country's English name as `geographicalContext.country` gives it; a code itself is taken as it is. */
export function countryCode(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (/^[A-Z]{2}$/.test(name)) return name;
  return CODES.get(name) ?? CODES.get(plain(name));
}

/** Unicode's English names turned round. A pair that is no country comes back as it went in. */
function byName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = new Map<string, string>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = `${first}${second}`;
      const name = NOT_COUNTRIES.has(code) ? undefined : names.of(code);
      if (name === undefined) continue;
      codes.set(name, code);
      codes.set(plain(name), code);
    }
  }
  for (const [name, code] of Object.entries(OTHER_SPELLINGS)) codes.set(name, code);
  return codes;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/\bst\b\.?/g, 'saint')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
