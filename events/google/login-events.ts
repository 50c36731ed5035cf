import type { Meaning, Meanings } from './meaning.ts';
import { ownChange, signIn, verdict } from './meaning.ts';

/**
 * Applications `login` and `user_accounts`: changes people make to their own account are reported by both, under the same names.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/login (and …/user-accounts)
 */
export const LOGIN_EVENTS: Meanings = new Map<string, Meaning>([
  ['login_success', signIn('sign_in', 'start')],
  ['login_failure', signIn('sign_in', 'start')],
  ['login_challenge', signIn('challenge', 'info')],
  ['login_verification', signIn('verify', 'info')],
  ['logout', { ...signIn('sign_out', 'end'), category: ['authentication', 'session'], outcome: 'success' }],

  ['risky_sensitive_action_allowed', verdict('success', 'verdict_suspicious')],
  ['risky_sensitive_action_blocked', verdict('failure', 'verdict_suspicious')],

  ['2sv_enroll', ownChange('enroll', 'creation')],
  ['2sv_disable', ownChange('unenroll', 'deletion')],
  ['passkey_enrolled', ownChange('enroll', 'creation', 'passkey')],
  ['passkey_removed', ownChange('unenroll', 'deletion', 'passkey')],
  ['titanium_enroll', ownChange('enroll', 'creation')],
  ['titanium_unenroll', ownChange('unenroll', 'deletion')],
  ['password_edit', ownChange('password_change', 'change', 'password')],
  ['recovery_email_edit', ownChange('recovery_info_change', 'change', 'email')],
  ['recovery_phone_edit', ownChange('recovery_info_change', 'change', 'phone_unspecified')],
  ['recovery_secret_qa_edit', ownChange('recovery_info_change', 'change', 'security_question')],
  [
    'email_forwarding_out_of_domain',
    { ...ownChange('other', 'change'), category: ['configuration', 'email'], type: ['change'] },
  ],
  ['blocked_sender', { ...ownChange('other', 'change'), category: ['configuration', 'email'], type: ['change'] }],

  // The three "suspicious … blocked" warnings are sign-ins Google stopped; one it let pass is a login_success with is_suspicious.
  ['suspicious_login', verdict('failure', 'verdict_suspicious')],
  ['suspicious_login_less_secure_app', verdict('failure', 'verdict_suspicious', 'legacy_auth')],
  ['suspicious_programmatic_login', verdict('failure', 'verdict_suspicious')],
  ['user_signed_out_due_to_suspicious_session_cookie', verdict('success', 'verdict_stolen_session')],
  ['account_disabled_password_leak', verdict('success', 'verdict_leaked_password')],
  ['account_disabled_hijacked', verdict('success', 'verdict_compromised')],
  ['account_disabled_spamming', verdict('success', 'verdict_suspicious')],
  ['account_disabled_spamming_through_relay', verdict('success', 'verdict_suspicious')],
  // Google gives no reason for this one: an account was suspended, nothing is said against the person.
  [
    'account_disabled_generic',
    { ...verdict('success'), operation: 'lifecycle', category: ['iam'], type: ['user', 'change'] },
  ],
  ['gov_attack_warning', verdict('unknown', 'verdict_attack')],
]);

/** Rows whose outcome, facts and steps stand in their login parameters. */
export const SIGN_IN_ROWS: ReadonlySet<string> = new Set([
  'login_success',
  'login_failure',
  'login_challenge',
  'login_verification',
  'risky_sensitive_action_allowed',
  'risky_sensitive_action_blocked',
]);

/**
 * Application `saml`: Google as the identity provider of another application.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/saml
 */
export const SAML_EVENTS: Meanings = new Map<string, Meaning>([
  ['login_success', { ...signIn('sso', 'start'), outcome: 'success' }],
  ['login_failure', { ...signIn('sso', 'start'), outcome: 'failure' }],
]);
