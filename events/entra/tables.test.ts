import type { Method, StepResult } from '../method.ts';
import { ERROR_CODES, meaningOf } from './error-codes.ts';
import { methodOf, purposeOf } from './method-labels.ts';
import { maskPhones } from './phone.ts';
import { verdictOf } from './risk-types.ts';
import { isLegacy } from './signin-facts.ts';
import { stepResult } from './step-results.ts';

describe('methodOf · a label of Entra', () => {
  test.each<[string, Method]>([
    ['Text message', 'sms'],
    ['SMS', 'sms'],
    ['SMS sign-in', 'sms'],
    ['sms', 'sms'],
    ['mobileSMS', 'sms'],
    ['Phone call approval (Authentication phone)', 'voice'],
    ['Phone call approval (Alternate phone)', 'voice'],
    ['Phone call approval (Office phone)', 'voice'],
    ['Voice', 'voice'],
    ['Voice call', 'voice'],
    ['Phone call', 'voice'],
    ['mobileCall', 'voice'],
    ['alternateMobileCall', 'voice'],
    ['officePhone', 'voice'],
    ['voiceMobile', 'voice'],
    ['voiceAlternateMobile', 'voice'],
    ['voiceOffice', 'voice'],
    ['Email one-time passcode', 'email'],
    ['Email', 'email'],
    ['email', 'email'],
    ['Temporary Access Pass', 'temporary_pass'],
    ['temporaryAccessPassOneTime', 'temporary_pass'],
    ['temporaryAccessPassMultiUse', 'temporary_pass'],
    ['temporaryAccessPass', 'temporary_pass'],
    ['Password', 'password'],
    ['Password Hash Sync', 'password'],
    ['Pass-through authentication', 'password'],
    ['Cloud only', 'password'],
    ['PTA', 'password'],
    ['PHS', 'password'],
    ['password', 'password'],
    ['Mobile app notification', 'push'],
    ['Microsoft Authenticator (push)', 'push'],
    ['Authenticator App', 'push'],
    ['microsoftAuthenticator', 'push'],
    ['microsoftAuthenticatorPush', 'push'],
    ['appNotification', 'push'],
    ['push', 'push'],
    ['Mobile app verification code', 'totp'],
    ['App Verification code', 'totp'],
    ['OATH verification code', 'totp'],
    ['Software OATH token', 'totp'],
    ['softwareOath', 'totp'],
    ['appCode', 'totp'],
    ['oath', 'totp'],
    ['Hardware OATH token', 'hardware_otp'],
    ['hardwareOath', 'hardware_otp'],
    ['Passwordless phone sign-in', 'passwordless_phone'],
    ['Passwordless Microsoft Authenticator', 'passwordless_phone'],
    ['deviceBasedPush', 'passwordless_phone'],
    ['FIDO2 security key', 'webauthn'],
    ['FIDO', 'webauthn'],
    ['fido2', 'webauthn'],
    ['Passkey (Microsoft Authenticator)', 'passkey'],
    ['Passkey (device-bound)', 'passkey'],
    ['passKeyDeviceBound', 'passkey'],
    ['passKeyDeviceBoundAuthenticator', 'passkey'],
    ['passKeyDeviceBoundWindowsHello', 'passkey'],
    ['passKeySynced', 'passkey'],
    ['Windows Hello for Business', 'whfb'],
    ['windowsHelloForBusiness', 'whfb'],
    ['X.509 Certificate', 'certificate'],
    ['X.509 Certificate (multi-factor)', 'certificate'],
    ['x509CertificateMultiFactor', 'certificate'],
    ['x509CertificateSingleFactor', 'certificate'],
    ['x509Certificate', 'certificate'],
    ['QR code PIN', 'knowledge'],
    ['QR code', 'knowledge'],
    ['qrCodePin', 'knowledge'],
    ['Federated', 'federated'],
    ['federation', 'federated'],
    ['federatedMultiFactor', 'federated'],
    ['federatedSingleFactor', 'federated'],
    ['AD FS', 'federated'],
    ['External authentication', 'external_mfa'],
    ['External auth method', 'external_mfa'],
    ['EAM', 'external_mfa'],
    ['Previously satisfied', 'token_claim'],
    ['Satisfied by token', 'token_claim'],
    ['MFA requirement satisfied by claim in the token', 'token_claim'],
    ['none', 'none'],
    ['Something Microsoft will think of', 'other'],
  ])('%s · is %s', (label, method) => {
    expect(methodOf(label)).toBe(method);
    expect(methodOf(label.toUpperCase())).toBe(method);
  });

  test('push · is number matching only where the detail says so', () => {
    expect(methodOf('Mobile app notification', 'Number match · iPhone 15')).toBe('push_number_match');
    expect(methodOf('Mobile app notification', 'iPhone 15')).toBe('push');
  });

  test('an absent label · is unknown', () => {
    expect(methodOf(undefined)).toBe('unknown');
  });
});

