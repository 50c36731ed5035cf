import { mfawatch, TemporaryFolder } from '../support/cli.ts';
import { activity } from '../support/google-activity.ts';
import { moment, signInAtHome, stolenSession, textMessage } from '../support/okta-session.ts';

const folder = new TemporaryFolder();
const theft = folder.write('theft.ndjson', [...signInAtHome(), ...stolenSession(), textMessage(55)]);

afterAll(() => {
  folder.remove();
});

function explain(user: string, at: string, ...rest: string[]): ReturnType<typeof mfawatch> {
  return mfawatch(['explain', '--user', user, '--at', at, ...rest]);
}

describe('explain', () => {
  test('a moment that alerts · rows, the finding, its conditions, each detector’s answer', async () => {
    const { code, stdout } = await explain('ALICE@example.com', '2026-11-16T08:20:00Z', theft);
    expect(code).toBe(0);
    expect(stdout).toMatch(/08:25:00 {2}user\.authentication\.sso · success · 185\.220\.101\.5 /);
    expect(stdout).toContain('session-hijacking: alerts (1).');
    expect(stdout).toMatch(/✓ .*operating system or browser/);
    expect(stdout).toMatch(/^impossible-travel: /m);
    expect(stdout).toMatch(/^sms-mfa-use: /m);
  });

  test('a quiet moment · the condition that failed, and the alerts of that day', async () => {
    const quiet = folder.write('quiet.ndjson', [
      ...signInAtHome(),
      moment({ minute: 9, type: 'user.authentication.sso' }),
    ]);
    const { stdout } = await explain('alice@example.com', '2026-11-16T08:05:00Z', quiet);
    expect(stdout).toContain('session-hijacking: quiet.');
    expect(stdout).toMatch(/✗ /);
    expect(stdout).toContain('alerts of this user on 2026-11-16: none');
  });

  test('a moment without events · the nearest one to ask about, and what alerts elsewhere that day', async () => {
    const { code, stdout } = await explain('alice@example.com', '2026-11-16T20:00:00Z', theft);
    expect(code).toBe(0);
    expect(stdout).toContain('nothing of this user was recorded then');
    expect(stdout).toMatch(/the nearest event is .* earlier: --at 2026-11-16T08:55:00\.000Z/);
    expect(stdout).toMatch(
      /alerts of this user on 2026-11-16: 2\n {2}2026-11-16 08:25:00 UTC (MEDIUM|HIGH|CRITICAL) \[session-/,
    );
  });

  test.each(['00u1alice', 'alice@example.com'])('%s · is found', async (user) => {
    expect((await explain(user, '2026-11-16T08:20:00Z', theft)).stdout).toMatch(/^alice@example\.com around /);
  });

  test('an unknown user · 2 and the nearest name', async () => {
    const run = await explain('alcie@example.com', '2026-11-16T08:20:00Z', theft);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('did you mean "alice@example.com"?');
  });

  test('a fact Google tells in two applications · one row', async () => {
    const records = ['login', 'user_accounts'].map((application) => activity(application, '2sv_disable'));
    const { stdout } = await explain(
      'alice@example.com',
      '2026-11-20T09:00:00Z',
      folder.write('twins.ndjson', records),
    );
    expect(stdout.match(/^ {2}09:00:00 {2}2sv_disable · /gm)).toHaveLength(1);
  });

  test('more events than are kept · said', async () => {
    const many = Array.from({ length: 700 }, (_, index) => moment({ minute: index / 20, type: 'user.session.start' }));
    const { stdout } = await explain('alice@example.com', '2026-11-16T08:20:00Z', folder.write('many.ndjson', many));
    expect(stdout).toContain('SATURATED');
    expect(stdout).toMatch(/… and \d+ more, further away/);
  });

  test('a file without one readable record · 2, and the rest explained', async () => {
    const run = await explain('alice@example.com', '2026-11-16T08:20:00Z', theft, folder.write('x.txt', 'nothing'));
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('session-hijacking: alerts (1).');
  });
});
