import { ALICE, BOB, CHROME, OKTA_SYSTEM, debug, oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import type { JsonObject } from '../event.ts';
import { hashId } from '../identity.ts';

const AUTH_VIA_MFA = 'user.authentication.auth_via_mfa';
const mfaOf = (eventType: string, ...fields: JsonObject[]) =>
  oktaEvent(oktaRecord(eventType, Object.assign({}, ...fields) as JsonObject)).mfa;
const factsOf = (eventType: string, ...fields: JsonObject[]) => mfaOf(eventType, ...fields).facts;
const agent = (rawUserAgent: string): JsonObject => ({
  client: { ipAddress: '198.51.100.7', userAgent: { rawUserAgent } },
});
const failure = (reason: string): JsonObject => ({ outcome: { result: 'FAILURE', reason } });

describe('origin · who wrote the record', () => {
  test.each([
    'B7F62B65BN.com.okta.mobile.auth/9.51.0 DeviceSDK/2.4.0 iOS/19.1 Apple/iPhone16,2',
    'D8XYZ.com.okta.android.auth/8.25.0 DeviceSDK/1.0 Android/16 samsung/SM-S921B',
    'OktaVerify/5.4.1.0 WPFDeviceSDK/1.9 Windows/10.0.22631',
  ])('responder · written by Okta Verify (%s) · is marked', (userAgent) => {
    expect(factsOf(AUTH_VIA_MFA, agent(userAgent), debug({ factor: 'OKTA_VERIFY_PUSH' }))).toContain('responder');
  });

  test('responder · written by the browser · is not marked', () => {
    expect(factsOf(AUTH_VIA_MFA, agent(CHROME), debug({ factor: 'OKTA_VERIFY_PUSH' }))).not.toContain('responder');
  });

  test.each([
    ['a job', 'user.session.start', { transaction: { type: 'JOB', id: 'j1' } }],
    ['a system principal', 'user.session.end', { actor: OKTA_SYSTEM }],
    ['system@okta.com', 'user.session.end', { actor: { ...OKTA_SYSTEM, type: 'User' } }],
    ['Okta’s own client', 'user.authentication.sso', { client: { id: 'okta.b58d5b75-07d4-5f25-bf59-368a1261a405' } }],
    ['an AD agent', 'user.authentication.auth_via_AD_agent', {}],
    ['an LDAP agent', 'user.authentication.auth_via_LDAP_agent', {}],
    ['RADIUS', 'user.authentication.auth_via_radius', {}],
    ['a token call', 'app.oauth2.token.grant', {}],
    ['a token call of a custom server', 'app.oauth2.as.token.grant.access_token', {}],
  ])('internal · %s · is marked and not interactive', (_, eventType, fields) => {
    const facts = factsOf(eventType, fields as JsonObject);
    expect(facts).toContain('internal');
    expect(facts).not.toContain('interactive');
  });

  test('service principal · an application acts · is marked', () => {
    const app = { actor: { id: '0oa1', type: 'PublicClientApp', alternateId: 'provisioning' } };
    expect(factsOf('app.oauth2.token.grant', app, { target: null })).toContain('service_principal');
    expect(factsOf('user.mfa.factor.reset_all', app, { target: [BOB] })).not.toContain('service_principal');
  });
});

describe('device · what is known of it', () => {
  const fastpass = (device: JsonObject, properties?: string): JsonObject => ({
    device,
    target: [ALICE, { type: 'AuthenticatorEnrollment', detailEntry: { methodUsedVerifiedProperties: properties } }],
  });
  const nonce = debug({ factor: 'SIGNED_NONCE', keyTypeUsedForAuthentication: 'USER_VERIFYING_BIO_OR_PIN' });
  const known = { id: 'guo1', managed: true };

  test.each([
    ['hardware protected', fastpass(known, '[HARDWARE_PROTECTED]'), true],
    ['device bound, secure hardware', fastpass({ ...known, secure_hardware_present: true }, '[DEVICE_BOUND]'), true],
    ['a key, secure hardware', fastpass({ ...known, secure_hardware_present: 'true' }), true],
    ['device bound, no secure hardware', fastpass(known, '[DEVICE_BOUND]'), false],
    ['no device id', fastpass({ managed: true }, '[HARDWARE_PROTECTED]'), false],
  ])('hardware_bound · FastPass, %s · %s', (_, fields, bound) => {
    expect(factsOf(AUTH_VIA_MFA, nonce, fields).includes('hardware_bound')).toBe(bound);
  });

  test('hardware_bound · another factor or a failure · never', () => {
    const device = fastpass(known, '[HARDWARE_PROTECTED]');
    expect(factsOf(AUTH_VIA_MFA, debug({ factor: 'SMS_FACTOR' }), device)).not.toContain('hardware_bound');
    expect(factsOf(AUTH_VIA_MFA, nonce, device, failure('INVALID_CREDENTIALS'))).not.toContain('hardware_bound');
  });

  test('managed · true, false, not said · is managed, unmanaged, neither', () => {
    expect(factsOf('user.session.start', { device: { id: 'g', managed: true } })).toContain('managed');
    expect(factsOf('user.session.start', { device: { id: 'g', managed: false } })).toContain('unmanaged');
    const unsaid = factsOf('user.session.start', { device: { id: 'g' } });
    expect(unsaid.includes('managed') || unsaid.includes('unmanaged')).toBe(false);
  });

  test('tokens and session · stored hashed · never as they came', () => {
    const event = oktaEvent(
      oktaRecord('user.session.start', {
        ...debug({ dtHash: 'device-token-hash', deviceFingerprint: 'finger-print' }),
        authenticationContext: { externalSessionId: 'idx-secret', rootSessionId: 'root-secret' },
      }),
    );
    expect(event.mfa.session).toEqual({ id: hashId('idx-secret'), root_id: hashId('root-secret') });
    expect(event.mfa.device).toMatchObject({ token: hashId('device-token-hash'), fingerprint: hashId('finger-print') });
    expect(JSON.stringify(event)).not.toMatch(/idx-secret|root-secret|device-token-hash|finger-print/);
  });

  test.each(['unknown', '-', '', 'null', null, 7, {}, undefined])('session id · %j · is no session', (id) => {
    const authenticationContext = { externalSessionId: id, rootSessionId: id } as JsonObject;
    expect(mfaOf('user.session.start', { authenticationContext }).session).toBeUndefined();
  });

  test('flow · authnRequestId, else the transaction · ties records together', () => {
    expect(mfaOf(AUTH_VIA_MFA, debug({ authnRequestId: 'flow1' })).flow).toEqual({ id: 'flow1' });
    expect(mfaOf(AUTH_VIA_MFA).flow).toEqual({ id: 'tx1' });
  });
});

describe('behaviours · new for the user', () => {
  test.each([
    ['debugData text', debug({ behaviors: '{New Device=POSITIVE, New IP=POSITIVE}' })],
    ['debugData object', debug({ behaviors: { 'New Device': 'POSITIVE', 'New IP': 'POSITIVE' } })],
    [
      'logOnlySecurityData',
      debug({ logOnlySecurityData: '{"behaviors":{"New Device":"POSITIVE","New IP":"POSITIVE"}}' }),
    ],
    [
      'userBehaviors',
      {
        securityContext: {
          userBehaviors: [
            { name: 'New Device', result: 'POSITIVE' },
            { name: 'New IP', result: 'POSITIVE' },
          ],
        },
      },
    ],
  ])('behaviours · in %s · are read', (_, fields) => {
    expect(factsOf('user.session.start', fields)).toEqual(expect.arrayContaining(['new_device', 'new_network']));
  });

  test('behaviours · NEGATIVE · are none; the structured result outranks the text', () => {
    const text = debug({ behaviors: '{New Device=POSITIVE}' });
    const structured = { securityContext: { userBehaviors: [{ name: 'New Device', result: 'NEGATIVE' }] } };
    expect(factsOf('user.session.start', text, structured)).not.toContain('new_device');
  });

  test.each([
    [
      'structured',
      { securityContext: { risk: { level: 'high', reasons: ['Anomalous Device'], detectionName: null } } },
    ],
    ['text', debug({ risk: '{reasons=Anomalous Device, level=HIGH}' })],
    ['JSON', debug({ logOnlySecurityData: '{"risk":{"level":"HIGH","reasons":"Anomalous Device"}}' })],
  ])('risk · %s · is kept', (_, fields) => {
    expect(oktaEvent(oktaRecord('user.session.start', fields)).okta).toMatchObject({
      debug_context: { debug_data: { risk_level: 'HIGH', risk_reasons: ['Anomalous Device'] } },
    });
  });
});

describe('verdicts · what Okta itself says', () => {
  const detection = (detectionName: string, level = 'HIGH', previousLevel: string | null = null): JsonObject => ({
    securityContext: { risk: { level, previousLevel, detectionName, reasons: [] } },
  });

  test.each([
    [
      'security.threat.detected',
      debug({ threatDetections: '{"Password Spray":"HIGH"}' }),
      'verdict_attack',
      'Password Spray',
    ],
    ['security.attack.start', failure('Credential stuffing'), 'verdict_attack', 'Credential stuffing'],
    ['security.breached_credential.detected', {}, 'verdict_leaked_password', 'security.breached_credential.detected'],
    ['user.risk.detect', detection('Session Hijacking'), 'verdict_stolen_session', 'Session Hijacking'],
    ['user.risk.detect', detection('Okta Threat Intelligence'), 'verdict_attack', 'Okta Threat Intelligence'],
    ['user.risk.detect', detection('Suspicious App Access'), 'verdict_suspicious', 'Suspicious App Access'],
    ['user.risk.change', detection('Admin lowered', 'LOW', 'HIGH'), 'verdict_dismissed', 'Admin lowered'],
    [AUTH_VIA_MFA, failure('FastPass declined phishing attempt'), 'verdict_aitm', 'FastPass declined phishing attempt'],
    ['security.session.detect_client_roaming', {}, 'verdict_suspicious', 'security.session.detect_client_roaming'],
    ['user.session.context.change', debug({ causes: '[ipAddress.change]' }), 'verdict_suspicious', 'ipAddress.change'],
    ['user.session.end', debug({ terminationReason: 'DBSC_FAILED' }), 'verdict_suspicious', 'DBSC_FAILED'],
    ['app.oauth2.token.detect_reuse', {}, 'verdict_suspicious', 'app.oauth2.token.detect_reuse'],
    [
      'user.account.report_suspicious_activity_by_enduser',
      debug({ suspiciousActivityEventType: 'user.session.start' }),
      'verdict_suspicious',
      'user.session.start',
    ],
  ])('%s · %j · is %s', (eventType, fields, fact, name) => {
    const mfa = mfaOf(eventType, fields as JsonObject);
    expect(mfa.facts).toContain(fact);
    expect(mfa.verdict).toBe(name);
  });

  test('verdict · an ordinary sign-in · has none', () => {
    expect(mfaOf('user.session.start')).not.toHaveProperty('verdict');
  });

  test('verdict · by Okta about a user · belongs to that user', () => {
    const event = oktaEvent(oktaRecord('user.risk.detect', { actor: OKTA_SYSTEM, target: [BOB] }));
    expect(event.user?.id).toBe(BOB.id);
    expect(event.user).not.toHaveProperty('target');
  });
});

describe('sign-in · how far it came', () => {
  test('stopped_at_mfa · a denied or wrong second factor · is marked, a wrong password is not', () => {
    expect(factsOf(AUTH_VIA_MFA, debug({ factor: 'OKTA_VERIFY_PUSH' }), failure('INVALID_CREDENTIALS'))).toContain(
      'stopped_at_mfa',
    );
    expect(factsOf('user.mfa.okta_verify.deny_push', failure('INVALID_CREDENTIALS'))).toContain('stopped_at_mfa');
    const password = factsOf(AUTH_VIA_MFA, debug({ factor: 'PASSWORD_AS_FACTOR' }), failure('INVALID_CREDENTIALS'));
    expect(password).not.toContain('stopped_at_mfa');
    expect(password).toContain('bad_credentials');
  });

  test('bad_credentials · a failed sign-in · is marked; a wrong code is not', () => {
    expect(factsOf('user.session.start', failure('INVALID_CREDENTIALS'))).toContain('bad_credentials');
    expect(factsOf('user.session.start', failure('LOCKED_OUT'))).not.toContain('bad_credentials');
    expect(factsOf(AUTH_VIA_MFA, debug({ factor: 'SMS_FACTOR' }), failure('INVALID_CREDENTIALS'))).not.toContain(
      'bad_credentials',
    );
  });

  test.each(['Okta Admin Console', 'Okta Administration', 'okta admin console'])(
    'admin_console · %s · is marked',
    (displayName) => {
      const event = oktaEvent(
        oktaRecord('user.authentication.sso', { target: [{ type: 'AppInstance', id: '0oa1', displayName }] }),
      );
      expect(event.mfa.facts).toContain('admin_console');
      expect(event.service).toEqual({ id: '0oa1', name: displayName });
    },
  );

  test('grant type · refresh token or device code · is marked', () => {
    expect(factsOf('app.oauth2.token.grant', debug({ grantType: 'refresh_token' }))).toContain('refresh_token');
    const device = 'urn:ietf:params:oauth:grant-type:device_code';
    expect(factsOf('app.oauth2.token.grant', debug({ grantType: device }))).toContain('device_code');
  });
});

describe('principals · actor and target', () => {
  test('an administrator · resets another user · both are kept apart', () => {
    const event = oktaEvent(oktaRecord('user.mfa.factor.reset_all', { target: [BOB] }));
    expect(event.user).toMatchObject({ id: ALICE.id, target: { id: BOB.id, name: 'bob@example.com' } });
    expect(event.mfa.facts).not.toContain('self_service');
  });

  test('a user · acts on themselves · has no target', () => {
    const event = oktaEvent(oktaRecord('user.mfa.factor.activate'));
    expect(event.user).not.toHaveProperty('target');
    expect(event.mfa.facts).toContain('self_service');
  });

  test('Okta support · resets a user · stays the actor', () => {
    const event = oktaEvent(oktaRecord('user.mfa.factor.reset_all', { actor: OKTA_SYSTEM, target: [BOB] }));
    expect(event.user).toMatchObject({ name: OKTA_SYSTEM.displayName, target: { id: BOB.id } });
    // No id, no address: machinery gets no timeline of its own.
    expect(event.user).not.toHaveProperty('id');
    expect(event.user).not.toHaveProperty('email');
  });

  test('an unknown actor · tried a name · is known by that name only', () => {
    const actor = { id: 'unknown', type: 'User', alternateId: 'Eve@Example.com', displayName: 'unknown' };
    const event = oktaEvent(oktaRecord('user.session.start', { actor, target: null }));
    expect(event.user).toEqual({ name: 'eve@example.com', email: 'eve@example.com' });
  });

  test('role · granted or revoked · is named, and only a grant privileges', () => {
    const granted = mfaOf('user.account.privilege.grant', debug({ privilegeGranted: 'Super administrator' }), {
      target: [BOB],
    });
    expect(granted).toMatchObject({ operation: 'role_grant', role: 'Super administrator' });
    expect(granted.facts).toContain('privileged_role');
    const revoked = mfaOf('user.account.privilege.revoke', debug({ privilegeRevoked: 'Super administrator' }), {
      target: [BOB],
    });
    expect(revoked).toMatchObject({ operation: 'role_revoke', role: 'Super administrator' });
    expect(revoked.facts).not.toContain('privileged_role');
  });

  test('role · given as a target · is named', () => {
    const target = [BOB, { type: 'ROLE', displayName: 'Help Desk Administrator' }];
    expect(mfaOf('user.account.privilege.grant', { target }).role).toBe('Help Desk Administrator');
  });
});
