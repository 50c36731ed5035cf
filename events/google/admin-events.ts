import type { Meaning, Meanings } from './meaning.ts';
import { adminChange, policyChange } from './meaning.ts';

/** Settings of authentication, sessions and federation (SECURITY_SETTINGS, DOMAIN_SETTINGS): OLD_VALUE and NEW_VALUE say which way. */
const POLICIES = [
  'ALLOW_STRONG_AUTHENTICATION',
  'ENFORCE_STRONG_AUTHENTICATION',
  'CHANGE_ALLOWED_TWO_STEP_VERIFICATION_METHODS',
  'CHANGE_TWO_STEP_VERIFICATION_ENROLLMENT_PERIOD_DURATION',
  'CHANGE_TWO_STEP_VERIFICATION_FREQUENCY',
  'CHANGE_TWO_STEP_VERIFICATION_GRACE_PERIOD_DURATION',
  'CHANGE_TWO_STEP_VERIFICATION_START_DATE',
  'TOGGLE_CAA_ENABLEMENT',
  'CHANGE_CAA_APP_ASSIGNMENTS',
  'CHANGE_CAA_ERROR_MESSAGE',
  'WEAK_PROGRAMMATIC_LOGIN_SETTINGS_CHANGED',
  'SESSION_CONTROL_SETTINGS_CHANGE',
  'CHANGE_SESSION_LENGTH',
  'ENABLE_NON_ADMIN_USER_PASSWORD_RECOVERY',
  'TOGGLE_SSO_ENABLED',
  'CHANGE_SSO_SETTINGS',
  'UPDATE_DOMAIN_PASSWORD_POLICY',
  'CHANGE_PASSWORD_MIN_LENGTH',
  'CHANGE_PASSWORD_MAX_LENGTH',
] as const;

const LIFECYCLE: readonly (readonly [name: string, type: string])[] = [
  ['CREATE_USER', 'creation'],
  ['DELETE_USER', 'deletion'],
  ['UNDELETE_USER', 'creation'],
  ['SUSPEND_USER', 'change'],
  ['UNSUSPEND_USER', 'change'],
  ['ARCHIVE_USER', 'change'],
  ['UNARCHIVE_USER', 'change'],
  ['RENAME_USER', 'change'],
];

const RECOVERY = ['CHANGE', 'ADD', 'REMOVE'] as const;

/**
 * Application `admin`: what administrators do to people's factors, passwords, sessions and roles, and to the policies above them.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/admin-user-settings (and …-security-settings,
 * …-delegated-admin-settings)
 */
export const ADMIN_EVENTS: Meanings = new Map<string, Meaning>([
  ...POLICIES.map((name) => [name, policyChange()] as const),
  ...LIFECYCLE.map(([name, type]) => [name, adminChange('lifecycle', type)] as const),
  ...RECOVERY.flatMap((verb) => [
    [`${verb}_RECOVERY_EMAIL`, adminChange('recovery_info_change', 'change', 'email')] as const,
    [`${verb}_RECOVERY_PHONE`, adminChange('recovery_info_change', 'change', 'phone_unspecified')] as const,
  ]),

  // Both leave the person without any second step until they enrol again.
  ['TURN_OFF_2_STEP_VERIFICATION', adminChange('reset_all', 'deletion')],
  ['UNENROLL_USER_FROM_STRONG_AUTH', adminChange('reset_all', 'deletion')],
  ['UNENROLL_USER_FROM_TITANIUM', adminChange('unenroll', 'deletion')],
  ['USER_ENROLLED_IN_TWO_STEP_VERIFICATION', adminChange('enroll', 'creation')],
  ['USER_PUT_IN_TWO_STEP_VERIFICATION_GRACE_PERIOD', adminChange('bypass', 'change')],
  ['GENERATE_2SV_SCRATCH_CODES', adminChange('enroll', 'creation', 'backup_code')],
  ['DELETE_2SV_SCRATCH_CODES', adminChange('unenroll', 'deletion', 'backup_code')],
  ['SECURITY_KEY_REGISTERED_FOR_USER', adminChange('enroll', 'creation', 'webauthn')],
  ['REVOKE_SECURITY_KEY', adminChange('unenroll', 'deletion', 'webauthn')],
  ['PASSKEY_REVOKED', adminChange('unenroll', 'deletion', 'passkey')],

  ['CHANGE_PASSWORD', adminChange('password_reset', 'change', 'password')],
  ['RESET_SIGNIN_COOKIES', adminChange('session_revoke', 'deletion')],
  ['REVOKE_3LO_TOKEN', adminChange('session_revoke', 'deletion')],
  ['REVOKE_3LO_DEVICE_TOKENS', adminChange('session_revoke', 'deletion')],
  ['REVOKE_ASP', adminChange('session_revoke', 'deletion')],
  ['UNBLOCK_USER_SESSION', adminChange('session_change', 'change')],

  ['GRANT_ADMIN_PRIVILEGE', adminChange('role_grant', 'change', undefined, 'privileged_role')],
  ['GRANT_DELEGATED_ADMIN_PRIVILEGES', adminChange('role_grant', 'change', undefined, 'privileged_role')],
  ['REVOKE_ADMIN_PRIVILEGE', adminChange('role_revoke', 'change', undefined, 'privileged_role')],
  ['ASSIGN_ROLE', adminChange('role_grant', 'change')],
  ['UNASSIGN_ROLE', adminChange('role_revoke', 'change')],

  // Domain-wide delegation: a client may act as every user of the domain.
  ['AUTHORIZE_API_CLIENT_ACCESS', { ...policyChange(), operation: 'consent' }],
]);

/**
 * Built-in roles that can take an account over or change who may: super admin, user management, help desk (resets passwords) and
 * services. Other roles are granted too and stay without the mark.
 * https://support.google.com/a/answer/2405986
 */
const PRIVILEGED_ROLES: ReadonlySet<string> = new Set([
  '_SEED_ADMIN_ROLE',
  '_USER_MANAGEMENT_ADMIN_ROLE',
  '_HELP_DESK_ADMIN_ROLE',
  '_SERVICES_ADMIN_ROLE',
]);

export function isPrivilegedRole(name: string): boolean {
  return PRIVILEGED_ROLES.has(name) || name.toLowerCase() === 'super admin';
}
