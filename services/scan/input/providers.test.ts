import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entra } from '../../../events/entra/index.ts';
import type { JsonObject } from '../../../events/event.ts';
import { google } from '../../../events/google/index.ts';
import { tenantId } from '../../../events/identity.ts';
import { okta } from '../../../events/okta/index.ts';
import { providerOf } from './provider-of.ts';
import type { ReadRecord } from './read-item.ts';
import { readBytes } from '../../../test/support/record-files.ts';

const PROVIDERS = [okta, entra, google];
const CONTEXT = {
  tenant: tenantId('acme'),
  fetchedAt: Date.parse('2026-12-01T00:00:00Z'),
  locate: (ip: string) => ({ ip, prefix: ip, networkClass: 'unknown' as const }),
};

function fixturesOf(folder: string): JsonObject[] {
  const path = resolve(__dirname, '../../../events', folder, 'fixtures');
  const names = readdirSync(path).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
  return names
    .map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')) as JsonObject)
    .filter((record) => !Array.isArray(record));
}

function recognised({ record }: ReadRecord): string {
  const found = providerOf(record, PROVIDERS);
  return found.ok ? found.value.provider.source : found.reason.message;
}

describe.each([okta, entra, google])('readRecords · real records of $source', (provider) => {
  const fixtures = fixturesOf(provider.source === 'google_workspace' ? 'google' : provider.source);
  const strings = fixtures.map((record) => JSON.stringify(record));

  test.each([
    ['one a line', strings.join('\n')],
    ['API page', JSON.stringify({ value: fixtures, '@odata.nextLink': 'x' }, null, 2)],
    ['event.original', strings.map((text) => JSON.stringify({ event: { original: text } })).join('\n')],
    ['Splunk', strings.map((text) => JSON.stringify({ result: { _raw: text } })).join('\n')],
    [
      'search answer',
      JSON.stringify({ hits: { hits: fixtures.map((record) => ({ _source: { message: JSON.stringify(record) } })) } }),
    ],
  ])('%s · every one is recognised', async (_, text) => {
    const { records, rejected } = await readBytes(text);
    expect(fixtures.length).toBeGreaterThan(5);
    expect(rejected).toEqual([]);
    expect(records.map(recognised)).toEqual(fixtures.map(() => provider.source));
  });
});

describe('readRecords · console exports', () => {
  test('Okta CSV · recognised and normalised like the API’s record', async () => {
    const header =
      'event_type,uuid,timestamp,severity,display_message,outcome.result,actor.id,actor.type,actor.alternate_id,client.ip_address';
    const { records } = await readBytes(
      `${header}\nuser.session.start,u-1,2026-11-20T09:17:48.311Z,INFO,x,SUCCESS,00u1,User,alice@example.com,203.0.113.7\n`,
    );
    const result = okta.normalise(records[0]!.record, CONTEXT);
    expect(result).toMatchObject({
      ok: true,
      value: [{ '@timestamp': '2026-11-20T09:17:48.311Z', user: { id: '00u1' }, source: { ip: '203.0.113.7' } }],
    });
  });

  test('Entra CSV · recognised and normalised', async () => {
    const text =
      'Date (UTC),Request ID,User ID,User,Username,Application,IP address,Location,Status,Sign-in error code,Client app,Incoming token type,Incoming token type\n' +
      '2026-11-20T09:17:20Z,r1,u1,Alice,alice@example.com,Portal,203.0.113.7,"Oslo, Oslo, NO",Success,0,Browser,,none\n';
    const { records } = await readBytes(text);
    expect(records.map(recognised)).toEqual(['entra']);
    expect(entra.normalise(records[0]!.record, CONTEXT)).toMatchObject({
      ok: true,
      value: [{ event: { id: 'r1' }, source: { ip: '203.0.113.7' } }],
    });
  });
});
