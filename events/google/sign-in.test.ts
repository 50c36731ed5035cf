import type { TestParameters } from '../../test/support/google-activity.ts';
import { activity, eventOf } from '../../test/support/google-activity.ts';
import type { MfaEvent } from '../event.ts';

function row(name: string, parameters: TestParameters): MfaEvent {
  return eventOf(activity('login', name, parameters));
}

/** `method purpose result`, one line per step. */
function stepsOf(name: string, parameters: TestParameters): string[] {
  return row(name, parameters).mfa.steps.map((step) => `${step.method} ${step.purpose} ${step.result}`);
}

describe('google sign-in steps · login_success', () => {
  test("two wrong passwords, the right one, a key (Google's own example) · earlier duplicates failed", () => {
    expect(
      stepsOf('login_success', { login_challenge_method: ['password', 'password', 'password', 'security_key'] }),
    ).toEqual([
      'password primary failure',
      'password primary failure',
      'password primary success',
      'webauthn second_factor success',
    ]);
  });

  test('a prompt left for a phone code · only the last second factor is proven', () => {
    expect(
      stepsOf('login_success', { login_challenge_method: ['password', 'google_prompt', 'idv_preregistered_phone'] }),
    ).toEqual(['password primary success', 'push second_factor unknown', 'phone_unspecified second_factor success']);
  });

  test('wrong code, then right · the first code failed', () => {
    const methods = ['password', 'google_authenticator', 'google_authenticator'];
    expect(stepsOf('login_success', { login_challenge_method: methods })).toEqual([
      'password primary success',
      'totp second_factor failure',
      'totp second_factor success',
    ]);
  });

  test('passkey alone · is the first factor', () => {
    expect(stepsOf('login_success', { login_challenge_method: ['passkey'] })).toEqual(['passkey primary success']);
  });

  test('phone code alone · says nothing of a second factor', () => {
    expect(stepsOf('login_success', { login_challenge_method: ['idv_any_phone'] })).toEqual([
      'phone_unspecified unknown success',
    ]);
  });

  test('second factor and a question · each purpose has its own success', () => {
    const methods = ['password', 'google_authenticator', 'login_location'];
    expect(stepsOf('login_success', { login_challenge_method: methods })).toEqual([
      'password primary success',
      'totp second_factor success',
      'knowledge risk_challenge success',
    ]);
  });

  test('flagged suspicious · a phone code verified the person, an authenticator still was the second factor', () => {
    const suspicious = (method: string): TestParameters => ({
      login_challenge_method: ['password', method],
      is_suspicious: true,
    });
    expect(stepsOf('login_success', suspicious('idv_preregistered_phone'))[1]).toBe(
      'phone_unspecified risk_challenge success',
    );
    expect(stepsOf('login_success', suspicious('google_authenticator'))[1]).toBe('totp second_factor success');
    const event = row('login_success', suspicious('idv_preregistered_phone'));
    expect(event.mfa).toMatchObject({ facts: ['verdict_suspicious'], verdict: 'is_suspicious' });
    expect(event.event.outcome).toBe('success');
  });

  test('no challenge at all · is skipped, not proven', () => {
    expect(stepsOf('login_success', { login_challenge_method: ['none'] })).toEqual(['none unknown skipped']);
  });

  test('one value instead of several · is read the same', () => {
    expect(stepsOf('login_success', { login_challenge_method: 'password' })).toEqual(['password primary success']);
  });

  test.each(['saml', 'oidc'])('%s without challenges · is one federated step', (type) => {
    expect(stepsOf('login_success', { login_type: type })).toEqual(['federated primary success']);
  });

  test.each([
    ['google_password', ['interactive']],
    ['reauth', ['interactive']],
    ['saml', ['interactive']],
    ['exchange', ['non_interactive']],
    ['unknown', []],
  ])('login_type %s · facts %j', (type, facts) => {
    expect(row('login_success', { login_type: type, login_challenge_method: ['password'] }).mfa.facts).toEqual(facts);
  });
});

