import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testContext } from '../../test/support/context.ts';
import { describeShared } from '../../test/support/shared.ts';
import type { JsonObject, MfaEvent } from '../event.ts';
import { alertEventId } from '../observe.ts';
import { google } from './index.ts';

/**
 * A real organisation's logs of 2022 (Invictus Incident Response, MIT), read where they lie. The figures below were counted from the
 * raw files by other means than this code.
 */
const FILES = [
  { file: 'login', activities: 71, events: 71 },
  { file: 'admin', activities: 206, events: 210 },
  { file: 'user_accounts', activities: 6, events: 6 },
] as const;

const WORKSPACE = 'workspace@cloud-response.com';
const ADMIN = 'admin@cloud-response.com';

function activitiesIn(folder: string, file: string): readonly JsonObject[] {
  const page = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as { activities: JsonObject[] };
  return page.activities;
}

function eventsIn(folder: string, file: string): readonly MfaEvent[] {
  return activitiesIn(folder, file).flatMap((record) => {
    const result = google.normalise(record, testContext());
    if (!result.ok) throw new Error(`${result.reason.code} at ${result.reason.field ?? '?'}`);
    return result.value;
  });
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

/** `time address` of every row of that name in which the user passed that second factor. */
function secondFactors(events: readonly MfaEvent[], name: string, user: string, method: string): string[] {
  return events
    .filter((event) => event.event.action === name && event.user?.email === user)
    .filter(({ mfa }) =>
      mfa.steps.some((step) => step.method === method && step.purpose === 'second_factor' && step.result === 'success'),
    )
    .map((event) => `${event['@timestamp']} ${event.source?.ip ?? ''}`)
    .sort();
}

describeShared('corpus/google-workspace', 'google.normalise · a real organisation', (folder) => {
  const login = eventsIn(folder, 'login');
  const admin = eventsIn(folder, 'admin');
  const accounts = eventsIn(folder, 'user_accounts');
  const all = [...login, ...admin, ...accounts];

  test.each(FILES)(
    '$file · every activity is recognised and becomes its $events events',
    ({ file, activities, events }) => {
      const records = activitiesIn(folder, file);
      expect(records).toHaveLength(activities);
      const results = records.map((record) => google.normalise(record, testContext()));
      expect(results.filter((result) => !result.ok)).toEqual([]);
      expect(records.map((record) => google.recognise(record))).toEqual(Array(activities).fill(file));
      expect(results.flatMap((result) => (result.ok ? result.value : []))).toHaveLength(events);
      const named = records
        .map((record) => (record['events'] as readonly unknown[]).length)
        .reduce((sum, n) => sum + n, 0);
      expect(named).toBe(events);
    },
  );

  test('identities · 287 rows, 287 stored; people quote 281, for six facts stand in two applications', () => {
    expect(new Set(all.map((event) => event.event.id)).size).toBe(287);
    expect(new Set(all.map((event) => alertEventId('google_workspace', event.event.id))).size).toBe(281);
  });

  test('login rows · every name counted', () => {
    expect(countBy(login, (event) => event.event.action)).toEqual({
      login_success: 46,
      login_verification: 11,
      login_failure: 5,
      email_forwarding_out_of_domain: 3,
      logout: 2,
      password_edit: 2,
      login_challenge: 1,
      '2sv_enroll': 1,
    });
    expect(countBy(login, (event) => event.user?.email ?? '')).toEqual({
      [ADMIN]: 43,
      [WORKSPACE]: 18,
      'suspicious@cloud-response.com': 7,
      'greg@cloud-response.com': 3,
    });
  });

  test('sign-ins · the challenges of all 46, as steps', () => {
    const successes = login.filter((event) => event.event.action === 'login_success');
    const steps = countBy(successes, ({ mfa }) => mfa.steps.map((step) => `${step.method}:${step.result}`).join(' '));
    expect(steps).toEqual({
      'password:success': 31,
      'password:success totp:success': 9,
      'password:success phone_unspecified:success': 3,
      'password:failure password:success': 1,
      'password:failure password:failure password:success': 1,
      'none:skipped': 1,
    });
  });

  test('phone codes · one person, three sign-ins of one day, said by both of their rows', () => {
    const expected = [
      '2022-08-02T07:13:37.996Z 5.253.206.156',
      '2022-08-02T07:16:20.794Z 195.47.194.93',
      '2022-08-02T09:32:37.406Z 122.155.174.97',
    ];
    expect(secondFactors(login, 'login_success', WORKSPACE, 'phone_unspecified')).toEqual(expected);
    expect(secondFactors(login, 'login_verification', WORKSPACE, 'phone_unspecified')).toEqual(expected);
    const others = login.filter((event) => event.user?.email !== WORKSPACE);
    expect(others.flatMap(({ mfa }) => mfa.steps).filter((step) => step.method === 'phone_unspecified')).toEqual([]);
  });

  test('authenticator codes · the administrator, nine times; eight verified, one challenged as suspicious', () => {
    expect(secondFactors(login, 'login_success', ADMIN, 'totp')).toHaveLength(9);
    expect(secondFactors(login, 'login_verification', ADMIN, 'totp')).toHaveLength(8);
    expect(secondFactors(login, 'login_challenge', ADMIN, 'totp')).toEqual(['2022-08-02T08:59:41.940Z 122.155.174.97']);
    const flagged = login.filter((event) => event.mfa.facts.includes('verdict_suspicious'));
    expect(
      flagged.map((event) => [event['@timestamp'], event.event.action, event.user?.email, event.event.outcome]),
    ).toEqual([['2022-08-02T08:59:41.940Z', 'login_success', ADMIN, 'success']]);
  });

  test('every verification and challenge · is tied to exactly one sign-in of the same person', () => {
    const parts = login.filter((event) => ['verify', 'challenge'].includes(event.mfa.operation));
    expect(parts).toHaveLength(12);
    for (const part of parts) {
      const whole = login.filter(
        (event) => event.event.action === 'login_success' && event.mfa.flow?.id === part.mfa.flow?.id,
      );
      expect(whole.map((event) => [event.user?.id, event.source?.ip])).toEqual([[part.user?.id, part.source?.ip]]);
    }
  });

  test('failures · five, all at the password', () => {
    const failures = login.filter((event) => event.event.outcome === 'failure');
    expect(failures.map((event) => event['@timestamp']).sort()).toEqual([
      '2022-07-21T13:41:17.634Z',
      '2022-07-21T13:41:17.811Z',
      '2022-07-21T13:42:35.233Z',
      '2022-07-21T13:42:35.409Z',
      '2022-07-27T11:43:09.564Z',
    ]);
    for (const event of failures) expect(event.mfa.facts).toContain('bad_credentials');
  });

  test('the same fact in two applications · all six rows of user_accounts have their twin in login', () => {
    for (const row of accounts) {
      const twins = login.filter((event) => event.event.action === row.event.action && event.user?.id === row.user?.id);
      const sameTime = twins.filter((event) => event['@timestamp'] === row['@timestamp']);
      expect(sameTime).toHaveLength(1);
      expect(sameTime[0]?.mfa).toEqual(row.mfa);
      expect(alertEventId('google_workspace', sameTime[0]?.event.id ?? '')).toBe(
        alertEventId('google_workspace', row.event.id),
      );
    }
    expect(countBy(accounts, (event) => event.event.action)).toEqual({
      email_forwarding_out_of_domain: 3,
      password_edit: 2,
      '2sv_enroll': 1,
    });
  });

  test('one immutable id, two addresses · a renamed account', () => {
    const addresses = new Set(
      login.filter((event) => event.user?.id === '102509620547980436027').map((event) => event.user?.email),
    );
    expect(addresses).toEqual(new Set(['suspicious@cloud-response.com', WORKSPACE]));
  });

  test('administration · what was done, to whom', () => {
    const done = admin.filter((event) => event.mfa.operation !== 'other');
    expect(
      done.map((event) => `${event.mfa.operation} ${event.event.action} ${event.user?.target?.email ?? ''}`).sort(),
    ).toEqual([
      'consent AUTHORIZE_API_CLIENT_ACCESS ',
      'lifecycle CREATE_USER greg@cloud-response.com',
      'lifecycle CREATE_USER suspicious@cloud-response.com',
      'lifecycle DELETE_USER attacker@cloud-response.com',
      'lifecycle DELETE_USER greg@cloud-response.com',
      'lifecycle DELETE_USER student@cloud-response.com',
      'lifecycle DELETE_USER workspace@cloud-response.com',
      'lifecycle RENAME_USER suspicious@cloud-response.com',
      'password_reset CHANGE_PASSWORD workspace@cloud-response.com',
      'role_grant ASSIGN_ROLE greg@cloud-response.com',
    ]);
    const grant = done.find((event) => event.mfa.operation === 'role_grant');
    expect(grant).toMatchObject({
      '@timestamp': '2022-03-19T22:20:43.530Z',
      user: { email: ADMIN },
      mfa: { role: '_SEED_ADMIN_ROLE', facts: ['admin_console', 'privileged_role'] },
    });
  });

  test("Google's own changes · six events without a person or an address, marked internal", () => {
    const internal = admin.filter((event) => event.mfa.facts.includes('internal'));
    expect(countBy(internal, (event) => event.event.action)).toEqual({
      USER_LICENSE_REVOKE: 4,
      USER_LICENSE_ASSIGNMENT: 2,
    });
    for (const event of internal) {
      expect(event.source).toBeUndefined();
      expect(event.user).toEqual({ target: event.user?.target });
    }
    expect(admin.filter((event) => event.source === undefined)).toHaveLength(7);
  });

  test('places · twelve addresses, none of them told by Google beyond the address', () => {
    expect(new Set(all.flatMap((event) => event.source?.ip ?? [])).size).toBe(12);
    expect(all.filter((event) => event.mfa.provider_geo !== undefined || event.source?.as !== undefined)).toEqual([]);
  });
});
