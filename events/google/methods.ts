import type { Method } from '../method.ts';

/**
 * `login_challenge_method` to the common vocabulary. Google's reference lists more than fifty values and adds to them: what is not
 * here is `unknown` and kept as it came, never taken for something strong. Google does not say whether a phone code was a text
 * message or a call. Passkeys were logged as `other` before 2024-09-30.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/login
 */
export const CHALLENGE_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['google_prompt', 'push'],
  ['authzen', 'push'],
  ['device_prompt', 'device_prompt'],
  ['device_assertion', 'device_prompt'],
  ['cross_device', 'device_prompt'],
  ['google_authenticator', 'totp'],
  ['totp', 'totp'],
  ['idv_totp', 'totp'],
  ['offline_otp', 'offline_otp'],
  ['security_key_otp', 'hardware_otp'],
  ['security_key', 'webauthn'],
  ['passkey', 'passkey'],
  ['idv_preregistered_phone', 'phone_unspecified'],
  ['idv_any_phone', 'phone_unspecified'],
  ['idv_backup_phone', 'phone_unspecified'],
  ['idv_preregistered_email', 'email'],
  ['idv_any_email', 'email'],
  ['access_to_preregistered_email', 'email'],
  ['backup_code', 'backup_code'],
  ['rescue_code', 'backup_code'],
  ['internal_two_factor', 'other'],
  ['captcha', 'other'],
  ['recaptcha', 'other'],
  ['knowledge_preregistered_phone', 'knowledge'],
  ['knowledge_preregistered_email', 'knowledge'],
  ['knowledge_employee_id', 'knowledge'],
  ['login_location', 'knowledge'],
  ['saml', 'federated'],
  ['oidc', 'federated'],
  ['third_party', 'federated'],
  ['password', 'password'],
  ['none', 'none'],
  ['other', 'unknown'],
]);

/** Method of a challenge; further `knowledge_…` values are questions too. */
export function challengeMethod(raw: string): Method {
  return CHALLENGE_METHODS.get(raw) ?? (raw.startsWith('knowledge_') ? 'knowledge' : 'unknown');
}

/**
 * Challenges that exist only for people enrolled in 2-step verification. Google also uses phone codes, prompts, e-mail and questions
 * to verify who is behind a sign-in it finds suspicious, without any enrolment.
 */
const ENROLLED_ONLY: ReadonlySet<string> = new Set([
  'google_authenticator',
  'security_key',
  'security_key_otp',
  'backup_code',
  'internal_two_factor',
]);

export function needsEnrolment(raw: string): boolean {
  return ENROLLED_ONLY.has(raw);
}

/** Methods that alone can open a session: what they are without a password before them is a first factor. */
const PASSWORDLESS: ReadonlySet<Method> = new Set<Method>(['passkey', 'webauthn', 'push', 'device_prompt']);

export function opensSession(method: Method): boolean {
  return PASSWORDLESS.has(method);
}

/** Methods whose answer is typed, so that a wrong answer is a wrong code. */
const TYPED: ReadonlySet<Method> = new Set<Method>([
  'totp',
  'offline_otp',
  'hardware_otp',
  'phone_unspecified',
  'email',
  'backup_code',
]);

export function isTypedCode(method: Method): boolean {
  return TYPED.has(method);
}