describe('stepResult · a result text of Entra', () => {
  test.each<[string, StepResult]>([
    ['MFA successfully completed', 'success'],
    ['MFA completed in the cloud', 'success'],
    ['MFA completed in Azure AD', 'success'],
    ['MFA requirement satisfied by strong authentication', 'success'],
    ['Correct password', 'success'],
    ['MFA requirement satisfied by claim in the token', 'satisfied_by_claim'],
    ['First factor requirement satisfied by claim in the token', 'satisfied_by_claim'],
    ['MFA requirement satisfied by claim provided by external provider', 'satisfied_by_claim'],
    ['MFA requirement skipped due to app password', 'skipped'],
    ['MFA requirement skipped due to location', 'skipped'],
    ['MFA requirement skipped due to registered device', 'skipped'],
    ['MFA requirement skipped due to remembered device', 'skipped'],
    ['MFA requirement skipped due to Windows broker', 'skipped'],
    ['MFA denied; user declined the authentication', 'denied_by_user'],
    ['MFA denied; Phone App Reported Fraud', 'fraud_reported'],
    ['MFA denied; fraud code entered', 'fraud_reported'],
    ['MFA denied; user did not select the correct number', 'wrong_number'],
    ['MFA denied; invalid mobile app verification code', 'wrong_code'],
    ['MFA denied; invalid verification code', 'wrong_code'],
    ['MFA denied; user entered incorrect code', 'wrong_code'],
    ['MFA denied; user entered incorrect PIN', 'wrong_code'],
    ['MFA denied; verification code already used once', 'wrong_code'],
    ['MFA denied; entered incorrect code too many times', 'wrong_code'],
    ["MFA denied; user didn't respond to mobile app notification", 'timeout'],
    ['MFA denied; user did not respond to mobile app notification', 'timeout'],
    ['MFA denied; user didn’t respond to mobile app notification', 'timeout'],
    ['MFA denied; never entered the verification code', 'timeout'],
    ['MFA denied; no phone input', 'timeout'],
    ['MFA denied; user hung up the phone', 'timeout'],
    ['MFA denied; call went to voicemail', 'timeout'],
    ['MFA denied; unable to reach phone', 'delivery_failed'],
    ['MFA denied; unable to send mobile app notification', 'delivery_failed'],
    ['MFA denied; phone number invalid', 'delivery_failed'],
    ['MFA denied; user is blocked', 'blocked'],
    ['MFA denied; duplicate authentication attempt', 'duplicate'],
    ['Authentication in-progress', 'pending'],
    ['MFA authentication in progress', 'pending'],
    ['MFA required in Azure AD', 'pending'],
    ['MFA registration prompted', 'enrolment_required'],
    ['MFA denied; no verification methods registered', 'enrolment_required'],
    ['MFA requirement expired due to policies configured on tenant', 'expired'],
    ['MFA denied; service error', 'error'],
    ['MFA denied; tenant misconfigured', 'error'],
    ['MFA denied; invalid authentication', 'error'],
    ['MFA denied; user not found', 'error'],
    ['MFA denied; for a reason of its own', 'failure'],
    ['Incorrect password', 'failure'],
    ['A new text', 'unknown'],
  ])('%s · is %s', (text, result) => {
    expect(stepResult(text, undefined)).toBe(result);
    expect(stepResult(text.toLowerCase(), undefined)).toBe(result);
  });

  test('an unknown text · leaves it to succeeded', () => {
    expect(stepResult('Invalid username or password', false)).toBe('failure');
    expect(stepResult(undefined, true)).toBe('success');
  });

  test('success beside succeeded: false · is not believed', () => {
    expect(stepResult('MFA successfully completed', false)).toBe('failure');
  });
});

describe('purposeOf', () => {
  test.each([
    ['Primary authentication', 'sms', undefined, 'primary'],
    ['Multifactor authentication', 'sms', undefined, 'second_factor'],
    ['Multi-factor authentication', 'push', undefined, 'second_factor'],
    ['', 'password', 'Correct password', 'primary'],
    ['', 'token_claim', 'MFA requirement satisfied by claim in the token', 'second_factor'],
    ['', 'token_claim', 'First factor requirement satisfied by claim in the token', 'primary'],
    [undefined, 'sms', undefined, 'unknown'],
  ] as const)('requirement %j of a %s step that says %j · is %s', (requirement, method, told, purpose) => {
    expect(purposeOf(requirement, method, told)).toBe(purpose);
  });
});

