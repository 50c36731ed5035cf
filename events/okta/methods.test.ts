import { ALICE, debug, oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import type { JsonObject } from '../event.ts';
import { methodOf } from './methods.ts';

const AUTH_VIA_MFA = 'user.authentication.auth_via_mfa';
const stepFor = (fields: JsonObject) => oktaEvent(oktaRecord(AUTH_VIA_MFA, fields)).mfa.steps[0];
const enrolment = (detailEntry: JsonObject, displayName = 'Authenticator'): JsonObject => ({
  id: 'aut1',
  type: 'AuthenticatorEnrollment',
  displayName,
  detailEntry,
});

describe('factor words · debugData.factor, factorType and authenticator keys', () => {
  const WORDS: readonly (readonly [word: string, method: string])[] = [
    ['OKTA_VERIFY_PUSH', 'push'],
    ['okta_verify:push', 'push'],
    ['custom_app:push', 'push'],
    ['push', 'push'],
    ['Get a push notification', 'push'],
    ['SIGNED_NONCE', 'fastpass'],
    ['signed_nonce', 'fastpass'],
    ['okta_verify:signed_nonce', 'fastpass'],
    ['Use Okta FastPass', 'fastpass'],
    ['OKTA_SOFT_TOKEN', 'totp'],
    ['SOFT_TOKEN', 'totp'],
    ['okta_verify:totp', 'totp'],
    ['google_otp', 'totp'],
    ['google_otp:otp', 'totp'],
    ['token:software:totp', 'totp'],
    ['totp', 'totp'],
    ['otp', 'totp'],
    ['Enter a code', 'totp'],
    ['FIDO_WEBAUTHN', 'webauthn'],
    ['fido_webauthn', 'webauthn'],
    ['FIDO_U2F', 'webauthn'],
    ['fido_u2f', 'webauthn'],
    ['WEBAUTHN', 'webauthn'],
    ['WEBAUTHN_FACTOR', 'webauthn'],
    ['u2f', 'webauthn'],
    ['security_key', 'webauthn'],
    ['Security Key or Biometric', 'webauthn'],
    ['SMS_FACTOR', 'sms'],
    ['sms_factor', 'sms'],
    ['SMS', 'sms'],
    ['sms', 'sms'],
    ['phone_number:sms', 'sms'],
    ['CALL_FACTOR', 'voice'],
    ['CALL', 'voice'],
    ['call', 'voice'],
    ['VOICE', 'voice'],
    ['phone_number:voice', 'voice'],
    ['phone_number', 'phone_unspecified'],
    ['EMAIL_FACTOR', 'email'],
    ['EMAIL', 'email'],
    ['email', 'email'],
    ['okta_email', 'email'],
    ['okta_email:email', 'email'],
    ['YUBIKEY_OTP_FACTOR', 'hardware_otp'],
    ['yubikey_token', 'hardware_otp'],
    ['yubikey_token:otp', 'hardware_otp'],
    ['SECURID_FACTOR', 'hardware_otp'],
    ['onprem_mfa', 'hardware_otp'],
    ['symantec_vip', 'hardware_otp'],
    ['token', 'hardware_otp'],
    ['token:hardware', 'hardware_otp'],
    ['token:hotp', 'hardware_otp'],
    ['DUO_SECURITY', 'external_mfa'],
    ['duo', 'external_mfa'],
    ['web', 'external_mfa'],
    ['custom_app', 'external_mfa'],
    ['external_idp', 'federated'],
    ['idp', 'federated'],
    ['smart_card_idp', 'certificate'],
    ['cert', 'certificate'],
    ['SECURITY_QUESTION', 'security_question'],
    ['QUESTION', 'security_question'],
    ['question', 'security_question'],
    ['tac', 'temporary_pass'],
    ['PASSWORD_AS_FACTOR', 'password'],
    ['Password', 'password'],
    ['okta_password', 'password'],
  ];

  test.each(WORDS)('factor · %s · is %s, whatever its case', (word, method) => {
    expect(stepFor(debug({ factor: word }))).toMatchObject({ method, method_raw: word });
    expect(methodOf(word.toLowerCase())).toBe(method);
    expect(methodOf(word.toUpperCase())).toBe(method);
  });

  test.each(WORDS)('methodTypeUsed · %s · is %s where no factor is named', (word, method) => {
    expect(stepFor({ target: [ALICE, enrolment({ methodTypeUsed: word })] })).toMatchObject({
      method,
      method_raw: word,
    });
  });

  test.each(['', '__proto__', 'constructor', 'carrier pigeon', 'x'.repeat(10_000)])(
    'factor · %j · is no known method',
    (word) => {
      expect(methodOf(word)).toBeUndefined();
    },
  );
});

describe('method of a step · several places name one', () => {
  test('method · factor and methodTypeUsed differ · the factor is believed', () => {
    const target = [ALICE, enrolment({ methodTypeUsed: 'Get a push notification' })];
    expect(stepFor({ ...debug({ factor: 'SMS_FACTOR' }), target })?.method).toBe('sms');
  });

  test('method · factor in a word nobody knows · the authenticator is asked', () => {
    const target = [ALICE, enrolment({ methodTypeUsed: 'SMS' })];
    expect(stepFor({ ...debug({ factor: 'TELEPATHY' }), target })?.method).toBe('sms');
  });

  test('method · no word known · is other and keeps the word', () => {
    expect(stepFor(debug({ factor: 'TELEPATHY' }))).toMatchObject({ method: 'other', method_raw: 'TELEPATHY' });
  });

  test('method · nothing named · is unknown', () => {
    expect(stepFor({})).toMatchObject({ method: 'unknown', purpose: 'second_factor' });
  });

  test.each([
    ['OTP', 'YUBIKEY', 'hardware_otp'],
    ['OTP', 'RSA', 'hardware_otp'],
    ['OTP', 'SYMANTEC', 'hardware_otp'],
    ['OTP', 'GOOGLE', 'totp'],
    ['OTP', 'OKTA_CREDENTIAL_PROVIDER', 'totp'],
    ['OTP', null, 'totp'],
    ['SMS', null, 'sms'],
    ['EMAIL', null, 'email'],
    ['CERTIFICATE', null, 'certificate'],
    ['PASSWORD', 'OKTA_CREDENTIAL_PROVIDER', 'password'],
    ['ASSERTION', null, 'federated'],
    ['JWT', null, 'federated'],
    ['OAuth 2.0', null, 'federated'],
    ['IWA', null, 'federated'],
    ['OKTA_CLIENT_SESSION', null, 'token_claim'],
    ['PRE_SHARED_SYMMETRIC_KEY', null, 'other'],
    ['DEVICE_UDID', null, 'other'],
    [null, 'DUO', 'external_mfa'],
  ])('credential · %s of %s · is %s', (credentialType, credentialProvider, method) => {
    expect(stepFor({ authenticationContext: { credentialType, credentialProvider } })?.method).toBe(method);
  });

  test('otp · of an authenticator that is hardware · is hardware', () => {
    expect(stepFor({ target: [enrolment({ methodTypeUsed: 'otp', authenticatorKey: 'yubikey_token' })] })?.method).toBe(
      'hardware_otp',
    );
    expect(stepFor({ target: [enrolment({ methodTypeUsed: 'otp' }, 'Google Authenticator')] })?.method).toBe('totp');
  });

  test.each([
    ['OV_WITH_CHALLENGE_RESPONSE_VALID', 'push_number_match'],
    ['OV_WITH_CHALLENGE_RESPONSE_INVALID', 'push_number_match'],
    ['OV_WITH_CHALLENGE_RESPONSE_NOT_APPLICABLE', 'push'],
    [undefined, 'push'],
  ])('push · number challenge %s · is %s', (answer, method) => {
    expect(stepFor(debug({ factor: 'OKTA_VERIFY_PUSH', pushWithNumberChallengeResponseType: answer }))?.method).toBe(
      method,
    );
  });

  test.each([
    [{ passkey: true }, 'passkey'],
    [{ backupEligible: 'true' }, 'passkey'],
    [{ passkey: false, backupEligible: false }, 'webauthn'],
    [{}, 'webauthn'],
  ])('webauthn · enrolment %j · is %s', (detail, method) => {
    const target = [enrolment({ methodTypeUsed: 'WEBAUTHN', ...detail })];
    expect(stepFor({ target })?.method).toBe(method);
    expect(stepFor({ ...debug({ factor: 'FIDO_WEBAUTHN' }), target })?.method).toBe(method);
  });

  test('method · verified by another identity provider · is federated', () => {
    const target = [enrolment({ methodTypeUsed: 'idp', factorVerifiedByIdp: 'true' })];
    expect(stepFor({ target })?.method).toBe('federated');
  });

  test('verify · several authenticators used · one step each, the password as primary', () => {
    const target = [enrolment({ methodTypeUsed: 'Password' }), enrolment({ methodTypeUsed: 'SMS' })];
    expect(oktaEvent(oktaRecord('user.authentication.verify', { target })).mfa.steps).toMatchObject([
      { index: 0, method: 'password', purpose: 'primary' },
      { index: 1, method: 'sms', purpose: 'unknown' },
    ]);
  });
});

describe('phishing resistance · methodUsedVerifiedProperties', () => {
  const fastpass = (properties: unknown) =>
    stepFor({
      ...debug({ factor: 'SIGNED_NONCE' }),
      target: [enrolment({ methodUsedVerifiedProperties: properties as string })],
    });

  test.each([
    ['[DEVICE_BOUND, PHISHING_RESISTANT]', true, 'phishing_resistant'],
    [['PHISHING_RESISTANT'], true, 'phishing_resistant'],
    ['["PHISHING_RESISTANT"]', true, 'phishing_resistant'],
    ['[DEVICE_BOUND, USER_VERIFYING]', false, 'strong'],
    [undefined, undefined, 'strong'],
  ])('fastpass · verified %j · resistant %s, %s', (properties, resistant, strength) => {
    const step = fastpass(properties);
    expect(step?.phishing_resistant).toBe(resistant);
    expect(step?.strength).toBe(strength);
  });

  test('sms · beside a resistant authenticator · stays weak', () => {
    const target = [enrolment({ methodTypeUsed: 'SMS', methodUsedVerifiedProperties: '[PHISHING_RESISTANT]' })];
    expect(stepFor({ ...debug({ factor: 'SMS_FACTOR' }), target })).toMatchObject({ method: 'sms', strength: 'weak' });
    expect(stepFor({ ...debug({ factor: 'SMS_FACTOR' }), target })).not.toHaveProperty('phishing_resistant');
  });
});
