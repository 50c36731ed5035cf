import { activity, eventOf } from '../../test/support/google-activity.ts';
import type { Fact, Operation } from '../event.ts';
import type { Method } from '../method.ts';
import { ADMIN_EVENTS } from './admin-events.ts';
import { LOGIN_EVENTS, SAML_EVENTS } from './login-events.ts';
import { TOKEN_EVENTS } from './token-events.ts';

type Row = readonly [name: string, operation: Operation, facts: readonly Fact[], method?: Method];

const WARNINGS: readonly (readonly [name: string, fact: Fact | undefined, outcome: string])[] = [
  ['suspicious_login', 'verdict_suspicious', 'failure'],
  ['suspicious_login_less_secure_app', 'verdict_suspicious', 'failure'],
  ['suspicious_programmatic_login', 'verdict_suspicious', 'failure'],
  ['user_signed_out_due_to_suspicious_session_cookie', 'verdict_stolen_session', 'success'],
  ['account_disabled_password_leak', 'verdict_leaked_password', 'success'],
  ['account_disabled_hijacked', 'verdict_compromised', 'success'],
  ['account_disabled_spamming', 'verdict_suspicious', 'success'],
  ['account_disabled_spamming_through_relay', 'verdict_suspicious', 'success'],
  ['account_disabled_generic', undefined, 'success'],
  ['gov_attack_warning', 'verdict_attack', 'unknown'],
];

const OWN_CHANGES: readonly Row[] = [
  ['2sv_enroll', 'enroll', ['self_service']],
  ['2sv_disable', 'unenroll', ['self_service']],
  ['passkey_enrolled', 'enroll', ['self_service'], 'passkey'],
  ['passkey_removed', 'unenroll', ['self_service'], 'passkey'],
  ['titanium_enroll', 'enroll', ['self_service']],
  ['titanium_unenroll', 'unenroll', ['self_service']],
  ['password_edit', 'password_change', ['self_service'], 'password'],
  ['recovery_email_edit', 'recovery_info_change', ['self_service'], 'email'],
  ['recovery_phone_edit', 'recovery_info_change', ['self_service'], 'phone_unspecified'],
  ['recovery_secret_qa_edit', 'recovery_info_change', ['self_service'], 'security_question'],
  ['email_forwarding_out_of_domain', 'other', ['self_service']],
  ['blocked_sender', 'other', ['self_service']],
];

const ADMIN_CHANGES: readonly Row[] = [
  ['TURN_OFF_2_STEP_VERIFICATION', 'reset_all', []],
  ['UNENROLL_USER_FROM_STRONG_AUTH', 'reset_all', []],
  ['UNENROLL_USER_FROM_TITANIUM', 'unenroll', []],
  ['USER_ENROLLED_IN_TWO_STEP_VERIFICATION', 'enroll', []],
  ['USER_PUT_IN_TWO_STEP_VERIFICATION_GRACE_PERIOD', 'bypass', []],
  ['GENERATE_2SV_SCRATCH_CODES', 'enroll', [], 'backup_code'],
  ['DELETE_2SV_SCRATCH_CODES', 'unenroll', [], 'backup_code'],
  ['SECURITY_KEY_REGISTERED_FOR_USER', 'enroll', [], 'webauthn'],
  ['REVOKE_SECURITY_KEY', 'unenroll', [], 'webauthn'],
  ['PASSKEY_REVOKED', 'unenroll', [], 'passkey'],
  ['CHANGE_PASSWORD', 'password_reset', [], 'password'],
  ['CHANGE_RECOVERY_EMAIL', 'recovery_info_change', [], 'email'],
  ['ADD_RECOVERY_EMAIL', 'recovery_info_change', [], 'email'],
  ['REMOVE_RECOVERY_EMAIL', 'recovery_info_change', [], 'email'],
  ['CHANGE_RECOVERY_PHONE', 'recovery_info_change', [], 'phone_unspecified'],
  ['ADD_RECOVERY_PHONE', 'recovery_info_change', [], 'phone_unspecified'],
  ['REMOVE_RECOVERY_PHONE', 'recovery_info_change', [], 'phone_unspecified'],
  ['RESET_SIGNIN_COOKIES', 'session_revoke', []],
  ['REVOKE_3LO_TOKEN', 'session_revoke', []],
  ['REVOKE_3LO_DEVICE_TOKENS', 'session_revoke', []],
  ['REVOKE_ASP', 'session_revoke', []],
  ['UNBLOCK_USER_SESSION', 'session_change', []],
  ['GRANT_ADMIN_PRIVILEGE', 'role_grant', ['privileged_role']],
  ['GRANT_DELEGATED_ADMIN_PRIVILEGES', 'role_grant', ['privileged_role']],
  ['REVOKE_ADMIN_PRIVILEGE', 'role_revoke', ['privileged_role']],
  ['ASSIGN_ROLE', 'role_grant', []],
  ['UNASSIGN_ROLE', 'role_revoke', []],
  ['CREATE_USER', 'lifecycle', []],
  ['DELETE_USER', 'lifecycle', []],
  ['UNDELETE_USER', 'lifecycle', []],
  ['SUSPEND_USER', 'lifecycle', []],
  ['UNSUSPEND_USER', 'lifecycle', []],
  ['ARCHIVE_USER', 'lifecycle', []],
  ['UNARCHIVE_USER', 'lifecycle', []],
  ['RENAME_USER', 'lifecycle', []],
];

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
  'WEAK_PROGRAMMATIC_LOGIN_SETTINGS_CHANGED',
  'SESSION_CONTROL_SETTINGS_CHANGE',
  'CHANGE_SSO_SETTINGS',
];

