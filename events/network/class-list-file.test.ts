import fc from 'fast-check';
import { parseAddress } from './address.ts';
import { ClassListError, parseClassList } from './class-list-file.ts';

const tsv = (...lines: readonly string[]): string => lines.join('\n');

describe('parseClassList', () => {
  test('parseClassList · columns in any order, comments, a byte-order mark and CRLF · rows', () => {
    const list = parseClassList(
      '\uFEFF# our own\r\nnote\tcidr\tclass\toperator\r\nlab\t198.51.100.0/24\tvpn\tOwnVPN\r\n\r\n\t2001:db8::/32\thosting\r\n',
      'my-vpns.tsv',
    );
    expect(list.size).toBe(2);
    expect(list.byAddress(parseAddress('198.51.100.9')!)).toEqual({
      networkClass: 'anonymiser',
      operator: 'OwnVPN',
      note: 'lab',
    });
    expect(list.byAddress(parseAddress('2001:db8::1')!)).toEqual({ networkClass: 'hosting' });
    expect(list.byAddress(parseAddress('198.51.101.9')!)).toBeUndefined();
  });

  test.each([
    ['', 'settings: f.tsv'],
    ['# date: 2026-11-01\n', 'settings: f.tsv 2026-11-01'],
    ['# list: Acme egress\n# date: 2026-11-01\n', 'Acme egress 2026-11-01'],
  ])('parseClassList · head %p · evidence says %p', (head, label) => {
    expect(parseClassList(`${head}class\tasn\nvpn\tAS64496`, 'f.tsv').label).toBe(label);
  });

  test.each([
    ['nothing', '', 'f.tsv: the list is empty'],
    ['an unknown column', tsv('class\tasn\tcolour'), 'f.tsv:1: "colour" is no column'],
    ['no class column', tsv('asn\tnote'), 'f.tsv:1: the header needs "class"'],
    ['commas', tsv('class,asn', 'vpn,1'), 'f.tsv:1: "class,asn" is no column'],
    ['an unknown class', tsv('class\tasn', '# note', 'vpnn\t64496'), 'f.tsv:3: "vpnn" is no network class'],
    ['a word of the prototype', tsv('class\tasn', 'constructor\t64496'), 'f.tsv:2: "constructor" is no network class'],
    ['a bad number', tsv('class\tasn', 'vpn\t4294967296'), 'f.tsv:2: "4294967296" is no AS number'],
    ['a bad network', tsv('class\tcidr', 'vpn\t10.0.0.0/40'), 'f.tsv:2: "10.0.0.0/40" is no network'],
    [
      'two subjects',
      tsv('class\tasn\tcidr', 'vpn\t64496\t10.0.0.0/8'),
      'f.tsv:2: one of asn, cidr, name is needed, found 2',
    ],
    ['no subject', tsv('class\tasn', 'vpn\t'), 'f.tsv:2: one of asn, cidr, name is needed, found 0'],
    ['a name without words', tsv('class\tname', 'hosting\t--'), 'f.tsv:2: "--" holds no word'],
    ['an unknown tag', tsv('class\tasn\ttag', 'unknown\t1\tx'), 'f.tsv:2: "x" is no tag'],
    ['too many cells', tsv('class\tasn', 'vpn\t1\tnote'), 'f.tsv:2: 3 cells under 2 columns'],
  ])('parseClassList · %s · an error with file and line', (_, text, message) => {
    expect(() => parseClassList(text, 'f.tsv')).toThrow(message);
  });

  test('parseClassList · any text · a list or a ClassListError', () => {
    const text = fc
      .array(fc.constantFrom('class', 'asn', 'cidr', '\t', '\n', '#', 'vpn', '64496', '__proto__', 'é'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (input) => {
        try {
          expect(parseClassList(input, 'f.tsv').size).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ClassListError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('ClassList · two rows about one network · the first counts', () => {
    const list = parseClassList(tsv('class\tasn', 'vpn\t1', 'hosting\t1'), 'f.tsv');
    expect(list.byAsn(1)?.networkClass).toBe('anonymiser');
  });
});
