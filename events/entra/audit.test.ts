import { join } from 'node:path';
import { firstEvent, readFixture } from '../../test/support/fixture.ts';
import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { entra } from './index.ts';

const fixture = (name: string): JsonObject => readFixture(join(__dirname, 'fixtures'), name);
const eventOf = (raw: JsonObject): MfaEvent => firstEvent(entra, raw);

const registered: JsonObject = { ...fixture('directoryAudit-user-registered-security-info'), additionalDetails: [] };
const audit = (
  activityDisplayName: string,
  resultReason: string | null = null,
  more: { [field: string]: JsonValue } = {},
) => eventOf({ ...registered, activityDisplayName, resultReason, ...more });

describe('entra audit · an activity', () => {
  test.each([
    ['User registered security info', 'enroll'],
    ['User registered all required security info', 'enroll'],
    ['Admin registered security info', 'enroll'],
    ['Add Passkey (device-bound)', 'enroll'],
    ['Add Windows Hello for Business credential', 'enroll'],
    ['User updated security info', 'update'],
    ['User changed default security info', 'update'],
    ['User deleted security info', 'unenroll'],
    ['Admin deleted security info', 'unenroll'],
    ['Disable Strong Authentication', 'suspend'],
    ['Enable Strong Authentication', 'unsuspend'],
    ['Add bypassed user', 'bypass'],
    ['POST Tenant.CreateBypassedUser', 'bypass'],
    ['Suspicious activity reported', 'report_suspicious'],
    ['Fraud reported - user is blocked for MFA', 'report_suspicious'],
    ['Fraud reported - no action taken', 'report_suspicious'],
    ['Self-service password reset flow activity progress', 'recover'],
    ['Reset password (self-service)', 'password_reset'],
    ['Reset password (by admin)', 'password_reset'],
    ['Reset user password', 'password_reset'],
    ['Change password (self-service)', 'password_change'],
    ['Register device', 'device_register'],
    ['Delete device', 'device_remove'],
    ['Update StsRefreshTokenValidFrom Timestamp', 'session_revoke'],
    ['Add member to role', 'role_grant'],
    ['Add eligible member to role', 'role_grant'],
    ['Add member to role completed (PIM activation)', 'role_grant'],
    ['Remove member from role', 'role_revoke'],
    ['Consent to application', 'consent'],
    ['Add delegated permission grant', 'consent'],
    ['Add conditional access policy', 'policy_change'],
    ['Delete conditional access policy', 'policy_change'],
    ['Update named location', 'policy_change'],
    ['Update security defaults', 'policy_change'],
    ['Authentication Methods Policy Update', 'policy_change'],
    ['Authentication Strength Policy Create', 'policy_change'],
    ['Update User Risk and MFA Registration Policy', 'policy_change'],
    ['Set federation settings on domain', 'policy_change'],
    ['Disable account', 'lifecycle'],
    ['User started security info registration', 'other'],
    ['User canceled security info registration', 'other'],
    ['User reviewed security info', 'other'],
    ['Update group', 'other'],
    ['constructor', 'other'],
  ])('%s · is %s', (name, operation) => {
    expect(audit(name).mfa.operation).toBe(operation);
  });

  test.each([
    ['User registered Mobile Phone SMS', ['sms']],
    ['User registered Mobile Phone Call and SMS', ['sms', 'voice']],
    ['User registered Office Phone', ['voice']],
    ['User registered Authenticator App with Notification and Code', ['push']],
    ['User registered Authenticator App with Notification', ['push']],
    ['User registered Authenticator App with Code', ['totp']],
    ['User registered Hardware Token', ['hardware_otp']],
    ['User registered Fido2 Security Key', ['webauthn']],
    ['User registered Passkey', ['passkey']],
    ['User registered Email', ['email']],
    ['User registered Security Questions', ['security_question']],
    ['User registered App Password', ['password']],
    ['User registered phone +1 4255550123', ['phone_unspecified']],
    ['Admin registered temporary access pass method for user', ['temporary_pass']],
    ['User registered all required security info', []],
  ])('"%s" · enrols %j', (reason, methods) => {
    const { steps } = audit('User registered security info', reason).mfa;
    expect(steps.map((step) => step.method)).toEqual(methods);
    expect(steps.every((step) => step.purpose === 'enrolment' && step.result === 'success')).toBe(true);
  });

  test('a method named only by the activity · is read from it', () => {
    expect(audit('Add Windows Hello for Business credential', '').mfa.factor).toEqual({ method: 'whfb' });
  });

  test('a failed registration · is a failed step', () => {
    const event = audit('User registered security info', 'User registered Mobile Phone SMS', { result: 'failure' });
    expect(event.event.outcome).toBe('failure');
    expect(event.mfa.steps).toMatchObject([{ method: 'sms', result: 'failure' }]);
  });

  test('a phone number in a reason · is masked everywhere', () => {
    const event = audit('User deleted security info', 'User deleted Mobile Phone SMS +47 41234567');
    expect(JSON.stringify(event)).not.toContain('4123');
    expect(event.event.reason).toContain('••67');
  });
});

describe('entra audit · self-service password reset', () => {
  test.each([
    ['User completed the mobile SMS verification option', 'sms', 'success'],
    ['User started the mobile SMS verification option', 'sms', 'challenge_sent'],
    ['User completed the mobile voice call verification option', 'voice', 'success'],
    ['User completed the office phone verification option', 'phone_unspecified', 'success'],
    ['User completed the email verification option', 'email', 'success'],
    ['User completed the security questions verification option', 'security_question', 'success'],
    ['User completed the mobile app code verification option', 'totp', 'success'],
    ['User completed the mobile app notification verification option', 'push', 'success'],
    ['User failed the mobile SMS verification option', 'sms', 'failure'],
  ])('"%s" · is recovery by %s: %s', (reason, method, result) => {
    const event = audit('Self-service password reset flow activity progress', reason);
    expect(event.mfa.steps).toMatchObject([{ purpose: 'recovery', method, result }]);
    expect(event.mfa.facts).toContain('self_service');
  });

  test.each(['User submitted their user ID', 'User successfully reset password', null])(
    '"%s" · holds no step',
    (reason) => {
      expect(audit('Self-service password reset flow activity progress', reason).mfa.steps).toEqual([]);
    },
  );
});