const SIGN_INS: readonly (readonly [name: string, operation: Operation])[] = [
  ['login_success', 'sign_in'],
  ['login_failure', 'sign_in'],
  ['login_challenge', 'challenge'],
  ['login_verification', 'verify'],
  ['logout', 'sign_out'],
];

describe('google login events', () => {
  test('tables of this test · name every event of the login catalogue', () => {
    const risky = ['risky_sensitive_action_allowed', 'risky_sensitive_action_blocked'];
    const named = [...SIGN_INS, ...WARNINGS, ...OWN_CHANGES].map(([name]) => name).concat(risky);
    expect(named.sort()).toEqual([...LOGIN_EVENTS.keys()].sort());
  });

  test.each(SIGN_INS)('%s · %s', (name, operation) => {
    const event = eventOf(activity('login', name));
    expect(event.mfa.operation).toBe(operation);
    expect(event.event).toMatchObject({ kind: 'event', dataset: 'google_workspace.login' });
  });

  test.each(WARNINGS)('%s · verdict %s about the affected person, outcome %s', (name, fact, outcome) => {
    const event = eventOf(
      activity(
        'login',
        name,
        { affected_email_address: 'Bob@Example.com' },
        { actor: { callerType: 'KEY', key: 'SYSTEM' } },
      ),
    );
    expect(event.event).toMatchObject({ kind: 'alert', outcome });
    expect(event.mfa.verdict).toBe(name);
    expect(event.mfa.operation).toBe(fact === undefined ? 'lifecycle' : 'verdict');
    expect(event.mfa.facts[0]).toBe(fact);
    expect(event.mfa.facts).not.toContain('internal');
    expect(event.user).toEqual({ name: 'bob@example.com', email: 'bob@example.com' });
  });

  test('the less secure app · is a legacy sign-in', () => {
    expect(eventOf(activity('login', 'suspicious_login_less_secure_app')).mfa.facts).toContain('legacy_auth');
  });

  test.each(['login', 'user_accounts'])('%s · own changes mean the same in both applications', (application) => {
    const said = OWN_CHANGES.map(([name]) => {
      const { mfa } = eventOf(activity(application, name));
      return mfa.factor?.method === undefined
        ? [name, mfa.operation, mfa.facts]
        : [name, mfa.operation, mfa.facts, mfa.factor.method];
    });
    expect(said).toEqual(OWN_CHANGES);
  });
});

