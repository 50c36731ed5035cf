import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method } from '../../events/method.ts';
import { strengthOf } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, run, runInEveryWay, sighting, why } from '../kit/test-driver.ts';
import { smsMfaUse } from './detector.ts';
import { paramsSchema } from './params.ts';

type Overrides = NonNullable<Parameters<typeof sighting>[0]>;

const NOW = Date.parse('2026-11-20T09:00:00Z');
const LAPTOP = { token: 'laptop', osFamily: 'windows', browserFamily: 'chrome' };
const BASE: Overrides = {
  place: PLACES.oslo,
  device: LAPTOP,
  action: 'user.authentication.auth_via_mfa',
  operation: 'verify',
};

function stepOf(method: Method, minutes: number, rest: Partial<ObservedStep> = {}): ObservedStep {
  return {
    time: NOW + minutes * 60_000,
    method,
    purpose: 'second_factor',
    result: 'success',
    strength: strengthOf(method),
    ...rest,
  };
}

/** A row with one step at the row's own time. */
function verified(
  method: Method,
  minutes: number,
  rest: Overrides = {},
  step: Partial<ObservedStep> = {},
): Observation {
  return sighting({ ...BASE, minutes, steps: [stepOf(method, minutes, step)], ...rest });
}

/** The same second factor at nine on each of the days before. */
function habit(method: Method, days: number, rest: Overrides = {}): Observation[] {
  return Array.from({ length: days }, (_, day) => verified(method, -(day + 1) * 1440, rest));
}

/** A user known for so many days, who never used a second factor. */
const knownFor = (days: number): Observation[] =>
  Array.from({ length: days }, (_, day) =>
    sighting({ ...BASE, action: 'user.session.start', minutes: -(day + 1) * 1440 }),
  );

const find = (observations: readonly Observation[], options: RunOptions = {}) =>
  runInEveryWay(smsMfaUse, observations, options).active;
const today = (observations: readonly Observation[], options: RunOptions = {}) =>
  find(observations, options).filter(({ key }) => key.endsWith('2026-11-20'));
const raisedBy = (observations: readonly Observation[], options: RunOptions = {}): readonly string[] =>
  (today(observations, options)[0]?.evidence ?? []).map(({ what }) => what).filter((what) => what !== 'code_accepted');