describe('entra audit · who did what to whom', () => {
  test('an administrator’s registration · is not self-service, even where initiator and target are one', () => {
    const event = eventOf(fixture('directoryAudit-admin-registered-tap'));
    expect(event.mfa.facts).not.toContain('self_service');
    expect(event.user?.target?.id).toBe(event.user?.id);
    expect(event.mfa.steps).toMatchObject([{ method: 'temporary_pass', purpose: 'enrolment' }]);
  });

  test('"User registered" by somebody else · is not self-service', () => {
    const initiatedBy = {
      user: { id: 'c3c3c3c3-0000-4000-8000-000000000001', userPrincipalName: 'admin@example.com' },
    };
    expect(audit('User registered security info', null, { initiatedBy }).mfa.facts).not.toContain('self_service');
  });

  test('an application · is named, and is nobody’s user id', () => {
    const event = eventOf(fixture('directoryAudit-update-user-strongauth'));
    expect(event.user).toMatchObject({ name: 'Example Automation', target: { email: 'alice.moreau@example.com' } });
    expect(event.user?.id).toBeUndefined();
  });

  test.each([
    ['Global Administrator', true],
    ['Privileged Role Administrator', true],
    ['Helpdesk Administrator', true],
    ['Message Center Reader', false],
  ])('a grant of %s · privileged: %s', (role, privileged) => {
    const targetResources = [
      {
        type: 'User',
        id: 'a1',
        userPrincipalName: 'a@example.com',
        modifiedProperties: [{ displayName: 'Role.DisplayName', oldValue: null, newValue: `"${role}"` }],
      },
    ];
    const { mfa } = audit('Add member to role', '', { targetResources });
    expect(mfa).toMatchObject({ operation: 'role_grant', role });
    expect(mfa.facts.includes('privileged_role')).toBe(privileged);
  });

  test('a removed role · is read from the old value', () => {
    const targetResources = [
      {
        type: 'User',
        id: 'a1',
        modifiedProperties: [{ displayName: 'Role.DisplayName', oldValue: '"User Administrator"', newValue: null }],
      },
    ];
    expect(audit('Remove member from role', '', { targetResources }).mfa).toMatchObject({ role: 'User Administrator' });
  });
});

describe('entra audit · "Update user" with strong authentication properties', () => {
  const update = (displayName: string, oldValue: unknown, newValue: unknown) =>
    audit('Update user', '', {
      targetResources: [
        {
          type: 'User',
          id: 'a1',
          modifiedProperties: [{ displayName, oldValue: JSON.stringify(oldValue), newValue: JSON.stringify(newValue) }],
        },
      ],
    }).mfa;

  test.each<[string, string, unknown, unknown, string, string | undefined]>([
    [
      'a text message added',
      'StrongAuthenticationMethod',
      [{ MethodType: 6 }],
      [{ MethodType: 6 }, { MethodType: 5 }],
      'enroll',
      'sms',
    ],
    ['a named method added', 'StrongAuthenticationMethod', [], [{ MethodType: 'OneWaySms' }], 'enroll', 'sms'],
    ['every method removed', 'StrongAuthenticationMethod', [{ MethodType: 6 }], [], 'unenroll', 'push'],
    [
      'the default changed',
      'StrongAuthenticationMethod',
      [{ MethodType: 6, Default: true }],
      [{ MethodType: 6 }],
      'update',
      undefined,
    ],
    [
      'a second phone app',
      'StrongAuthenticationPhoneAppDetail',
      [{ DeviceName: 'a' }],
      [{ DeviceName: 'a' }, { DeviceName: 'b' }],
      'enroll',
      'push',
    ],
    ['a phone app removed', 'StrongAuthenticationPhoneAppDetail', [{ DeviceName: 'a' }], [], 'unenroll', 'push'],
    [
      'a phone number',
      'StrongAuthenticationUserDetails',
      [{ PhoneNumber: null }],
      [{ PhoneNumber: '+47 41234567' }],
      'enroll',
      'phone_unspecified',
    ],
    [
      'another phone number',
      'StrongAuthenticationUserDetails',
      [{ PhoneNumber: '+1 1' }],
      [{ PhoneNumber: '+1 2' }],
      'update',
      'phone_unspecified',
    ],
    [
      'per-user MFA switched off',
      'StrongAuthenticationRequirement',
      [{ State: 1 }],
      [{ State: 0 }],
      'suspend',
      undefined,
    ],
    ['per-user MFA enforced', 'StrongAuthenticationRequirement', [], [{ State: 2 }], 'unsuspend', undefined],
    ['a Windows Hello key', 'SearchableDeviceKey', [], [{ Usage: 'NGC' }], 'enroll', 'whfb'],
  ])('%s · %s', (_, property, before, after, operation, method) => {
    const mfa = update(property, before, after);
    expect(mfa.operation).toBe(operation);
    expect(mfa.factor?.method).toBe(method);
    expect(JSON.stringify(mfa)).not.toContain('41234567');
  });

  test('other properties · are no change of methods', () => {
    expect(update('DisplayName', ['a'], ['b']).operation).toBe('other');
  });
});