describe('google admin events', () => {
  test('tables of this test · name every event that is about a person', () => {
    const personal = [...ADMIN_EVENTS].filter(([, meaning]) => meaning.category.includes('iam')).map(([name]) => name);
    expect(ADMIN_CHANGES.map(([name]) => name).sort()).toEqual(personal.sort());
  });

  const cases = ADMIN_CHANGES.map(([name, operation, facts, method]) => ({ name, operation, facts, method }));
  test.each(cases)('$name · $operation of its victim', ({ name, operation, facts, method }) => {
    const event = eventOf(activity('admin', name, { USER_EMAIL: 'Bob@Example.com' }));
    expect(event.mfa.operation).toBe(operation);
    expect(event.mfa.facts).toEqual([...facts, 'admin_console']);
    expect(event.mfa.factor?.method).toBe(method);
    expect(event.event.outcome).toBe('success');
    expect(event.user).toMatchObject({ email: 'alice@example.com', target: { email: 'bob@example.com' } });
    expect(event.related?.user).toEqual(['alice@example.com', 'bob@example.com']);
  });

  test.each(POLICIES)('%s · a policy change of nobody in particular', (name) => {
    const event = eventOf(activity('admin', name, { ORG_UNIT_NAME: 'Sales', OLD_VALUE: 'true', NEW_VALUE: 'false' }));
    expect(event.mfa.operation).toBe('policy_change');
    expect(event.user?.target).toBeUndefined();
    expect(event.google_workspace).toMatchObject({ org_unit: { name: 'Sales' }, parameters: { NEW_VALUE: 'false' } });
  });

  test('AUTHORIZE_API_CLIENT_ACCESS · is consent for the whole domain', () => {
    const event = eventOf(activity('admin', 'AUTHORIZE_API_CLIENT_ACCESS', { API_CLIENT_NAME: '1068' }));
    expect(event.mfa.operation).toBe('consent');
    expect(event.service).toEqual({ id: '1068' });
  });

  test.each([
    ['_SEED_ADMIN_ROLE', true],
    ['_HELP_DESK_ADMIN_ROLE', true],
    ['Super Admin', true],
    ['Directory Reader', false],
  ])('ASSIGN_ROLE %s · privileged: %s', (role, privileged) => {
    const event = eventOf(activity('admin', 'ASSIGN_ROLE', { ROLE_NAME: role, USER_EMAIL: 'bob@example.com' }));
    expect(event.mfa.role).toBe(role);
    expect(event.mfa.facts.includes('privileged_role')).toBe(privileged);
  });

  test('a failed change · says so', () => {
    const raw = activity(
      'admin',
      'RESET_SIGNIN_COOKIES',
      {},
      {
        events: [
          {
            name: 'RESET_SIGNIN_COOKIES',
            status: { eventStatus: 'FAILED', errorCode: 403, errorMessage: 'not allowed', httpStatusCode: 403 },
          },
        ],
      },
    );
    expect(eventOf(raw).event).toMatchObject({ outcome: 'failure', code: '403', reason: 'not allowed' });
  });
});

describe('google token and saml events', () => {
  test.each([
    ['authorize', 'consent', 'success'],
    ['revoke', 'other', 'success'],
    ['request', 'other', 'unknown'],
    ['deny', 'other', 'failure'],
    ['activity', 'other', 'success'],
  ])('token %s · %s, %s', (name, operation, outcome) => {
    expect(TOKEN_EVENTS.has(name)).toBe(true);
    const event = eventOf(activity('token', name, { client_id: '12.apps', app_name: 'Mail Sync' }));
    expect(event.mfa.operation).toBe(operation);
    expect(event.event.outcome).toBe(outcome);
    expect(event.service).toEqual({ id: '12.apps', name: 'Mail Sync' });
  });

  test.each([
    ['login_success', 'success'],
    ['login_failure', 'failure'],
  ])('saml %s · single sign-on, %s', (name, outcome) => {
    expect(SAML_EVENTS.has(name)).toBe(true);
    const event = eventOf(activity('saml', name, { application_name: 'Payroll' }));
    expect(event.mfa.operation).toBe('sso');
    expect(event.event.outcome).toBe(outcome);
    expect(event.service).toEqual({ name: 'Payroll' });
  });
});

describe('google events nobody has described', () => {
  test.each([
    ['login', 'brand_new_event', 'google_workspace.login'],
    ['admin', 'toString', 'google_workspace.admin'],
    ['drive', 'view', 'google_workspace.other'],
  ])('%s %s · is kept as other', (application, name, dataset) => {
    const event = eventOf(activity(application, name, { something: 'new' }));
    expect(event.mfa.operation).toBe('other');
    expect(event.event).toMatchObject({ action: name, outcome: 'unknown', dataset });
    expect(event.google_workspace).toMatchObject({ application, parameters: { something: 'new' } });
  });
});