describe('sms-mfa-use · what counts', () => {
  test.each([
    ['sms', 'text message (SMS)'],
    ['voice', 'phone call'],
    ['phone_unspecified', 'phone code (SMS or call)'],
  ] as const)('%s as second factor · one low finding', (method, words) => {
    const [alert, ...others] = find([verified(method, 0)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      rule: 'sms-mfa-use',
      severity: 'low',
      key: `${method}|2026-11-20`,
      fields: { factor: { method, purpose: 'second_factor', strength: 'weak', uses: 1 } },
    });
    expect(alert?.reason).toBe(
      `alice@example.com passed MFA by ${words} on 2026-11-20 (Okta) from Oslo, NO (Example Broadband, AS64496)`,
    );
  });

  test.each<[string, Partial<ObservedStep>]>([
    ['enrolment', { purpose: 'enrolment' }],
    ['risk challenge', { purpose: 'risk_challenge' }],
    ['purpose unknown', { purpose: 'unknown' }],
    ['only sent', { result: 'challenge_sent' }],
    ['wrong code', { result: 'wrong_code' }],
    ['carried over', { result: 'satisfied_by_claim' }],
    ['by push', { method: 'push', strength: 'strong' }],
    ['by e-mail', { method: 'email' }],
  ])('%s · is no use', (_name, step) => {
    expect(find([verified('sms', 0, {}, step)])).toEqual([]);
  });

  test("machinery and an administrator's act · are no use", () => {
    expect(
      find([
        verified('sms', 0, { facts: ['internal'] }),
        verified('sms', 1, { role: 'target', actor: 'admin@example.com' }),
      ]),
    ).toEqual([]);
  });

  test('a row that ends in an interrupt after the code was accepted · is a use', () => {
    expect(
      find([
        verified('sms', 0, { source: 'entra', action: 'signin.interactiveUser', outcome: 'failure', code: '50140' }),
      ]),
    ).toHaveLength(1);
  });

  test('several uses on a day · one finding with their number and every event', () => {
    const [alert, ...others] = find([0, 60, 300].map((minutes) => verified('sms', minutes)));
    expect(others).toEqual([]);
    expect(alert?.fields?.factor?.uses).toBe(3);
    expect(alert?.observations).toHaveLength(3);
    expect(alert?.reason).toContain('3 times');
    expect(alert?.reason).not.toContain('networks');
  });

  test('several uses from several networks · the sentence says so and names one', () => {
    const [alert] = find([verified('sms', 0), verified('sms', 60, { place: PLACES.newYork })]);
    expect(alert?.reason).toContain('2 times');
    expect(alert?.reason).toContain(' from 2 networks, among them ');
  });

  test('two methods, two days · a finding each', () => {
    const keys = find([verified('sms', 0), verified('voice', 10), verified('sms', 1440)]).map(({ key }) => key);
    expect(keys.sort()).toEqual(['sms|2026-11-20', 'sms|2026-11-21', 'voice|2026-11-20']);
  });

  test("a step after midnight in a row from before it · counts on the step's day", () => {
    const row = sighting({
      ...BASE,
      at: '2026-11-20T23:59:50Z',
      steps: [{ ...stepOf('sms', 0), time: Date.parse('2026-11-21T00:00:05Z') }],
    });
    const later = sighting({
      ...BASE,
      at: '2026-11-21T23:59:55Z',
      steps: [{ ...stepOf('sms', 0), time: Date.parse('2026-11-21T23:59:58Z') }],
    });
    const [alert, ...others] = find([row, later]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ key: 'sms|2026-11-21', anchorTime: Date.parse('2026-11-21T00:00:00Z') });
    expect(alert?.fields?.factor?.uses).toBe(2);
  });

  test('the use taken back by a revision · withdrawn', () => {
    const use = verified('sms', 0);
    const denied = { ...use, rank: 1, steps: [stepOf('sms', 0, { result: 'wrong_code' })] };
    expect(run(smsMfaUse, [use, denied]).changes.map(({ kind }) => kind)).toEqual(['opened', 'retracted']);
  });
});

describe('sms-mfa-use · one use told twice', () => {
  const google: Overrides = { source: 'google_workspace', dataset: 'google_workspace.login', device: {} };

  test.each<[string, readonly Observation[], number]>([
    [
      'Google login_success and login_verification',
      [
        verified('phone_unspecified', 0, { ...google, action: 'login_success' }),
        verified('phone_unspecified', 0.02, { ...google, action: 'login_verification' }),
      ],
      1,
    ],
    [
      'Okta verify and auth_via_mfa of one flow',
      [verified('sms', 0, { flow: 'f1' }), verified('sms', 0.5, { flow: 'f1', action: 'user.authentication.verify' })],
      1,
    ],
    ['one of two rows names the flow', [verified('sms', 0, { flow: 'f1' }), verified('sms', 0.01)], 1],
    ['two flows', [verified('sms', 0, { flow: 'f1' }), verified('sms', 0.01, { flow: 'f2' })], 2],
    ['two moments without a flow', [verified('sms', 0), verified('sms', 0.1)], 2],
    [
      'two providers in one moment',
      [verified('sms', 0), verified('sms', 0, { source: 'entra', action: 'signin.interactiveUser' })],
      2,
    ],
  ])('%s · %#', (_name, rows, uses) => {
    const [alert, ...others] = find(rows);
    expect(others).toEqual([]);
    expect(alert?.fields?.factor?.uses).toBe(uses);
    expect(alert?.observations).toHaveLength(2);
  });
});

