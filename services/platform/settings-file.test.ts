import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseSettings, readSettings } from './settings-file.ts';
import { YamlFileError } from './yaml-file.ts';

const DETECTORS = ['session-hijacking', 'impossible-travel', 'sms-mfa-use'];
const FULL = `
timeZone: Europe/Oslo            # for user-local times
egress: [203.0.113.0/24, AS64500, "2001:db8::/32"]
notEgress: [198.51.100.7]
travellers: [Bob@Example.com]
privileged:
  - " root@example.com"
sharedAccounts:
  # nobody yet
groups: {oncall: [Carol@Example.com]}
aliases:
  - user: Alice@example.com
    ids: ["okta:00uAbC", "google:1000", "address:Alice.Old@example.com"]
networkClasses: {extend: [lists/a.tsv], replace: b.tsv}
geoDatabase: geo/city.mmdb
detectors:
  impossible-travel: {minSpeedKmh: 800}
`;

function parse(text: string): ReturnType<typeof parseSettings> {
  return parseSettings(text, '/etc/acme/settings.yaml', DETECTORS);
}

describe('parseSettings', () => {
  test('every key · parsed, addresses in lower case, paths beside the file', () => {
    const { settings, networkClasses, geoDatabase } = parse(FULL);
    expect(settings.timeZone).toBe('Europe/Oslo');
    expect(settings.egress.match({ ip: '203.0.113.9' })).toBe('203.0.113.0/24');
    expect(settings.egress.match({ ip: '192.0.2.1', asn: 64500 })).toBe('AS64500');
    expect(settings.notEgress.match({ ip: '198.51.100.7' })).toBe('198.51.100.7');
    expect(settings.notEgress.match({ ip: '198.51.100.8' })).toBeUndefined();
    expect([...settings.travellers, ...settings.privileged, ...settings.sharedAccounts]).toEqual([
      'bob@example.com',
      'root@example.com',
    ]);
    expect(settings.groups).toEqual(new Map([['oncall', new Set(['carol@example.com'])]]));
    expect(settings.aliases).toEqual([
      { user: 'alice@example.com', ids: ['okta:00uAbC', 'google_workspace:1000', 'address:alice.old@example.com'] },
    ]);
    expect(settings.detectors).toEqual({ 'impossible-travel': { minSpeedKmh: 800 } });
    expect(networkClasses).toEqual({
      files: [resolve('/etc/acme/lists/a.tsv'), resolve('/etc/acme/b.tsv')],
      replace: true,
    });
    expect(geoDatabase).toBe(resolve('/etc/acme/geo/city.mmdb'));
  });

  test.each(['', '# nothing\n', '{}', '\ufeff{}'])('%j · the defaults', (text) => {
    const { settings, networkClasses, geoDatabase } = parse(text);
    expect(settings).toMatchObject({ timeZone: 'UTC', aliases: [], detectors: {} });
    expect(settings.egress.match({ ip: '203.0.113.9', asn: 64500 })).toBeUndefined();
    expect({ networkClasses, geoDatabase }).toEqual({
      networkClasses: { files: [], replace: false },
      geoDatabase: undefined,
    });
  });

  test('JSON · the same', () => {
    const text = JSON.stringify({ timeZone: 'UTC', egress: ['AS1'], travellers: ['A@b.c'] }, null, '\t');
    expect([...parse(text).settings.travellers]).toEqual(['a@b.c']);
  });

  test.each([
    ['a key with a typing error', 'timeZone: UTC\negres: [AS1]', '2: egres: unknown key; did you mean "egress"?'],
    ['a key nothing is near to', 'colour: red', '1: colour: unknown key'],
    [
      'a key inside',
      'networkClasses:\n  extends: [a]',
      '2: networkClasses.extends: unknown key; did you mean "extend"?',
    ],
    [
      'a key inside a list',
      'aliases:\n- user: a@b.c\n  id: [okta:1]\n  ids: [okta:1]',
      '3: aliases[0].id: unknown key; did you mean "ids"?',
    ],
    [
      'a detector nobody has',
      'detectors:\n  imposible-travel: {}',
      '2: detectors.imposible-travel: no detector of this name; did you mean "impossible-travel"?',
    ],
    [
      'a network that is none',
      'egress:\n- 203.0.113.0/24\n- 203.0.113',
      '3: egress[1]: "203.0.113" is neither a network',
    ],
    ['a zone that is none', '\ntimeZone: Oslo', '2: timeZone: "Oslo" is no IANA time zone (e.g. Europe/Oslo)'],
    ['text for a list', 'travellers: bob@example.com', '1: travellers: expected a list of users'],
    ['a number for a user', 'privileged: [7]', '1: privileged[0]: expected a user’s address in text'],
    [
      'an id of nobody',
      'aliases: [{user: a@b.c, ids: ["00u1"]}]',
      '1: aliases[0].ids[0]: "00u1" does not say whose id it is',
    ],
    [
      'an id of two people',
      'aliases:\n- {user: a@b.c, ids: ["okta:1"]}\n- {user: d@b.c, ids: ["okta:1"]}',
      '3: aliases[1].ids[0]: okta:1 already belongs to a@b.c',
    ],
    ['a missing key', 'aliases:\n- user: a@b.c', '2: aliases[0].ids: '],
    [
      'parameters that are none',
      'detectors: {sms-mfa-use: yes}',
      '1: detectors.sms-mfa-use: expected {parameter: value}',
    ],
    ['a list for the whole', '- a', '1: expected settings as {key: value}'],
    ['the same key twice', 'egress: []\negress: []', '2: Map keys must be unique'],
    ['broken YAML', 'egress: [\ntimeZone: UTC', '/etc/acme/settings.yaml:'],
  ])('%s · an error that says where and what', (_, text, message) => {
    expect(() => parse(text)).toThrow(YamlFileError);
    expect(() => parse(text)).toThrow(message);
  });

  test('several mistakes · all told at once, a line each', () => {
    expect(() => parse('egres: []\ntimezone: UTC')).toThrow(
      '/etc/acme/settings.yaml:1: egres: unknown key; did you mean "egress"?\n/etc/acme/settings.yaml:2: timezone: unknown key; did you mean "timeZone"?',
    );
  });
});

describe('readSettings', () => {
  test('a file · read; a missing one · named', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mfawatch-')), 'settings.yaml');
    expect(() => readSettings(path, DETECTORS)).toThrow(`${path}: no such file`);
    writeFileSync(path, 'timeZone: Asia/Tokyo\n');
    expect(readSettings(path, DETECTORS).settings.timeZone).toBe('Asia/Tokyo');
  });
});
