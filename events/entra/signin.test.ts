import { join } from 'node:path';
import { testContext } from '../../test/support/context.ts';
import { firstEvent, readFixture } from '../../test/support/fixture.ts';
import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { entra } from './index.ts';

const fixture = (name: string): JsonObject => readFixture(join(__dirname, 'fixtures'), name);
const eventOf = (raw: JsonObject): MfaEvent => firstEvent(entra, raw);

const approved = fixture('signin-interactive-mfa-approved');
const refresh = fixture('signin-nonInteractiveUser');
const withFields = (fields: { [field: string]: JsonValue }, base = approved): MfaEvent =>
  eventOf({ ...base, ...fields });
const withDevice = (fields: JsonObject, more: { [field: string]: JsonValue } = {}, base = approved): MfaEvent =>
  withFields({ ...more, deviceDetail: { ...(base['deviceDetail'] as JsonObject), ...fields } as JsonObject }, base);

describe('entra.normalise · one sign-in in every form', () => {
  const graph = eventOf(fixture('signin-form-graph-beta'));
  const secondFactor = ({ mfa }: MfaEvent) => mfa.steps.find((step) => step.purpose === 'second_factor');

  test.each(['diagnostics', 'sentinel', 'portal-csv'])('%s · says what Graph says', (form) => {
    const event = eventOf(fixture(`signin-form-${form}`));
    expect(event.event).toEqual(graph.event);
    expect(event['@timestamp']).toBe(graph['@timestamp']);
    for (const part of ['user', 'device', 'host', 'service', 'user_agent', 'related', 'source'] as const) {
      expect(event[part]).toEqual(graph[part]);
    }
    expect(event.mfa.session).toEqual(graph.mfa.session);
    expect(event.mfa.flow).toEqual(graph.mfa.flow);
    expect(event.mfa.facts).toEqual(graph.mfa.facts);
    expect(event.mfa.factor).toEqual(graph.mfa.factor);
    expect({ ...secondFactor(event), index: 1 }).toEqual(secondFactor(graph));
  });

  test.each(['diagnostics', 'sentinel'])('%s · has the same rank', (form) => {
    expect(eventOf(fixture(`signin-form-${form}`)).mfa.rank).toBe(graph.mfa.rank);
  });

  test('v1.0 · knows that MFA was done and not how', () => {
    const event = eventOf(fixture('signin-form-graph-v1.0'));
    expect(event.event).toEqual(graph.event);
    expect(event.user).toEqual(graph.user);
    expect(secondFactor(event)).toMatchObject({ method: 'unknown', result: 'success' });
  });

  test('a query exported as CSV · times in its `[UTC]` columns', () => {
    const row = fixture('signin-form-sentinel');
    const columns = Object.entries(row).filter(
      ([column]) => column !== 'TimeGenerated' && column !== 'CreatedDateTime',
    );
    const csv: JsonObject = {
      ...Object.fromEntries(columns),
      'TimeGenerated [UTC]': '11/20/2026, 9:21:03.123 AM',
      'CreatedDateTime [UTC]': '11/20/2026, 9:17:20.000 AM',
    };
    expect(entra.recognise(csv)).toBe('signin');
    expect(eventOf(csv)['@timestamp']).toBe(graph['@timestamp']);
  });

  test.each(['directoryAudit', 'riskDetection'])('%s in diagnostics · says what Graph says', (kind) => {
    const plain = kind === 'riskDetection' ? kind : 'directoryAudit-user-registered-security-info';
    expect(eventOf(fixture(`${kind}-form-diagnostics`))).toEqual(eventOf(fixture(plain)));
  });

  test('directoryAudit in Sentinel · says what Graph says', () => {
    const graphAudit = eventOf(fixture('directoryAudit-user-registered-security-info'));
    expect(eventOf(fixture('directoryAudit-form-sentinel'))).toEqual(graphAudit);
  });
});

describe('entra.recognise', () => {
  test.each<[string, JsonObject]>([
    ['an Okta event', { uuid: 'u', published: '2026-11-20T09:00:00Z', eventType: 'user.session.start', actor: {} }],
    ['a Google activity', { kind: 'admin#reports#activity', id: { time: '2026-11-20T09:00:00Z' }, events: [] }],
    ['an Azure activity log', { time: '2026-11-20T09:00:00Z', category: 'Administrative', properties: {} }],
    ['an empty object', {}],
  ])('%s · is not of this provider', (_, record) => {
    expect(entra.recognise(record)).toBeUndefined();
    expect(entra.normalise(record, testContext())).toMatchObject({ ok: false, reason: { code: 'unknown_shape' } });
  });
});

