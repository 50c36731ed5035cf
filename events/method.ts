/** MFA method names: the one vocabulary of all three providers. Each provider's folder maps its own words to it. */
export const METHODS = [
  'push',
  'push_number_match',
  'device_prompt',
  'totp',
  'offline_otp',
  'hardware_otp',
  'sms',
  'voice',
  'phone_unspecified',
  'email',
  'webauthn',
  'passkey',
  'fastpass',
  'whfb',
  'certificate',
  'passwordless_phone',
  'temporary_pass',
  'backup_code',
  'security_question',
  'knowledge',
  'external_mfa',
  'federated',
  'token_claim',
  'password',
  'none',
  'other',
  'unknown',
] as const;
export type Method = (typeof METHODS)[number];

/** What a step was for. Only `second_factor` is MFA use; the same text message may also be a recovery or an enrolment. */
export const PURPOSES = ['second_factor', 'primary', 'risk_challenge', 'enrolment', 'recovery', 'unknown'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const STEP_RESULTS = [
  'challenge_sent',
  'success',
  'denied_by_user',
  'fraud_reported',
  'wrong_code',
  'wrong_number',
  'timeout',
  'delivery_failed',
  'blocked',
  'satisfied_by_claim',
  'skipped',
  'pending',
  'duplicate',
  'enrolment_required',
  'expired',
  'abandoned',
  'error',
  'failure',
  'unknown',
] as const;
export type StepResult = (typeof STEP_RESULTS)[number];

export const STRENGTHS = ['phishing_resistant', 'strong', 'weak', 'none', 'unknown'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Strength per method (NIST SP 800-63B: SMS and voice are restricted; carry-over and external factors are unknown, never strong). */
const STRENGTH_OF: Readonly<Record<Method, Strength>> = {
  push: 'strong',
  push_number_match: 'strong',
  device_prompt: 'strong',
  totp: 'strong',
  offline_otp: 'strong',
  hardware_otp: 'strong',
  sms: 'weak',
  voice: 'weak',
  phone_unspecified: 'weak',
  email: 'weak',
  webauthn: 'phishing_resistant',
  passkey: 'phishing_resistant',
  fastpass: 'strong',
  whfb: 'phishing_resistant',
  certificate: 'phishing_resistant',
  passwordless_phone: 'strong',
  temporary_pass: 'weak',
  backup_code: 'weak',
  security_question: 'weak',
  knowledge: 'weak',
  external_mfa: 'unknown',
  federated: 'unknown',
  token_claim: 'unknown',
  password: 'none',
  none: 'none',
  other: 'unknown',
  unknown: 'unknown',
};

/** FastPass counts as phishing-resistant only where Okta verified that property (`phishingResistant`). */
export function strengthOf(method: Method, phishingResistant?: boolean): Strength {
  return phishingResistant === true ? 'phishing_resistant' : STRENGTH_OF[method];
}

/** Methods whose proof an AiTM proxy can pass on while the victim believes in the page. */
const RELAYABLE: ReadonlySet<Method> = new Set<Method>([
  'push',
  'push_number_match',
  'device_prompt',
  'totp',
  'offline_otp',
  'hardware_otp',
  'sms',
  'voice',
  'phone_unspecified',
  'email',
  'passwordless_phone',
  'temporary_pass',
  'backup_code',
  'security_question',
  'knowledge',
]);

export function isRelayable(method: Method, phishingResistant?: boolean): boolean {
  return phishingResistant !== true && RELAYABLE.has(method);
}
