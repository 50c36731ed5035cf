import type { Operation } from '../event.ts';

/** What an audit activity is, in the words of every provider. */
export interface Activity {
  readonly operation: Operation;
  /** Done by the user for themselves; an initiator who merely equals the target is no proof of that. */
  readonly selfService?: true;
  /** Touches a policy or the directory, not a person. */
  readonly configuration?: true;
}

const OTHER: Activity = { operation: 'other' };

/**
 * Activities of `directoryAudit` that bear on authentication, by `activityDisplayName` in lower case.
 * Source: https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities. Names that only live tenants show are
 * marked "seen". An activity that is not listed is kept as `other`.
 */
const BY_OPERATION: readonly (readonly [operation: Operation, names: readonly string[]])[] = [
  [
    'enroll',
    [
      'user registered security info',
      'user registered all required security info',
      'admin registered security info',
      'create application password for user',
      'assign hardware oath token',
      'bulk assign hardware oath token',
      'add passkey (device-bound)',
      'add passkey (device-bound) credential',
      'add passkey',
      'add fido2 security key',
      'add windows hello for business credential',
      'add passwordless phone sign-in credential',
      'add platform credential',
    ],
  ],
  ['update', ['user updated security info', 'admin updated security info', 'user changed default security info']],
  [
    'unenroll',
    [
      'user deleted security info',
      'admin deleted security info',
      'delete application password for user',
      'delete hardware oath token',
      'delete passkey (device-bound)',
      'delete passkey (device-bound) credential',
      'delete passkey',
      'delete fido2 security key',
      'delete windows hello for business credential',
      'delete passwordless phone sign-in credential',
      'delete platform credential',
    ],
  ],
  ['suspend', ['disable strong authentication']],
  ['unsuspend', ['enable strong authentication']],
  ['bypass', ['add bypassed user', 'post tenant.createbypasseduser']],
  [
    'report_suspicious',
    ['suspicious activity reported', 'fraud reported - user is blocked for mfa', 'fraud reported - no action taken'],
  ],
  [
    'recover',
    [
      'self-service password reset flow activity progress',
      'unlock user account (self-service)',
      'blocked from self-service password reset',
      'user started password reset',
    ],
  ],
  ['password_reset', ['reset password (self-service)', 'reset password (by admin)', 'reset user password']],
  ['password_change', ['change password (self-service)', 'change user password', 'user changed password']],
  [
    'device_register',
    ['register device', 'add device', 'add registered owner to device', 'add registered users to device'],
  ],
  ['device_remove', ['unregister device', 'delete device', 'disable device', 'device no longer managed']],
  [
    'session_revoke',
    [
      'revoke sign-in sessions',
      'revoke sessions',
      'revoke user sign-in sessions',
      'update stsrefreshtokenvalidfrom timestamp',
    ],
  ],
  [
    'role_grant',
    [
      'add member to role',
      'add scoped member to role',
      'add eligible member to role',
      'add member to role completed (pim activation)',
      'add member to role in pim completed (permanent)',
      'add member to role in pim completed (timebound)',
      'add eligible member to role in pim completed (permanent)',
      'add eligible member to role in pim completed (timebound)',
      'user has elevated their access to user access administrator for their azure resources',
    ],
  ],
  [
    'role_revoke',
    [
      'remove member from role',
      'remove scoped member from role',
      'remove eligible member from role',
      'remove member from role in pim completed (permanent)',
      'remove member from role in pim completed (timebound)',
      'remove eligible member from role in pim completed (permanent)',
      'remove eligible member from role in pim completed (timebound)',
      'remove member from role (pim activation expired)',
    ],
  ],
  [
    'consent',
    [
      'consent to application',
      'add delegated permission grant',
      'add oauth2permissiongrant',
      'add app role assignment to service principal',
      'add app role assignment grant to user',
    ],
  ],
  [
    'lifecycle',
    [
      'add user',
      'invite external user',
      'redeem external user invite',
      'delete user',
      'hard delete user',
      'restore user',
      'enable account',
      'disable account',
      'add blocked user',
      'post tenant.createblockeduser',
      'clear block on user',
      'remove bypassed user',
    ],
  ],
];

/** Policies: the verb is in the name, and the part that follows decides. */
const POLICY_PARTS: readonly string[] = [
  'conditional access policy',
  'named location',
  'security defaults',
  'continuous access evaluation',
  'authentication methods policy',
  'authentication strength',
  'mfa registration policy',
  'risk policy',
  'user risk and mfa',
  'cross-tenant access setting',
  'cross tenant access setting',
  'authorization policy',
  'set domain authentication',
  'set federation settings on domain',
  'set passwordpolicy',
  'set password policy',
  'certificate based auth',
  'authentication context',
  'service settings for mfa',
];

const ACTIVITIES: ReadonlyMap<string, Activity> = new Map(
  BY_OPERATION.flatMap(([operation, names]) => names.map((name) => [name, activityOf(operation, name)] as const)),
);

function activityOf(operation: Operation, name: string): Activity {
  return isSelfService(name) ? { operation, selfService: true } : { operation };
}

/** Told by the name alone: `User registered …`, `… (self-service)`, the user's own report. */
function isSelfService(name: string): boolean {
  return (
    (name.startsWith('user ') && !name.startsWith('user has elevated')) ||
    name.includes('self-service') ||
    name === 'suspicious activity reported' ||
    name.startsWith('fraud reported')
  );
}

const CACHE_LIMIT = 1_000;
const others = new Map<string, Activity>();

/** What an activity is; `name` as the record writes it. */
export function activityNamed(name: string): Activity {
  const folded = name.toLowerCase().replaceAll('–', '-').trim();
  return ACTIVITIES.get(folded) ?? others.get(folded) ?? remember(folded);
}

function remember(name: string): Activity {
  const activity: Activity = POLICY_PARTS.some((part) => name.includes(part))
    ? { operation: 'policy_change', configuration: true }
    : OTHER;
  if (others.size >= CACHE_LIMIT) others.clear();
  others.set(name, activity);
  return activity;
}