describe('entra.normalise · steps', () => {
  const step = (fields: JsonObject): JsonObject => ({
    authenticationStepDateTime: '2026-11-20T09:17:44Z',
    authenticationMethod: 'Text message',
    authenticationMethodDetail: '+47 41234567',
    succeeded: true,
    authenticationStepResultDetail: 'MFA successfully completed',
    authenticationStepRequirement: 'Multifactor authentication',
    ...fields,
  });

  test.each([50140, 50074])(
    'a text message answered in a row that ends in %i · is a success of the step',
    (errorCode) => {
      const event = withFields({ status: { errorCode }, authenticationDetails: [step({})] });
      expect(event.mfa.steps).toMatchObject([
        { method: 'sms', purpose: 'second_factor', result: 'success', detail: '+••67' },
      ]);
    },
  );

  test('denials logged twice within one second · count once, and again a second later', () => {
    const denied = step({
      succeeded: false,
      authenticationStepResultDetail: 'MFA denied; user declined the authentication',
    });
    const later = { ...denied, authenticationStepDateTime: '2026-11-20T09:17:45Z' };
    const event = withFields({ authenticationDetails: [denied, denied, later] });
    expect(event.mfa.steps.map((one) => [one.index, one.result])).toEqual([
      [0, 'denied_by_user'],
      [2, 'denied_by_user'],
    ]);
  });

  test('a step of risk policy · stays a second factor', () => {
    const event = withFields({
      authenticationDetails: [step({})],
      riskDetail: 'userPassedMFADrivenByRiskBasedPolicy',
      authenticationRequirementPolicies: [{ requirementProvider: 'riskBasedPolicy', detail: '' }],
    });
    expect(event.mfa.steps[0]?.purpose).toBe('second_factor');
  });

  test('a single-factor certificate · is no strong proof', () => {
    const event = withFields({
      authenticationDetails: [step({ authenticationMethod: 'x509CertificateSingleFactor' })],
    });
    expect(event.mfa.steps[0]).toMatchObject({ method: 'certificate', strength: 'none' });
  });

  test.each<[string, { [field: string]: JsonValue }, object[]]>([
    [
      'mfaDetail',
      { mfaDetail: { authMethod: 'Text message', authDetail: '+XX XXXXXXXX23' } },
      [{ method: 'sms', purpose: 'second_factor', result: 'success', detail: '+••23' }],
    ],
    [
      'authenticationMethodsUsed',
      { authenticationMethodsUsed: ['Password', 'SMS'] },
      [
        { method: 'password', purpose: 'primary', result: 'success' },
        { method: 'sms', purpose: 'second_factor', result: 'success' },
      ],
    ],
    [
      'additionalDetails',
      { status: { errorCode: 500121, additionalDetails: 'MFA denied; user declined the authentication' } },
      [{ method: 'unknown', purpose: 'second_factor', result: 'denied_by_user' }],
    ],
    [
      'additionalDetails of a claim',
      { status: { errorCode: 0, additionalDetails: 'MFA requirement satisfied by claim in the token' } },
      [{ method: 'token_claim', purpose: 'second_factor', result: 'satisfied_by_claim' }],
    ],
    ['nothing', { status: { errorCode: 0 } }, []],
  ])('without authenticationDetails · %s stands in', (_, fields, expected) => {
    const event = withFields({ ...fields, authenticationDetails: [] });
    expect(event.mfa.steps).toMatchObject(expected);
    expect(event.mfa.steps).toHaveLength(expected.length);
  });

  test('mfaDetail of a row satisfied by a claim · is no fresh factor', () => {
    const status = { errorCode: 0, additionalDetails: 'MFA requirement satisfied by claim in the token' };
    const event = withFields({ status, mfaDetail: { authMethod: 'Text message' }, authenticationDetails: [] });
    expect(event.mfa.steps).toMatchObject([{ method: 'sms', result: 'satisfied_by_claim' }]);
    expect(event.mfa.facts).toContain('satisfied_by_claim');
  });
});