describe('meaningOf · an error code', () => {
  test.each([0, 50140])('%i · is a success', (code) => {
    expect(meaningOf(code).outcome).toBe('success');
  });

  test.each([50097, 50058, 50199, 90025, 50125, 65001, 70016])('%i · is an interrupt, no failure', (code) => {
    expect(meaningOf(code)).toEqual({ outcome: 'unknown' });
  });

  test.each([50074, 50076, 50072, 50079, 50158])('%i · asks for the second factor and awaits its answer', (code) => {
    expect(meaningOf(code)).toEqual({ outcome: 'unknown', stoppedAtMfa: true, pending: true });
  });

  test('500121 · failed at the second factor', () => {
    expect(meaningOf(500121)).toEqual({ outcome: 'failure', stoppedAtMfa: true });
  });

  test.each([53000, 53001, 53002, 53003, 53011, 530032, 530034, 530035])('%i · was blocked by policy', (code) => {
    expect(meaningOf(code)).toEqual({ outcome: 'failure', blockedByPolicy: true });
  });

  test.each([50126, 50034, 50053, 50056, 50064])('%i · is bad credentials', (code) => {
    expect(meaningOf(code)).toEqual({ outcome: 'failure', badCredentials: true });
  });

  test('a code nobody knows · is a failure and nothing more', () => {
    expect(ERROR_CODES.has(999_999)).toBe(false);
    expect(meaningOf(999_999)).toEqual({ outcome: 'failure' });
  });
});

describe('verdictOf · a risk event type', () => {
  test.each([
    ['attackerinTheMiddle', 'verdict_aitm'],
    ['authenticatorPhishing', 'verdict_aitm'],
    ['anomalousToken', 'verdict_stolen_session'],
    ['attemptedPrtAccess', 'verdict_stolen_session'],
    ['tokenIssuerAnomaly', 'verdict_stolen_session'],
    ['impossibleTravel', 'verdict_travel'],
    ['unlikelyTravel', 'verdict_travel'],
    ['mcasImpossibleTravel', 'verdict_travel'],
    ['newCountry', 'verdict_travel'],
    ['anonymizedIPAddress', 'verdict_anonymous_ip'],
    ['riskyIPAddress', 'verdict_anonymous_ip'],
    ['passwordSpray', 'verdict_attack'],
    ['nationStateIP', 'verdict_attack'],
    ['maliciousIPAddress', 'verdict_attack'],
    ['malwareInfectedIPAddress', 'verdict_attack'],
    ['leakedCredentials', 'verdict_leaked_password'],
    ['adminConfirmedUserCompromised', 'verdict_compromised'],
    ['investigationsThreatIntelligence', 'verdict_compromised'],
    ['unfamiliarFeatures', 'verdict_suspicious'],
    ['suspiciousBrowser', 'verdict_suspicious'],
    ['suspiciousAPITraffic', 'verdict_suspicious'],
    ['userReportedSuspiciousActivity', 'verdict_suspicious'],
    ['generic', 'verdict_suspicious'],
    ['hidden', undefined],
    ['none', undefined],
  ])('%s · is %s', (type, fact) => {
    expect(verdictOf(type)).toBe(fact);
  });
});

describe('isLegacy · a client', () => {
  test.each(['Authenticated SMTP', 'IMAP4', 'imap', 'POP3', 'Exchange ActiveSync', 'MAPI over http', 'Other clients'])(
    '%s · has no modern authentication',
    (client) => {
      expect(isLegacy(client)).toBe(true);
    },
  );

  test.each(['Browser', 'Mobile Apps and Desktop clients', '', undefined, 7])('%j · is not legacy', (client) => {
    expect(isLegacy(client)).toBe(false);
  });
});

describe('maskPhones', () => {
  test.each([
    ['User deleted Mobile Phone SMS +47 41234567', 'User deleted Mobile Phone SMS +••67'],
    ['+XX XXXXXXXX23', '+••23'],
    ['call (425) 555-0123 now', 'call ••23 now'],
    ['iPhone 15', 'iPhone 15'],
    ['MFA completed in Azure AD', 'MFA completed in Azure AD'],
    ['until 2026-11-20', 'until 2026-11-20'],
  ])('%s · becomes %s', (text, masked) => {
    expect(maskPhones(text)).toBe(masked);
  });
});
