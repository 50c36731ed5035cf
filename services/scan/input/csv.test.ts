import { readBytes } from '../../../test/support/record-files.ts';

const OKTA_HEADER =
  'severity,event_type,display_message,uuid,version,timestamp,outcome.result,outcome.reason,actor.id,actor.type,actor.alternate_id,' +
  'authentication_context.authentication_step,authentication_context.external_session_id,client.ip_address,' +
  'client.user_agent.raw_user_agent,client.geographical_context.country,client.geographical_context.geolocation.lat,' +
  'debug_context.debug_data.dt_hash,security_context.is_proxy,target0.id,target0.type,target1.id,target1.type,request.ip_chain.ip,new_column';
const OKTA_ROW =
  'INFO,user.session.start,"User login, to Okta",u-1,0,2026-11-20T09:17:48.311Z,SUCCESS,,00u1,User,alice@example.com,0,idx1,203.0.113.7,' +
  '"Mozilla/5.0 (""X"")",Norway,59.9,abc,true,0ua1,AppInstance,0ub2,AppUser,203.0.113.7,kept';

const OKTA_RECORD = {
  severity: 'INFO',
  eventType: 'user.session.start',
  displayMessage: 'User login, to Okta',
  uuid: 'u-1',
  version: '0',
  published: '2026-11-20T09:17:48.311Z',
  outcome: { result: 'SUCCESS' },
  actor: { id: '00u1', type: 'User', alternateId: 'alice@example.com' },
  authenticationContext: { authenticationStep: 0, externalSessionId: 'idx1' },
  client: {
    ipAddress: '203.0.113.7',
    userAgent: { rawUserAgent: 'Mozilla/5.0 ("X")' },
    geographicalContext: { country: 'Norway', geolocation: { lat: 59.9 } },
  },
  debugContext: { debugData: { dtHash: 'abc' } },
  securityContext: { isProxy: true },
  target: [
    { id: '0ua1', type: 'AppInstance' },
    { id: '0ub2', type: 'AppUser' },
  ],
  request: { ipChain: [{ ip: '203.0.113.7' }] },
  newColumn: 'kept',
};

describe('CsvReader · Okta console export', () => {
  test.each([
    ['commas', (text: string) => text],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['BOM', (text: string) => `\ufeff${text}`],
    ['no last line break', (text: string) => text.trimEnd()],
  ])('%s · the record the API gives', async (_, apply) => {
    const { records, rejected, summary } = await readBytes(apply(`${OKTA_HEADER}\n${OKTA_ROW}\n`));
    expect(records.map((item) => [item.record, item.origin.line])).toEqual([[OKTA_RECORD, 2]]);
    expect(rejected).toEqual([]);
    expect(summary).toMatchObject({ format: 'csv', wrappers: ['okta-console-csv'], records: 1 });
  });

  test('hostile columns · no prototype touched, the row kept', async () => {
    const header = 'event_type,actor.id,__proto__.polluted,a.__proto__.b,actor,actor.x.y,debug_context.debug_data';
    const { records } = await readBytes(`${header}\nx,1,p,q,r,s,"{""dtHash"":""h""}"\n`);
    expect(records[0]?.record).toEqual({
      eventType: 'x',
      actor: { id: '1', x: { y: 's' } },
      debugContext: { debugData: { dtHash: 'h' } },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('CsvReader · Entra portal export and other tables', () => {
  test('portal headers · header to cell as they stand, of two equal headers the first filled', async () => {
    const text =
      '"Date (UTC)";"Request ID";"Application ID ";"Incoming token type";"Incoming token type"\n2026-11-20T09:17:20Z;r1;app;;none\n';
    const { records } = await readBytes(text);
    expect(records[0]?.record).toEqual({
      'Date (UTC)': '2026-11-20T09:17:20Z',
      'Request ID': 'r1',
      'Application ID': 'app',
      'Incoming token type': 'none',
    });
  });

  test('a line break inside a cell · one record, the next line number is right', async () => {
    const { records } = await readBytes('a,b,c\n1,"two\nlines",3\n4,5,6\n', 3);
    expect(records.map((item) => [item.record['b'], item.origin.line])).toEqual([
      ['two\nlines', 2],
      ['5', 4],
    ]);
  });

  test.each([0, 1, 2, 3])('a broken row at position %i · rejected alone', async (position) => {
    for (const broken of ['1,2', '1,2,3,4', '1,"2,3']) {
      const rows = ['a,b,c', '0,x,x', '1,x,x', '2,x,x'];
      rows.splice(position + 1, 0, broken);
      const { records, rejected } = await readBytes(rows.join('\n'));
      expect(records.map((item) => item.record['a'])).toEqual(['0', '1', '2']);
      expect(rejected.map((item) => [item.reason.code, item.origin.line])).toEqual([['broken_csv', position + 2]]);
    }
  });

  test('an endless row · too large, its neighbours survive', async () => {
    const { records, rejected } = await readBytes(
      `a,b,c\n1,x,y\n2,${'x'.repeat(11 * 1024 * 1024)},y\n3,x,y\n`,
      256 * 1024,
    );
    expect(records.map((item) => item.record['a'])).toEqual(['1', '3']);
    expect(rejected.map((item) => item.reason.code)).toEqual(['too_large']);
  });
});