describe('entra.normalise · facts', () => {
  const joined = {
    deviceId: 'd1d1d1d1-0000-4000-8000-000000000001',
    isManaged: true,
    isCompliant: false,
    trustType: 'Azure AD joined',
  };

  test.each<[string, MfaEvent, string[]]>([
    ['a managed device', withDevice(joined), ['managed']],
    ['a registered device that is not managed', withDevice({ deviceId: 'd1', isManaged: false }), ['unmanaged']],
    [
      'a primary refresh token on a joined device',
      withDevice(joined, { incomingTokenType: 'primaryRefreshToken' }),
      ['hardware_bound', 'primary_refresh_token'],
    ],
    [
      'a bound session',
      withFields({ tokenProtectionStatusDetails: { signInSessionStatus: 'bound' } }),
      ['bound', 'hardware_bound'],
    ],
    ['a refresh token', withFields({ incomingTokenType: 'refreshToken' }), ['refresh_token']],
    ['the device code flow', withFields({ authenticationProtocol: 'deviceCode' }), ['device_code']],
    ['a session born of a device code', withFields({ originalTransferMethod: 'deviceCodeFlow' }), ['device_code']],
    [
      'an authentication transfer',
      withFields({ originalTransferMethod: 'authenticationTransfer' }),
      ['authentication_transfer'],
    ],
    ['a technician', withFields({ crossTenantAccessType: 'serviceProvider' }), ['service_provider_technician']],
    ['a guest', withFields({ userType: 'guest' }), ['guest']],
    ['an AiTM verdict', withFields({ riskEventTypes_v2: ['attackerinTheMiddle'] }), ['verdict_aitm']],
    [
      'a dismissed verdict',
      withFields({ riskEventTypes_v2: ['anomalousToken'], riskState: 'dismissed' }),
      ['verdict_stolen_session', 'verdict_dismissed'],
    ],
    [
      'a travel verdict remedied by MFA',
      withFields({
        riskEventTypes_v2: ['unlikelyTravel'],
        riskState: 'remediated',
        riskDetail: 'userPassedMFADrivenByRiskBasedPolicy',
      }),
      ['verdict_travel', 'verdict_dismissed'],
    ],
    ['legacy authentication', eventOf(fixture('signin-legacyAuth-failure-50126')), ['legacy_auth', 'bad_credentials']],
    [
      'an application that redeems in silence',
      withFields({ clientCredentialType: 'clientAssertion' }, refresh),
      ['internal'],
    ],
    ['a middle tier', withFields({ authenticationProtocol: 'onBehalfOf' }, refresh), ['internal']],
  ])('%s · is said', (_, event, facts) => {
    expect(event.mfa.facts).toEqual(expect.arrayContaining(facts));
  });

  test.each<[string, MfaEvent, string]>([
    [
      'an unregistered device with a primary refresh token',
      withFields({ incomingTokenType: 'primaryRefreshToken' }),
      'hardware_bound',
    ],
    [
      'a registered device with a primary refresh token',
      withDevice({ ...joined, trustType: 'Azure AD registered' }, { incomingTokenType: 'primaryRefreshToken' }),
      'hardware_bound',
    ],
    ['a removed device id', withDevice({ deviceId: '{PII Removed}' }), 'unmanaged'],
    ['hidden risk', withFields({ riskEventTypes_v2: ['hidden'] }), 'verdict_suspicious'],
    ['AiTM "remediated" by MFA', eventOf(fixture('signin-risk-aitm-remediated-by-mfa')), 'verdict_dismissed'],
    ['an interactive sign-in of a web application', withFields({ clientCredentialType: 'clientSecret' }), 'internal'],
    ['a thief in Azure with a user agent', withFields({ autonomousSystemNumber: 8075 }, refresh), 'internal'],
    [
      'a failed password at a code of the second factor',
      withFields({
        status: { errorCode: 500121 },
        authenticationDetails: [
          {
            authenticationMethod: 'Password',
            succeeded: false,
            authenticationStepRequirement: 'Primary authentication',
          },
        ],
      }),
      'stopped_at_mfa',
    ],
    ['a silent request stopped at MFA', withFields({ status: { errorCode: 50076 } }, refresh), 'stopped_at_mfa'],
    ['a fresh factor', eventOf(approved), 'satisfied_by_claim'],
  ])('%s · gets no such fact', (_, event, fact) => {
    expect(event.mfa.facts).not.toContain(fact);
  });

  test('a Microsoft address without device and user agent · is internal, and says why', () => {
    const event = withFields(
      { autonomousSystemNumber: 8075, userAgent: null, deviceDetail: { deviceId: '' } },
      refresh,
    );
    expect(event.mfa.facts).toContain('internal');
    expect(event.entra).toMatchObject({ internal_reason: 'microsoft_service' });
  });
});

