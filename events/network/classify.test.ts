import { parseAddress } from './address.ts';
import { parseClassList } from './class-list-file.ts';
import type { ClassSubject } from './classify.ts';
import { createClassify } from './classify.ts';

const bundled = parseClassList(
  [
    '# list: package',
    '# date: 2026-11-22',
    'class\tasn\tcidr\tname\toperator\ttag',
    'hosting\t64500',
    'unknown\t64501\t\t\t\tmixed_carrier',
    'relay\t\t198.51.100.0/25\t\tRelayCo',
    'unknown\t\t\ttelecom',
    'hosting\t\t\tcloud',
    'hosting\t\t\tdata center',
  ].join('\n'),
  'package.tsv',
);
const own = parseClassList('class\tasn\toperator\ncorporate\t64502\tAcme\nunknown\t64500\n', 'own.tsv');
const subject = (fields: Partial<ClassSubject>): ClassSubject => ({ address: undefined, ...fields });
const address = parseAddress('198.51.100.7')!;

describe('createClassify', () => {
  const classify = createClassify({ own: [own], bundled });

  test('classify · listed by the tenant and judged by the provider · the tenant wins and is named', () => {
    const verdict = { networkClass: 'anonymiser', operator: 'NORD_VPN', classSource: 'okta' } as const;
    expect(classify(subject({ asn: 64502, verdict }))).toEqual({
      networkClass: 'corporate',
      operator: 'Acme',
      classSource: 'settings: own.tsv',
    });
  });

  test('classify · called unknown by the tenant · unknown, whatever others say', () => {
    expect(classify(subject({ asn: 64500, verdict: { networkClass: 'hosting' } }))).toEqual({
      networkClass: 'unknown',
    });
  });

  test('classify · a provider verdict and a listed number · the verdict with its source', () => {
    const verdict = {
      networkClass: 'anonymiser',
      operator: 'NORD_VPN',
      classSource: 'okta ipServiceCategories',
    } as const;
    expect(createClassify({ own: [], bundled })(subject({ asn: 64500, verdict }))).toEqual(verdict);
  });

  test('classify · a verdict of unknown · no verdict', () => {
    const classed = createClassify({ own: [], bundled })(subject({ asn: 64500, verdict: { networkClass: 'unknown' } }));
    expect(classed).toEqual({ networkClass: 'hosting', classSource: 'package 2026-11-22' });
  });

  test('classify · network and number both listed · the network counts', () => {
    expect(createClassify({ own: [], bundled })(subject({ address, asn: 64500 }))).toEqual({
      networkClass: 'relay',
      operator: 'RelayCo',
      classSource: 'package 2026-11-22',
    });
  });

  test.each([
    ['Example Cloud, Inc.', 'hosting'],
    ['EXAMPLE DATA-CENTER LTD', 'hosting'],
    ['Cloudflare, Inc.', 'unknown'],
    ['Cloud Telecom SA', 'unknown'],
    ['Example Broadband', 'unknown'],
  ])('classify · holder %s, number not listed · %s', (asOrganization, networkClass) => {
    expect(classify(subject({ asn: 64999, asOrganization })).networkClass).toBe(networkClass);
  });

  test('classify · classed by name · evidence names list and words', () => {
    expect(classify(subject({ asOrganization: 'Example Cloud' })).classSource).toBe(
      `package 2026-11-22, holder's name has "cloud"`,
    );
  });

  test('classify · a tagged carrier with a cloudy name · unknown and tagged', () => {
    expect(classify(subject({ asn: 64501, asOrganization: 'Cloud' }))).toEqual({
      networkClass: 'unknown',
      tag: 'mixed_carrier',
    });
  });

  test("classify · the package's list replaced · only the tenant's rows count", () => {
    const replaced = createClassify({ own: [own] });
    expect(replaced(subject({ asn: 64501, asOrganization: 'Cloud' }))).toEqual({ networkClass: 'unknown' });
    expect(replaced(subject({ asn: 64502 })).networkClass).toBe('corporate');
  });
});
