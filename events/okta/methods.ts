import type { Method } from '../method.ts';
import { remember } from './remember.ts';

/**
 * Okta's words for a factor: `debugData.factor` (either case, `_FACTOR` at the end or not), `factorType`, authenticator keys with and
 * without their method, `AuthenticatorMethodType`, and the labels of the sign-in page that `methodTypeUsed` carries.
 * Sources: Okta management OpenAPI 2026.06.3 (enums), developer.okta.com event types, support.okta.com "How to locate factor
 * information in Okta System Log", recorded events.
 */
const WORDS: Readonly<Partial<Record<Method, readonly string[]>>> = {
  push: ['okta_verify_push', 'okta_verify:push', 'custom_app:push', 'custom_push', 'push', 'get_a_push_notification'],
  fastpass: ['signed_nonce', 'okta_verify:signed_nonce', 'okta_fastpass', 'fastpass', 'use_okta_fastpass'],
  totp: [
    'okta_soft_token',
    'soft_token',
    'okta_verify:totp',
    'google_otp',
    'google_otp:otp',
    'google_authenticator',
    'google',
    'token:software:totp',
    'totp',
    'otp',
    'enter_a_code',
  ],
  hardware_otp: [
    'yubikey',
    'yubikey_otp',
    'yubikey_token',
    'yubikey_token:otp',
    'yubikey_token:hardware',
    'securid',
    'rsa',
    'rsa_securid',
    'onprem_mfa',
    'onprem_mfa:otp',
    'symantec',
    'symantec_vip',
    'symantec_vip:otp',
    'token',
    'token:hardware',
    'token:hotp',
    'hotp',
  ],
  webauthn: [
    'fido',
    'fido2',
    'fido_webauthn',
    'fido2_(webauthn)',
    'fido_u2f',
    'webauthn',
    'webauthn:webauthn',
    'u2f',
    'security_key',
    'security_key:webauthn',
    'security_key_or_biometric',
    'security_key_or_biometric_authenticator',
  ],
  passkey: ['passkey', 'passkeys', 'use_a_passkey'],
  sms: ['sms', 'phone_number:sms', 'text_message', 'receive_a_code_via_sms'],
  voice: [
    'call',
    'voice',
    'phone_number:voice',
    'voice_call',
    'receive_a_voice_call_instead',
    'receive_a_code_via_voice_call',
  ],
  phone_unspecified: ['phone', 'phone_number'],
  email: ['email', 'okta_email', 'okta_email:email', 'email_magic_link'],
  external_mfa: ['duo', 'duo:duo', 'duo_security', 'custom_app', 'web'],
  federated: [
    'idp',
    'external_idp',
    'external_idp:idp',
    'claims_provider',
    'assertion',
    'jwt',
    'oauth_2.0',
    'iwa',
    'federation',
  ],
  certificate: ['cert', 'certificate', 'smart_card_idp', 'smart_card_idp:cert'],
  security_question: ['question', 'security_question', 'security_question:security_question'],
  temporary_pass: ['tac', 'tac:tac', 'temporary_access_code'],
  password: ['password', 'password_as', 'okta_password', 'okta_password:password'],
  token_claim: ['okta_client_session'],
  other: ['pre_shared_symmetric_key', 'device_udid'],
};

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries(WORDS).flatMap(([method, words]) => words.map((word) => [word, method as Method] as const)),
);

const MAX_WORD = 64;

/**
 * The method an Okta word stands for, or undefined for a word Okta has not been seen to use.
 * `otp` alone may be soft or hard: `authenticator` (an authenticator key or credential provider) decides where it is known.
 */
export function methodOf(word: string | undefined, authenticator?: string): Method | undefined {
  if (word === undefined || word.length > MAX_WORD) return undefined;
  const key = METHODS.has(word) ? word : canonical(word);
  if (key === 'otp' && authenticator !== undefined) return METHODS.get(canonical(authenticator)) ?? 'totp';
  return METHODS.get(key);
}

const canonical = remember((word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
    .replace(/_factor$/, ''),
);