describe('sms-mfa-use · what raises it', () => {
  const known = habit('sms', 9);

  test('everyday use by a user with a past · low, nothing raises it', () => {
    expect(today([...known, verified('sms', 0)])[0]).toMatchObject({ severity: 'low' });
    expect(raisedBy([...known, verified('sms', 0)])).toEqual([]);
  });

  test('privileged by settings · medium', () => {
    const settings = { privileged: new Set(['alice@example.com']) };
    expect(today([...known, verified('sms', 0)], { settings })[0]).toMatchObject({ severity: 'medium' });
  });

  test('privileged by a role granted, and no longer once it is revoked', () => {
    const change = (operation: 'role_grant' | 'role_revoke', minutes: number): Observation =>
      sighting({
        minutes,
        operation,
        action: 'user.account.privilege',
        role: 'target',
        weight: 'mark',
        facts: ['privileged_role'],
        grantedRole: 'Super Administrator',
      });
    const use = verified('sms', 0);
    expect(raisedBy([change('role_grant', -60), use])).toEqual(['privileged_user']);
    expect(raisedBy([change('role_grant', -60), change('role_revoke', -30), use])).toEqual([]);
    expect(raisedBy([change('role_grant', 30), use])).toEqual([]);
    expect(raisedBy([change('role_grant', 30), use, verified('sms', 60)])).toEqual(['privileged_user']);
  });

  test.each<[string, Overrides, readonly string[]]>([
    ['a new device', { device: { ...LAPTOP, token: 'stranger' } }, ['device_new_to_user']],
    ['a new network', { place: PLACES.newYork }, ['network_new_to_user']],
    ['another address of a known operator', { place: PLACES.osloHomeV6 }, []],
    ['no identifier, a known client', { device: { osFamily: 'windows', browserFamily: 'chrome' } }, []],
    [
      'no identifier, a new client',
      { device: { osFamily: 'linux', browserFamily: 'firefox' } },
      ['device_new_to_user'],
    ],
    ['nothing known of the device', { device: {} }, []],
  ])('%s', (_name, rest, raised) => {
    expect(raisedBy([...known, verified('sms', 0, rest)])).toEqual(raised);
  });

  test('new device and new network together · medium; with a short past · low', () => {
    const stranger: Overrides = { device: { token: 'stranger' }, place: PLACES.newYork };
    expect(today([...known, verified('sms', 0, stranger)])[0]).toMatchObject({ severity: 'medium' });
    expect(today([...habit('sms', 6), verified('sms', 0, stranger)])[0]).toMatchObject({ severity: 'low' });
  });

  test('what an attacker did an hour ago · is not yet known', () => {
    const stranger: Overrides = { place: PLACES.newYork };
    expect(raisedBy([...known, verified('push', -60, stranger), verified('sms', 0, stranger)])).toEqual([
      'network_new_to_user',
    ]);
  });

  test.each<[string, readonly Observation[], boolean]>([
    ['never, past of 31 days', knownFor(31), true],
    ['never, past of 29 days', knownFor(29), false],
    ['31 days ago', [...knownFor(40), verified('sms', -31 * 1440)], true],
    ['29 days ago', [...knownFor(40), verified('sms', -29 * 1440)], false],
  ])('first use in 30 days · %s · %p', (_name, past, isFirst) => {
    expect(raisedBy([...past, verified('sms', 0)]).includes('first_use_of_method')).toBe(isFirst);
  });

  test('the gravest use of the day · decides, and is the trigger', () => {
    const grave = verified('sms', 60, { place: PLACES.newYork });
    const [alert] = today([...known, verified('sms', 0), grave]);
    expect(alert).toMatchObject({ severity: 'medium', trigger: { id: grave.id } });
    expect(alert?.fields?.factor?.uses).toBe(2);
  });
});

