import { activity, eventOf } from '../../test/support/google-activity.ts';
import { strengthOf } from '../method.ts';
import type { Method, Purpose, Strength } from '../method.ts';
import { CHALLENGE_METHODS, challengeMethod } from './methods.ts';

/** Every value of Google's method tables: what it is, how strong, and what it is for when it follows a password in a login_success. */
const TABLE: readonly (readonly [raw: string, method: Method, strength: Strength, afterPassword: Purpose])[] = [
  ['google_prompt', 'push', 'strong', 'second_factor'],
  ['authzen', 'push', 'strong', 'second_factor'],
  ['device_prompt', 'device_prompt', 'strong', 'second_factor'],
  ['device_assertion', 'device_prompt', 'strong', 'second_factor'],
  ['cross_device', 'device_prompt', 'strong', 'second_factor'],
  ['google_authenticator', 'totp', 'strong', 'second_factor'],
  ['totp', 'totp', 'strong', 'second_factor'],
  ['idv_totp', 'totp', 'strong', 'second_factor'],
  ['offline_otp', 'offline_otp', 'strong', 'second_factor'],
  ['security_key_otp', 'hardware_otp', 'strong', 'second_factor'],
  ['security_key', 'webauthn', 'phishing_resistant', 'second_factor'],
  ['passkey', 'passkey', 'phishing_resistant', 'second_factor'],
  ['idv_preregistered_phone', 'phone_unspecified', 'weak', 'second_factor'],
  ['idv_any_phone', 'phone_unspecified', 'weak', 'second_factor'],
  ['idv_backup_phone', 'phone_unspecified', 'weak', 'second_factor'],
  ['idv_preregistered_email', 'email', 'weak', 'second_factor'],
  ['idv_any_email', 'email', 'weak', 'second_factor'],
  ['access_to_preregistered_email', 'email', 'weak', 'second_factor'],
  ['backup_code', 'backup_code', 'weak', 'second_factor'],
  ['rescue_code', 'backup_code', 'weak', 'second_factor'],
  ['internal_two_factor', 'other', 'unknown', 'second_factor'],
  ['captcha', 'other', 'unknown', 'risk_challenge'],
  ['recaptcha', 'other', 'unknown', 'risk_challenge'],
  ['knowledge_preregistered_phone', 'knowledge', 'weak', 'risk_challenge'],
  ['knowledge_preregistered_email', 'knowledge', 'weak', 'risk_challenge'],
  ['knowledge_employee_id', 'knowledge', 'weak', 'risk_challenge'],
  ['login_location', 'knowledge', 'weak', 'risk_challenge'],
  ['saml', 'federated', 'unknown', 'primary'],
  ['oidc', 'federated', 'unknown', 'primary'],
  ['third_party', 'federated', 'unknown', 'primary'],
  ['password', 'password', 'none', 'primary'],
  ['none', 'none', 'none', 'unknown'],
  ['other', 'unknown', 'unknown', 'unknown'],
];

describe('google challenge methods', () => {
  test('table · holds every value the normaliser maps', () => {
    expect(TABLE.map(([raw]) => raw).sort()).toEqual([...CHALLENGE_METHODS.keys()].sort());
  });

  test.each(TABLE)('%s · is %s, %s, after a password %s', (raw, method, strength, purpose) => {
    const event = eventOf(
      activity('login', 'login_success', { login_type: 'google_password', login_challenge_method: ['password', raw] }),
    );
    const step = event.mfa.steps[1];
    expect(step).toMatchObject({ method, method_raw: raw, strength, purpose });
    expect(strengthOf(challengeMethod(raw))).toBe(strength);
  });

  test('a value nobody knows · is unknown, kept as it came and never strong', () => {
    const event = eventOf(
      activity('login', 'login_success', { login_challenge_method: ['password', 'quantum_handshake'] }),
    );
    expect(event.mfa.steps[1]).toMatchObject({
      method: 'unknown',
      method_raw: 'quantum_handshake',
      strength: 'unknown',
      purpose: 'unknown',
    });
  });

  test('a further knowledge_ value · is a question', () => {
    expect(challengeMethod('knowledge_account_creation_date')).toBe('knowledge');
  });
});