describe('entra.normalise · people and places', () => {
  test('a guest · keeps the name of this directory and gains the home address', () => {
    const { user } = eventOf(fixture('signin-guest-masked-address'));
    expect(user).toMatchObject({
      name: 'bo.berg_partner.example#ext#@example.onmicrosoft.com',
      email: 'bo.berg@partner.example',
    });
  });

  test('a principal that is an object id · is no address', () => {
    const event = withFields({ userPrincipalName: approved['userId'] as string, signInIdentifier: '' });
    expect(event.user).toEqual({ id: approved['userId'], full_name: 'Alice Moreau' });
  });

  test('a masked address · is kept and has no place', () => {
    const event = eventOf(fixture('signin-guest-masked-address'));
    expect(event.source).toEqual({ address: '203.0.113.XXX' });
    expect(event.mfa.network).toBeUndefined();
  });

  test('diagnostics · take the user’s address, not the caller’s', () => {
    expect(eventOf(fixture('signin-form-diagnostics')).source?.ip).toBe('203.0.113.77');
  });

  test.each(['203.0.113.7:50123', '[2001:db8::7]:443'])('%s · loses its port', (ipAddress) => {
    expect(withFields({ ipAddress }).source?.ip).toBe(ipAddress.includes('[') ? '2001:db8::7' : '203.0.113.7');
  });
});

describe('entra.normalise · times', () => {
  test.each([
    ['2026-11-20T09:17:20Z', '2026-11-20T09:17:20.000Z'],
    ['2026-11-20T09:17:20.1Z', '2026-11-20T09:17:20.100Z'],
    ['2026-11-20T09:17:20.1234567Z', '2026-11-20T09:17:20.123Z'],
    ['2026-11-20T09:17:20.1234567+00:00', '2026-11-20T09:17:20.123Z'],
    ['2026-11-20T10:17:20+01:00', '2026-11-20T09:17:20.000Z'],
    ['2026-11-20 09:17:20', '2026-11-20T09:17:20.000Z'],
    ['11/20/2026, 9:17:20.123 AM', '2026-11-20T09:17:20.123Z'],
    ['11/20/2026, 12:17:20 AM', '2026-11-20T00:17:20.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('%s · is read', (createdDateTime, expected) => {
    expect(withFields({ createdDateTime })['@timestamp']).toBe(expected);
  });

  test.each([
    ['1970-01-01T00:00:00Z', 'bad_field'],
    ['0001-01-01T00:00:00Z', 'bad_field'],
    ['2025-02-29T00:00:00Z', 'bad_field'],
    ['2026-11-20T24:00:00Z', 'bad_field'],
    ['20/11/2026, 9:17:20 AM', 'bad_field'],
    ['yesterday, at about nine', 'bad_field'],
    [1_795_000_000, 'bad_field'],
    ['', 'missing_field'],
    [null, 'missing_field'],
    ['2026-11-21T00:10:01Z', 'future'],
    ['2099-01-01T00:00:00Z', 'future'],
  ])('%s · is refused as %s', (createdDateTime, code) => {
    const result = entra.normalise({ ...approved, createdDateTime }, testContext());
    expect(result).toMatchObject({ ok: false, reason: { code, field: 'createdDateTime' } });
  });

  test('a sign-in without id · is refused', () => {
    const result = entra.normalise({ ...approved, id: null }, testContext());
    expect(result).toMatchObject({ ok: false, reason: { code: 'missing_field', field: 'id' } });
  });

  test('a step with a nonsensical time · has the time of its row', () => {
    const event = withFields({
      authenticationDetails: [{ authenticationMethod: 'Password', authenticationStepDateTime: '0001-01-01T00:00:00Z' }],
    });
    expect(event.mfa.steps[0]?.time).toBe(event['@timestamp']);
  });
});
