import { ALICE, OKTA_SYSTEM, debug, oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import type { JsonObject } from '../event.ts';

const AUTH_VIA_MFA = 'user.authentication.auth_via_mfa';
const outcome = (result: string, reason: string | null = null): JsonObject => ({ outcome: { result, reason } });
const stepsOf = (eventType: string, ...fields: JsonObject[]) =>
  oktaEvent(oktaRecord(eventType, Object.assign({}, ...fields) as JsonObject)).mfa.steps;

describe('purpose · factorIntent and event type', () => {
  test.each([
    ['LOGIN', 'SMS_FACTOR', 'second_factor'],
    ['AUTHENTICATION', 'SMS_FACTOR', 'second_factor'],
    ['login', 'SMS_FACTOR', 'second_factor'],
    ['CREDENTIAL_ENROLLMENT', 'SMS_FACTOR', 'enrolment'],
    ['CREDENTIAL_RECOVERY', 'SMS_FACTOR', 'recovery'],
    [undefined, 'SMS_FACTOR', 'second_factor'],
    ['LOGIN', 'PASSWORD_AS_FACTOR', 'primary'],
    [undefined, 'PASSWORD_AS_FACTOR', 'primary'],
    ['CREDENTIAL_RECOVERY', 'PASSWORD_AS_FACTOR', 'recovery'],
  ])('auth_via_mfa · intent %s with %s · is %s', (factorIntent, factor, purpose) => {
    expect(stepsOf(AUTH_VIA_MFA, debug({ factor, factorIntent }))).toMatchObject([{ purpose, result: 'success' }]);
  });

  test('session start · signed in with a password · shows the password as primary and no other use', () => {
    const fields = { authenticationContext: { credentialType: 'PASSWORD', externalSessionId: 'idx1' } };
    expect(stepsOf('user.session.start', fields)).toMatchObject([
      { method: 'password', purpose: 'primary', result: 'success' },
    ]);
    expect(stepsOf('user.session.start')).toEqual([]);
  });

  test('identity provider · it verified MFA itself · adds a step it vouches for', () => {
    expect(stepsOf('user.authentication.auth_via_IDP', debug({ mfaVerified: 'true' }))).toMatchObject([
      { method: 'federated', purpose: 'primary', result: 'success' },
      { index: 1, method: 'federated', purpose: 'second_factor', result: 'satisfied_by_claim' },
    ]);
    expect(
      stepsOf('user.authentication.auth_via_IDP', debug({ mfaVerified: 'true' }), outcome('FAILURE')),
    ).toHaveLength(1);
  });

  test('recovery · a password reset that names SMS · is recovery, and only a redeemed one a success', () => {
    expect(stepsOf('user.account.reset_password', debug({ factor: 'SMS_FACTOR' }))).toMatchObject([
      { method: 'sms', purpose: 'recovery', result: 'success' },
    ]);
    expect(stepsOf('user.account.reset_password')).toEqual([]);
    expect(stepsOf('user.account.unlock')).toEqual([]);
  });
});

describe('result · how a verification ended', () => {
  const push = (extra: JsonObject = {}) => debug({ factor: 'OKTA_VERIFY_PUSH', factorIntent: 'LOGIN', ...extra });
  const CASES: readonly (readonly [what: string, fields: readonly JsonObject[], result: string])[] = [
    ['push approved', [push({ pushOnlyResponseType: 'OV_RESPONSE_APPROVE' }), outcome('SUCCESS')], 'success'],
    [
      'OIE push denied',
      [push({ pushOnlyResponseType: 'OV_RESPONSE_DENY' }), outcome('FAILURE', 'INVALID_CREDENTIALS')],
      'denied_by_user',
    ],
    ['older OIE push denied', [push(), outcome('FAILURE', 'INVALID_CREDENTIALS')], 'denied_by_user'],
    ['push error', [push({ pushOnlyResponseType: 'OV_RESPONSE_ERROR' }), outcome('FAILURE')], 'error'],
    ['push failed without a word', [push(), outcome('FAILURE')], 'failure'],
    [
      'wrong number',
      [
        push({ pushWithNumberChallengeResponseType: 'OV_WITH_CHALLENGE_RESPONSE_INVALID' }),
        outcome('FAILURE', 'INVALID_CREDENTIALS'),
      ],
      'wrong_number',
    ],
    ['wrong totp', [debug({ factor: 'OKTA_SOFT_TOKEN' }), outcome('FAILURE', 'INVALID_CREDENTIALS')], 'wrong_code'],
    ['wrong SMS code', [debug({ factor: 'SMS_FACTOR' }), outcome('FAILURE', 'INVALID_CREDENTIALS')], 'wrong_code'],
    ['expired SMS code', [debug({ factor: 'SMS_FACTOR' }), outcome('FAILURE', 'PASSCODE_EXPIRED')], 'expired'],
    ['locked out', [debug({ factor: 'SMS_FACTOR' }), outcome('FAILURE', 'LOCKED_OUT')], 'blocked'],
    ['wrong password', [debug({ factor: 'PASSWORD_AS_FACTOR' }), outcome('FAILURE', 'INVALID_CREDENTIALS')], 'failure'],
    [
      'FastPass against a proxy',
      [debug({ factor: 'SIGNED_NONCE' }), outcome('FAILURE', 'FastPass declined phishing attempt')],
      'blocked',
    ],
    ['ignored', [push(), outcome('UNANSWERED')], 'timeout'],
    ['abandoned', [push(), outcome('ABANDONED')], 'abandoned'],
    ['skipped', [push(), outcome('SKIPPED')], 'skipped'],
    ['challenged', [push(), outcome('CHALLENGE')], 'challenge_sent'],
    ['rate limited', [push(), outcome('RATE_LIMIT')], 'blocked'],
    ['deferred', [push(), outcome('DEFERRED')], 'pending'],
    ['of no known outcome', [push(), outcome('MAYBE')], 'unknown'],
  ];

  test.each(CASES)('auth_via_mfa · %s · gives %s', (_, fields, result) => {
    expect(stepsOf(AUTH_VIA_MFA, ...fields)).toMatchObject([{ result }]);
  });

  test('deny_push · Classic, whatever its outcome · is a denial', () => {
    for (const result of ['FAILURE', 'SUCCESS']) {
      expect(stepsOf('user.mfa.okta_verify.deny_push', outcome(result))).toMatchObject([
        { method: 'push', purpose: 'second_factor', result: 'denied_by_user' },
      ]);
    }
  });

  test('deny_push_upgrade_needed · the app was too old · is an error and no denial', () => {
    expect(stepsOf('user.mfa.okta_verify.deny_push_upgrade_needed', outcome('FAILURE'))).toMatchObject([
      { result: 'error' },
    ]);
  });
});

describe('delivery · what was sent and why', () => {
  test.each([
    ['system.push.send_factor_verify_push', 'push', 'second_factor'],
    ['device.custom_push.send_notification', 'push', 'second_factor'],
    ['system.sms.send_factor_verify_message', 'sms', 'second_factor'],
    ['system.sms.send_phone_verification_message', 'sms', 'enrolment'],
    ['system.sms.send_okta_push_verify_message', 'sms', 'enrolment'],
    ['system.sms.send_password_reset_message', 'sms', 'recovery'],
    ['system.sms.send_account_unlock_message', 'sms', 'recovery'],
    ['system.voice.send_mfa_challenge_call', 'voice', 'second_factor'],
    ['system.voice.send_phone_verification_call', 'voice', 'enrolment'],
    ['system.voice.send_password_reset_call', 'voice', 'recovery'],
    ['system.voice.send_account_unlock_call', 'voice', 'recovery'],
    ['system.voice.send_call', 'voice', 'unknown'],
    ['system.email.send_factor_verify_message', 'email', 'second_factor'],
    ['system.email.password_reset.sent_message', 'email', 'recovery'],
    ['system.email.account_unlock.sent_message', 'email', 'recovery'],
  ])('%s · by %s for %s · is sent, blocked or undelivered, never a success', (eventType, method, purpose) => {
    expect(stepsOf(eventType)).toMatchObject([{ method, purpose, result: 'challenge_sent' }]);
    expect(stepsOf(eventType, outcome('DENY'))).toMatchObject([{ method, purpose, result: 'blocked' }]);
    expect(stepsOf(eventType, outcome('FAILURE'))).toMatchObject([{ method, purpose, result: 'delivery_failed' }]);
  });

  test.each([
    ['system.sms.receive_status', 'sms'],
    ['system.voice.receive_status', 'voice'],
  ])('%s · a receipt · is a step only where delivery failed', (eventType, method) => {
    expect(stepsOf(eventType, debug({ providerStatus: 'delivered' }))).toEqual([]);
    expect(stepsOf(eventType, outcome('FAILURE'))).toMatchObject([{ method, result: 'delivery_failed' }]);
    expect(stepsOf(eventType, debug({ providerStatus: 'Undelivered' }))).toMatchObject([
      { method, result: 'delivery_failed' },
    ]);
  });

  test('sms · sent for the push factor · is still an SMS', () => {
    expect(stepsOf('system.sms.send_okta_push_verify_message', debug({ factor: 'OKTA_VERIFY_PUSH' }))).toMatchObject([
      { method: 'sms', purpose: 'enrolment' },
    ]);
  });

  test('email challenge · redeemed · is proven, for what only the intent says', () => {
    const redeemed = 'system.email.challenge_factor_redeemed';
    expect(stepsOf(redeemed)).toMatchObject([{ method: 'email', purpose: 'unknown', result: 'success' }]);
    expect(stepsOf(redeemed, debug({ factorIntent: 'LOGIN' }))).toMatchObject([{ purpose: 'second_factor' }]);
  });

  test('delivery · sent by Okta itself · belongs to the user it was sent to', () => {
    const event = oktaEvent(
      oktaRecord('system.sms.send_factor_verify_message', { actor: OKTA_SYSTEM, target: [ALICE] }),
    );
    expect(event.user).toEqual({
      id: ALICE.id,
      name: 'alice@example.com',
      email: 'alice@example.com',
      full_name: 'Alice',
    });
    expect(event.okta).toMatchObject({ actor: { id: OKTA_SYSTEM.id, alternate_id: 'system@okta.com' } });
    expect(event.mfa.facts).toContain('internal');
  });

  test('delivery · a full telephone number anywhere · is masked', () => {
    const event = oktaEvent(
      oktaRecord('system.sms.send_factor_verify_message', {
        ...debug({ phoneNumber: '+14155550142' }),
        outcome: { result: 'FAILURE', reason: 'Could not send to +1 (415) 555-0142' },
        target: [
          ALICE,
          { type: 'MobilePhone', id: 'mbl1', displayName: '+1 415 555 0142', alternateId: '+14155550142' },
        ],
      }),
    );
    expect(event.mfa.steps[0]?.detail).toBe('…42');
    expect(JSON.stringify(event).replace(/[^0-9]/g, '')).not.toContain('4155550142');
    expect(event.event.reason).toBe('Could not send to …42');
  });
});

describe('factor · what was enrolled or removed', () => {
  const factorOf = (eventType: string, reason: string | null, displayName?: string, detailEntry: JsonObject = {}) =>
    oktaEvent(
      oktaRecord(eventType, {
        ...outcome('SUCCESS', reason),
        target:
          displayName === undefined ? [ALICE] : [ALICE, { type: 'AuthenticatorEnrollment', displayName, detailEntry }],
      }),
    ).mfa.factor;

  test.each([
    ['User set up SMS_FACTOR factor', 'Phone', {}, { method: 'sms', detail: 'Phone' }],
    ['User set up WEBAUTHN factor', 'Security Key', { passkey: 'true' }, { method: 'passkey', detail: 'Security Key' }],
    ['User set up FIDO_WEBAUTHN factor', 'Security Key', {}, { method: 'webauthn', detail: 'Security Key' }],
    [null, 'Google Authenticator', {}, { method: 'totp', detail: 'Google Authenticator' }],
    [null, 'Okta Verify', { methodTypeUsed: 'Use Okta FastPass' }, { method: 'fastpass', detail: 'Okta Verify' }],
    [null, 'Okta Verify', {}, { detail: 'Okta Verify' }],
    [null, undefined, {}, undefined],
  ] as const)('activate · %s, %s %j · is %j', (reason, name, detail, factor) => {
    expect(factorOf('user.mfa.factor.activate', reason, name, detail)).toEqual(factor);
  });

  test('deactivate · by an administrator · names factor, actor and target', () => {
    expect(factorOf('user.mfa.factor.deactivate', 'User reset OKTA_SOFT_TOKEN factor')).toEqual({ method: 'totp' });
  });
});
