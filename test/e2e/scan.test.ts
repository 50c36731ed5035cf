import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { alertsOf, mfawatch, shell, TemporaryFolder } from '../support/cli.ts';
import { ALICE, BOB } from '../support/okta-record.ts';
import { moment, signInAtHome, stolenSession, textMessage } from '../support/okta-session.ts';

const folder = new TemporaryFolder();
const home = signInAtHome();
const stolen = stolenSession();
const quiet = folder.write('quiet.ndjson', home);
const theft = folder.write('theft.ndjson', [...home, ...stolen]);
const onlyStolen = folder.write('only-stolen.ndjson', stolen);

afterAll(() => {
  folder.remove();
});

describe('scan · exit code', () => {
  test('nothing found · 0, nothing on stdout, the reason for silence on stderr', async () => {
    const run = await mfawatch(['scan', quiet]);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('alerts     none');
    expect(run.stderr).toContain('No detector found its conditions met in these 2 events.');
    expect(run.stderr).toMatch(/session-hijacking +yes/);
  });

  test('an alert · 3', async () => {
    const run = await mfawatch(['scan', '--format', 'ndjson', theft]);
    expect(run.code).toBe(3);
    expect(alertsOf(run)).toHaveLength(1);
  });

  test.each<[string, string, string | Buffer]>([
    ['an empty file', 'empty', ''],
    ['text', 'text.txt', 'these are not the logs you are looking for\n'],
    ['a binary file', 'image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0, 255, 254, 0])],
    ['JSON of something else', 'other.json', '{"hello":"world"}\n[1,2,3]\n'],
    ['another provider than stated', 'wrong.json', JSON.stringify({ id: { applicationName: 'login' }, events: [] })],
  ])('%s beside alerts · 2 beats 3, the alerts are still printed', async (_, name, content) => {
    const run = await mfawatch(['scan', '--format', 'ndjson', theft, `okta:${folder.write(name, content)}`]);
    expect(run.code).toBe(2);
    expect(alertsOf(run)).toHaveLength(1);
    expect(run.stderr).toContain(name);
  });

  test('a missing file, an empty folder, a folder of nothing readable · 2, each named', async () => {
    mkdirSync(join(folder.path, 'bare'));
    folder.write('junk/a.txt', 'nothing');
    const args = ['nowhere.json', join(folder.path, 'bare'), join(folder.path, 'junk')];
    const run = await mfawatch(['scan', ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('nowhere.json: no such file or folder');
    expect(run.stderr).toContain('bare: the folder holds no files');
    expect(run.stderr).toMatch(/junk.*a\.txt/);
  });

  test('a folder one may not open · 2 with the cause, or its content where permissions do not bind', async () => {
    folder.write('closed/quiet.ndjson', home);
    chmodSync(join(folder.path, 'closed'), 0o000);
    const run = await mfawatch(['scan', join(folder.path, 'closed')]);
    chmodSync(join(folder.path, 'closed'), 0o700);
    const mayReadAll = process.getuid?.() === 0;
    expect(run.code).toBe(mayReadAll ? 0 : 2);
    expect(run.stderr.includes('no permission to read it')).toBe(!mayReadAll);
  });

  test('single dead letters · never change it', async () => {
    const broken = folder.write('broken.ndjson', `${JSON.stringify(home[0])}\n{"uuid":\n${JSON.stringify(home[1])}\n`);
    const run = await mfawatch(['scan', broken]);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/broken\.ndjson:2: \w+: /);
    expect(run.stderr).toContain('events     2 (okta 2)');
  });
});

describe('scan · bad usage is clear and exits 2', () => {
  test.each<[string[], RegExp]>([
    [[], /Usage: mfawatch/],
    [['scan'], /name at least one FILE/],
    [['scna'], /unknown command 'scna'[\s\S]*Did you mean scan/],
    [['scan', '--nope', 'x'], /unknown option '--nope'[\s\S]*mfawatch scan --help/],
    [['scan', '--format', 'xml', 'x'], /Allowed choices are text, ndjson/],
    [['scan', '--source', 'oka', 'x'], /unknown source "oka"; say okta, entra, google/],
    [['scan', '--source', 'okta', '--source', 'entra', 'x'], /two sources for all files/],
    [['scan', '--source', 'okta:'], /file name is missing after SOURCE:/],
    [['scan', '-', '-'], /standard input \(-\) can be read only once/],
    [['scan', '--tenant', 'A--b', 'x'], /--tenant: "A--b" is not a tenant id/],
    [['scan', '--settings', '/nowhere.yaml', 'x'], /nowhere\.yaml: no such file/],
    [['scan', '--dead-letters', '/nowhere/x', 'x'], /--dead-letters \/nowhere\/x: its folder does not exist/],
    [['explain', 'x'], /required option '--user/],
    [['explain', '--user', 'a', '--at', '2026-11-16 09:00', 'x'], /not a time with a zone/],
  ])('%j', async (args, message) => {
    const run = await mfawatch(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/^ +at /m);
  });

  test('settings · a mistyped key and a wrong detector parameter are named with the file', async () => {
    const mistyped = folder.write('mistyped.yaml', 'travelers: [a@example.com]\n');
    const wrong = folder.write('wrong.yaml', 'detectors: { impossible-travel: { noSuchParameter: 1 } }\n');
    const first = await mfawatch(['scan', '--settings', mistyped, quiet]);
    expect(first.code).toBe(2);
    expect(first.stderr).toMatch(/mistyped\.yaml:1: travelers: .*did you mean "travellers"/);
    const second = await mfawatch(['scan', '--settings', wrong, quiet]);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/wrong\.yaml: detectors\.impossible-travel.*noSuchParameter/);
  });

  test('dead letters into one of the logs · refused, the log is untouched', async () => {
    const run = await mfawatch(['scan', '--dead-letters', quiet, quiet]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('this is one of the logs to read');
    expect((await mfawatch(['scan', quiet])).code).toBe(0);
  });

  test('--help · says what each command does and how it exits', async () => {
    const root = await mfawatch(['--help']);
    expect(root.code).toBe(0);
    expect(root.stdout).toMatch(/scan [\s\S]*explain /);
    const scan = await mfawatch(['scan', '--help']);
    for (const word of [
      '--source',
      '--tenant',
      '--settings',
      '--history',
      '--format',
      '--full',
      '--dead-letters',
      'Exit code',
    ])
      expect(scan.stdout).toContain(word);
    expect((await mfawatch(['explain', '--help'])).stdout).toContain('Exit code');
  });
});

describe('scan · forms of input', () => {
  test.each<[string, string[]]>([
    ['--source okta FILE', ['--source', 'okta', theft]],
    ['--source okta:FILE', ['--source', `okta:${theft}`]],
    ['gzip', [folder.write('theft.json.gz', gzipSync(JSON.stringify([...home, ...stolen])))]],
    ['two files out of order', [onlyStolen, quiet]],
    ['the same file twice', [theft, theft]],
    ['the newest record first', [folder.write('reversed.ndjson', [...stolen, ...[...home].reverse()])]],
  ])('%s · the same alert', async (_, args) => {
    const expected = await mfawatch(['scan', '--format', 'ndjson', theft]);
    const run = await mfawatch(['scan', '--format', 'ndjson', ...args]);
    expect(run).toMatchObject({ code: 3, stdout: expected.stdout });
  });

  test('standard input and a folder · the same alert', async () => {
    folder.write('both/1.ndjson', home);
    folder.write('both/deep/2.ndjson', stolen);
    const expected = await mfawatch(['scan', '--format', 'ndjson', theft]);
    const piped = await shell(`cat "${theft}" | mfawatch scan --format ndjson -`);
    const found = await mfawatch(['scan', '--format', 'ndjson', join(folder.path, 'both')]);
    expect(piped).toMatchObject({ code: 3, stdout: expected.stdout });
    expect(found).toMatchObject({ code: 3, stdout: expected.stdout });
  });

  test('--history · evidence there and trigger in FILE alerts, a trigger there does not', async () => {
    const evidence = await mfawatch(['scan', '--format', 'ndjson', '--history', quiet, onlyStolen]);
    expect(evidence.code).toBe(3);
    expect(alertsOf(evidence)[0]?.rule.id).toMatch(/^session-/);
    const later = folder.write('later.ndjson', [moment({ minute: 50, type: 'user.authentication.sso' })]);
    const old = await mfawatch(['scan', '--format', 'ndjson', '--history', theft, later]);
    expect(old).toMatchObject({ code: 0, stdout: '' });
  });

  test('a history without one readable record · 2', async () => {
    const run = await mfawatch(['scan', '--history', folder.write('old.txt', 'nothing'), quiet]);
    expect(run.code).toBe(2);
  });
});

describe('scan · what is printed', () => {
  test('ndjson · order of time then id, the tenant asked for, counts only on stderr', async () => {
    const users = [ALICE, BOB, { id: '00u9eve', type: 'User', alternateId: 'eve@example.com', displayName: 'Eve' }];
    const file = folder.write('ties.ndjson', [
      ...[...users].reverse().map((user) => textMessage(40, user)),
      textMessage(30, BOB),
    ]);
    const run = await mfawatch(['scan', '--tenant', 'acme-eu', '--format', 'ndjson', file]);
    const alerts = alertsOf(run);
    const keys = alerts.map((alert) => `${alert['@timestamp']} ${alert.event.id}`);
    expect(alerts).toHaveLength(3);
    expect(keys).toEqual([...keys].sort());
    expect(alerts.map(({ organization }) => organization.id)).toEqual(['acme-eu', 'acme-eu', 'acme-eu']);
    expect(run.stderr).toContain('alerts     3 (3 low)');
  });

  test('evidence · in order of time', async () => {
    const [alert] = alertsOf(await mfawatch(['scan', '--format', 'ndjson', theft]));
    const times = alert?.mfa.alert.evidence.flatMap(({ time }) => time ?? []) ?? [];
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...times].sort());
  });

  test('text · who, what changed, application, when, why, first action, pivot, in this order', async () => {
    const { stdout } = await mfawatch(['scan', theft]);
    const labels = [...stdout.matchAll(/^ {2}(\S+) {2,}/gm)].map(([, label]) => label);
    expect(labels).toEqual(['who', 'what', 'changed', 'app', 'when', 'why', 'benign?', 'first', 'pivot', 'alert']);
    expect(stdout).toMatch(/network: .* → /);
    expect(stdout).toMatch(/2026-11-16 08:25:00 UTC · 2026-11-16 09:25:00 Europe\/Oslo/);
    expect(stdout).toContain('actor.id eq "00u1alice"');
    expect(stdout).toMatch(/System Log, from 2026-11-16 0\d:\d\d UTC to 2026-11-16 09:26 UTC:/);
  });

  test.each([100, 160])(
    'text at %d columns · nothing but what is pasted is wider, no colour in a pipe',
    async (width) => {
      const { stdout } = await mfawatch(['scan', theft], { env: { COLUMNS: String(width) } });
      const wide = stdout.split('\n').filter((line) => line.length > width);
      expect(wide.filter((line) => !/^ {14}/.test(line))).toEqual([]);
      expect(stdout).not.toContain('\u001b');
    },
  );

  test('more than five low alerts of one rule · a line each, in full when asked', async () => {
    const users = Array.from({ length: 6 }, (_, index) => {
      const name = `user${String(index)}`;
      return { id: `00u${name}`, type: 'User', alternateId: `${name}@example.com`, displayName: name };
    });
    const file = folder.write(
      'phones.ndjson',
      users.map((user, index) => textMessage(index, user)),
    );
    const brief = await mfawatch(['scan', file], { env: { COLUMNS: '160' } });
    expect(brief.stdout.match(/^LOW {2}2026-11-16 08:0\d:00 UTC · user\d@example.com /gm)).toHaveLength(6);
    expect(brief.stderr).toContain('6 low sms-mfa-use alerts are in brief');
    const full = await mfawatch(['scan', '--full', file]);
    expect(full.stdout.match(/^ {2}pivot /gm)).toHaveLength(6);
  });

  test('no device token in the export · says on how many rows, what cannot judge, what to export', async () => {
    const bare = home.map((record) => ({ ...record, debugContext: { debugData: {} } }));
    const run = await mfawatch(['scan', folder.write('bare.ndjson', bare)]);
    expect(run.stderr).toMatch(
      /okta · session-hijacking: device token on 0 of 2 rows: branch \(b\).* cannot judge; export .*dtHash/,
    );
    expect(run.stderr).toContain('this is no all-clear');
    expect(run.stderr).not.toContain('failed sign-ins');
  });
});

describe('scan · a reader who leaves, a person who interrupts', () => {
  test('| head · no noise', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => {
      const name = `many${String(index)}`;
      return textMessage(index % 50, { id: `00u${name}`, type: 'User', alternateId: `${name}@example.com` });
    });
    const file = folder.write('many.ndjson', many);
    const run = await shell(`mfawatch scan --format ndjson "${file}" 2>"${file}.err" | head -1; cat "${file}.err"`);
    expect(run.stderr).toBe('');
    expect(run.stdout).not.toMatch(/EPIPE|Error|^ +at /m);
  });

  test('Ctrl-C while reading · ends by the signal (130 in a shell) at once, no stack', async () => {
    const begun = Date.now();
    const run = await mfawatch(['scan', '-'], { stdin: JSON.stringify(home[0]), interruptAfterMs: 1_000 });
    expect(run).toMatchObject({ code: null, signal: 'SIGINT', stdout: '', stderr: '' });
    expect(Date.now() - begun).toBeLessThan(30_000);
  });
});