describe('sms-mfa-use · downgrade', () => {
  test('the client normally uses push · downgrade, medium', () => {
    const [alert] = today([...habit('push', 5), verified('sms', 0)]);
    expect(alert).toMatchObject({ severity: 'medium', fields: { factor: { downgrade_from: 'push' } } });
    expect(alert?.evidence.find(({ what }) => what === 'downgrade')?.before).toContain(
      'chrome on windows used push notification on 5 of 32 days',
    );
  });

  test.each<[string, readonly Observation[], Overrides]>([
    ['two days of push are no norm', habit('push', 2), {}],
    ['phone codes nearly as often', [...habit('push', 5), ...habit('sms', 3, {})], {}],
    ['another client', habit('push', 5), { device: { token: 'laptop', osFamily: 'macos', browserFamily: 'safari' } }],
    ['another provider', habit('push', 5, { source: 'entra', action: 'signin.interactiveUser' }), {}],
    ['the other factor is no stronger', habit('email', 5), {}],
  ])('%s · no downgrade', (_name, past, rest) => {
    expect(raisedBy([...past, verified('sms', 0, rest)])).not.toContain('downgrade');
  });

  test.each<[string, ObservedStep['result'], boolean]>([
    ['denied', 'denied_by_user', true],
    ['timed out', 'timeout', true],
    ['left (Google does not say how)', 'unknown', true],
    ['sent, never answered', 'challenge_sent', true],
    ['passed as well', 'success', false],
    ['carried over', 'satisfied_by_claim', false],
  ])('push in the same flow · %s · %p', (_name, result, isDowngrade) => {
    const push = verified('push', -1, { flow: 'f1', outcome: 'failure' }, { result });
    const observations = [push, verified('sms', 0, { flow: 'f1' })];
    expect(raisedBy(observations)).toEqual(isDowngrade ? ['downgrade'] : []);
  });

  test('in one row · the step before counts, the step after does not', () => {
    const row = (first: ObservedStep, second: ObservedStep): Observation =>
      sighting({ ...BASE, source: 'entra', steps: [first, second] });
    expect(raisedBy([row(stepOf('push', -1, { result: 'timeout' }), stepOf('sms', 0))])).toEqual(['downgrade']);
    expect(raisedBy([row(stepOf('sms', 0), stepOf('push', 1, { result: 'timeout' }))])).toEqual([]);
  });

  test('in another flow, or weaker · no downgrade', () => {
    const other = verified('push', -1, { flow: 'f2' }, { result: 'timeout' });
    const weak = verified('email', -1, { flow: 'f1' }, { result: 'timeout' });
    expect(raisedBy([other, weak, verified('sms', 0, { flow: 'f1' })])).toEqual([]);
  });

  test('without flow ids · the same network within ten minutes belongs together', () => {
    const attempt = (minutes: number, rest: Overrides = {}): Observation =>
      verified('push', minutes, rest, { result: 'timeout' });
    expect(raisedBy([attempt(-9), verified('sms', 0)])).toEqual(['downgrade']);
    expect(raisedBy([attempt(-11), verified('sms', 0)])).toEqual([]);
    expect(raisedBy([attempt(-9, { place: PLACES.london }), verified('sms', 0)])).toEqual([]);
  });

  test('before a later use of the day · raises the one finding', () => {
    const later = [verified('push', 99, { flow: 'f9' }, { result: 'timeout' }), verified('sms', 100, { flow: 'f9' })];
    expect(raisedBy([verified('sms', 0), ...later])).toEqual(['downgrade']);
  });

  test('privileged and downgraded · high', () => {
    const settings = { privileged: new Set(['alice@example.com']) };
    expect(today([...habit('push', 5), verified('sms', 0)], { settings })[0]).toMatchObject({ severity: 'high' });
  });
});

describe('sms-recovery-use', () => {
  test('a recovery by text message · its own medium finding', () => {
    const [alert, ...others] = find([verified('sms', 0, {}, { purpose: 'recovery' })]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: 'sms-recovery-use', severity: 'medium', key: 'recovery|sms|2026-11-20' });
    expect(alert?.reason).toContain('recovered their account by text message');
  });

  test('beside a second factor on the same day · two findings', () => {
    const observations = [verified('sms', 0), verified('sms', 30, {}, { purpose: 'recovery' })];
    expect(find(observations).map(({ rule }) => rule)).toEqual(['sms-mfa-use', 'sms-recovery-use']);
  });

  test('self-service told about the user, from a new network · high', () => {
    const row = verified(
      'sms',
      0,
      { role: 'target', weight: 'mark', facts: ['self_service'], place: PLACES.newYork, device: {} },
      { purpose: 'recovery' },
    );
    expect(today([...habit('push', 10), row])[0]).toMatchObject({ severity: 'high' });
  });
});

describe('sms-mfa-use · explain', () => {
  test('a second row of the day · names the row that carries the finding', () => {
    const observations = [verified('sms', 0), verified('sms', 60)];
    const checks = why(smsMfaUse, observations, observations[1]?.id ?? '');
    expect(checks).toEqual([expect.objectContaining({ holds: false, detail: observations[0]?.eventId })]);
  });
});

test('README · every parameter · stands in its table', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  for (const name of Object.keys(paramsSchema.parse({}))) expect(readme).toContain(`\`${name}\``);
});