describe('google sign-in steps · login_failure', () => {
  test('wrong password · bad credentials', () => {
    const event = row('login_failure', {
      login_challenge_method: ['password'],
      login_failure_type: 'login_failure_invalid_password',
    });
    expect(event.event).toMatchObject({ outcome: 'failure', code: 'login_failure_invalid_password' });
    expect(event.mfa.facts).toEqual(['bad_credentials']);
    expect(event.mfa.steps[0]).toMatchObject({ result: 'failure' });
  });

  test('no failure type, nothing but passwords · bad credentials', () => {
    expect(row('login_failure', { login_challenge_method: ['password', 'password'] }).mfa.facts).toEqual([
      'bad_credentials',
    ]);
  });

  test('unknown failure type · no claim about the password', () => {
    const parameters = { login_challenge_method: ['password'], login_failure_type: 'login_failure_unknown' };
    expect(row('login_failure', parameters).mfa.facts).toEqual([]);
  });

  test('a factor after the password · the password was right and the sign-in stopped', () => {
    const parameters = { login_challenge_method: ['password', 'password', 'google_prompt'] };
    expect(stepsOf('login_failure', parameters)).toEqual([
      'password primary failure',
      'password primary success',
      'push second_factor failure',
    ]);
    expect(row('login_failure', parameters).mfa.facts).toEqual(['stopped_at_mfa']);
  });

  test.each(['login_failure_account_disabled', 'login_failure_access_code_disallowed'])('%s · blocked', (type) => {
    expect(stepsOf('login_failure', { login_challenge_method: ['password'], login_failure_type: type })).toEqual([
      'password primary blocked',
    ]);
  });

  test('a captcha after the password · proves no password', () => {
    expect(stepsOf('login_failure', { login_challenge_method: ['password', 'captcha'] })[0]).toBe(
      'password primary failure',
    );
  });
});

describe('google sign-in steps · login_verification and login_challenge', () => {
  test.each([
    ['Challenge Passed.', 'success', 'success'],
    ['passed', 'success', 'success'],
    ['Challenge Failed.', 'failure', 'failure'],
    ['failed', 'failure', 'failure'],
    ['incorrect_answer_entered', 'failure', 'wrong_code'],
    ['', 'unknown', 'unknown'],
    ['something new', 'unknown', 'unknown'],
  ])('status %j · outcome %s, step %s', (status, outcome, result) => {
    const event = row('login_verification', {
      login_challenge_method: ['google_authenticator'],
      login_challenge_status: status,
      is_second_factor: true,
    });
    expect(event.event.outcome).toBe(outcome);
    expect(event.mfa.steps[0]).toMatchObject({ purpose: 'second_factor', result });
    expect(event.mfa.facts.includes('stopped_at_mfa')).toBe(outcome === 'failure');
  });

  test('incorrect answer to a prompt · no code was typed', () => {
    const parameters = {
      login_challenge_method: ['google_prompt'],
      login_challenge_status: 'incorrect_answer_entered',
    };
    expect(stepsOf('login_challenge', parameters)).toEqual(['push risk_challenge failure']);
  });

  test.each([
    ['login_verification', 'idv_preregistered_phone', true, 'second_factor'],
    ['login_verification', 'idv_preregistered_phone', false, 'risk_challenge'],
    ['login_verification', 'knowledge_employee_id', false, 'risk_challenge'],
    ['login_verification', 'login_location', false, 'risk_challenge'],
    ['login_verification', 'idv_preregistered_phone', undefined, 'unknown'],
    ['login_verification', 'google_authenticator', undefined, 'second_factor'],
    ['login_challenge', 'idv_preregistered_phone', undefined, 'risk_challenge'],
    ['login_challenge', 'google_prompt', undefined, 'risk_challenge'],
    ['login_challenge', 'google_authenticator', undefined, 'second_factor'],
    ['login_challenge', 'security_key', undefined, 'second_factor'],
    ['login_challenge', 'password', undefined, 'primary'],
    ['risky_sensitive_action_allowed', 'idv_any_phone', undefined, 'risk_challenge'],
  ])('%s with %s, is_second_factor %s · %s', (name, method, second, purpose) => {
    const event = row(name, {
      login_challenge_method: [method],
      ...(second === undefined ? {} : { is_second_factor: second }),
    });
    expect(event.mfa.steps[0]?.purpose).toBe(purpose);
  });

  test('is_second_factor written as text · is read', () => {
    const event = row('login_verification', { login_challenge_method: 'idv_any_phone', is_second_factor: 'true' });
    expect(event.mfa.steps[0]?.purpose).toBe('second_factor');
  });

  test.each([
    ['risky_sensitive_action_allowed', 'success'],
    ['risky_sensitive_action_blocked', 'failure'],
  ])('%s · outcome %s whatever the challenge', (name, outcome) => {
    const event = row(name, { login_challenge_status: 'Challenge Failed.', sensitive_action_name: 'change_password' });
    expect(event.event).toMatchObject({ kind: 'alert', outcome });
    expect(event.mfa).toMatchObject({ operation: 'verdict', verdict: name, facts: ['verdict_suspicious'] });
  });

  test('a sign-in and its verification · share a flow, others do not', () => {
    const flow = (name: string, time: string): string | undefined =>
      eventOf(activity('login', name, {}, { id: { time, uniqueQualifier: '42', applicationName: 'login' } })).mfa.flow
        ?.id;
    const success = flow('login_success', '2026-11-20T09:00:00.000Z');
    expect(flow('login_verification', '2026-11-20T09:00:00Z')).toBe(success);
    expect(flow('login_verification', '2026-11-20T09:00:00.001Z')).not.toBe(success);
    expect(flow('2sv_enroll', '2026-11-20T09:00:00.000Z')).toBeUndefined();
  });
});
