import { clean, nameMask } from './mask.ts';

describe('clean', () => {
  test.each([
    ['code sent to +1 425-555-0123', 'code sent to +••23'],
    ['code sent to 4255550123', 'code sent to ••23'],
    ['code sent to (020) 7946 0958.', 'code sent to ••58.'],
  ])('%s · no full phone number', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each([
    'from 203.0.113.7 (AS64500)',
    'from 1.1.1.1 8.8.8.8',
    'on 2026-11-20 13:00:05 UTC',
    'at 2026-11-20T13:00:05.000Z',
    'with Chrome 130.0.6723.92 on windows',
    'from 2001:db8::1234:5678',
    '1,234 km in 42 minutes',
  ])('%s · is no phone number', (text) => {
    expect(clean(text)).toBe(text);
  });

  test('line ends and direction marks · become harmless', () => {
    expect(clean('a\r\nBcc: x\u202e')).toBe('a Bcc: x');
  });
});

describe('nameMask', () => {
  const mask = nameMask('acme', ['jane.doe@acme.example', 'Jane Doe']);

  test('the person in every spelling · one pseudonym', () => {
    const [one, two, three] = ['jane.doe@acme.example', 'Jane Doe', 'JANE.DOE@ACME.EXAMPLE'].map(mask);
    expect(one).toMatch(/^J\. D\. \([\w-]{6}\)$/);
    expect([two, three]).toEqual([one, one]);
  });

  test('an address nobody named · hidden too', () => {
    expect(mask('reset by admin@acme.example')).toMatch(/^reset by A\. \([\w-]{6}\)$/);
  });

  test('another tenant · another hash', () => {
    expect(nameMask('globex', ['jane.doe@acme.example'])('jane.doe@acme.example')).not.toBe(mask('Jane Doe'));
  });
});
