import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../detectors/kit/alert.ts';
import { alertsOf, mfawatch, shell, TemporaryFolder } from '../support/cli.ts';
import type { Run } from '../support/cli.ts';
import { moment, signInAtHome, stolenSession, textMessage } from '../support/okta-session.ts';
import { Running } from '../support/running.ts';

const folder = new TemporaryFolder();
const data = join(folder.path, 'data');
const logs = folder.write('okta.ndjson', [...signInAtHome(), ...stolenSession(), textMessage(40)]);
const broken = { ...moment({ minute: 50, type: 'user.session.start' }), published: 'yesterday' };

afterAll(() => {
  folder.remove();
});

const on = (...args: string[]): Promise<Run> => mfawatch([...args, '--data', data]);
const idsOf = (alerts: readonly Alert[]): string[] => alerts.map(({ event }) => event.id).sort();
const activeOf = (run: Run): Alert[] => alertsOf(run).filter(({ mfa }) => mfa.alert.detection === 'active');

async function scanned(...args: string[]): Promise<string[]> {
  return idsOf(alertsOf(await mfawatch(['scan', '--tenant', 'acme', '--format', 'ndjson', ...args])));
}

async function held(from = data): Promise<string[]> {
  return idsOf(activeOf(await mfawatch(['alerts', '--tenant', 'acme', '--format', 'ndjson', '--data', from])));
}

beforeAll(async () => {
  const run = await on('import', '--tenant', 'acme', logs, folder.write('broken.ndjson', [broken]));
  expect(run).toMatchObject({ code: 0 });
});

describe('import', () => {
  test('exported logs · the alerts of a scan, nobody notified, said in figures', async () => {
    const other = join(folder.path, 'one');
    const run = await mfawatch(['import', '--tenant', 'acme', '--data', other, logs]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^import {5}[0-9a-f]{16} of acme: 4 records in 1 file\nevents {5}4 new\nalerts {5}2 new \(/,
    );
    expect(run.stdout).toMatch(/dead {7}no new letters\n$/);
    expect(await held(other)).toEqual(await scanned(logs));
    const incidents = await mfawatch(['incidents', '--data', other, '--format', 'ndjson']);
    const quiet = incidents.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { quiet?: true }).quiet);
    expect(new Set(quiet)).toEqual(new Set([true]));
    const again = await mfawatch(['import', '--tenant', 'acme', '--data', other, logs]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('had been imported before');
  });

  test('a file without a readable record · named, exit 2, the rest imported, a dead letter', async () => {
    const run = await on('import', '--tenant', 'acme', logs, folder.write('noise.txt', 'hello\n'));
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('noise.txt: not one readable record');
    expect(await held()).toEqual(await scanned(logs));
  });

  test('standard input, a pipe, gzip, a folder · as files are', async () => {
    const other = join(folder.path, 'piped');
    const line = (file: string): string => `mfawatch import --tenant acme --data ${other} ${file}`;
    mkdirSync(join(folder.path, 'logs'));
    const parts = [
      `cat ${logs} | ${line('-')}`,
      line(`<(cat ${logs})`),
      `gzip -c ${logs} > ${join(folder.path, 'logs', 'okta.gz')} && ${line(join(folder.path, 'logs'))}`,
    ];
    for (const part of parts) expect(await shell(part)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(other, 'spool'))).toEqual([]);
    expect(await held(other)).toEqual(await scanned(logs));
  });

  test('what cannot be · said before anything is made', async () => {
    const nowhere = join(folder.path, 'nowhere');
    const run = (...args: string[]): Promise<Run> => mfawatch(['import', '--data', nowhere, ...args]);
    expect(await run('--tenant', 'acme', 'no-such-file')).toMatchObject({ code: 2 });
    expect(await run('--tenant', 'Not One', logs)).toMatchObject({ code: 2 });
    expect(await run('--tenant', 'acme')).toMatchObject({ code: 2 });
    expect(await run(logs)).toMatchObject({ code: 2 });
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('reading what is held', () => {
  test('alerts · filters, limit, text · as the Store holds them', async () => {
    expect(await held()).toEqual(await scanned(logs));
    const text = await on('alerts', '--limit', '1');
    expect(text.stdout).toContain('state     open · tenant acme');
    expect(text.stderr).toBe('1 alert of 1 tenant\n');
    const none = await on('alerts', '--status', 'closed');
    expect(none).toMatchObject({ code: 0, stdout: '' });
    const high = await on('alerts', '--severity', 'high', '--severity', 'critical', '--format', 'ndjson');
    for (const { mfa } of alertsOf(high)) expect(['high', 'critical']).toContain(mfa.alert.severity);
    expect(await on('alerts', '--since', '1m')).toMatchObject({ code: 0, stdout: '' });
  });

  test('incidents · text · with their alerts', async () => {
    const run = await on('incidents');
    expect(run.stdout).toMatch(/alerts {4}2026-11-16 .*\n[^]*incident {2}2026\d\d-/);
  });

  test('export · files and figures', async () => {
    const out = join(folder.path, 'audit');
    const run = await on('export', '--tenant', 'acme', '--month', '2026-11', '--out', out);
    expect(run.code).toBe(0);
    expect(
      run.stdout
        .trim()
        .split('\n')
        .every((path) => existsSync(path)),
    ).toBe(true);
    expect(run.stderr).toContain('1 by SMS');
    expect((await on('export', '--tenant', 'acme', '--month', 'November')).stderr).toContain('is not a month');
  });

  test('status · nobody at work · what is there', async () => {
    const run = await on('status');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/nobody is at work[^]*acme +4 +2 +\d+ +1\n/);
  });
});

describe('dead letters', () => {
  test('list, show, replay, discard · kept until a person decides', async () => {
    const list = await on('dlq', 'list', '--format', 'ndjson');
    const { id, tenant } = JSON.parse(list.stdout) as { id: string; tenant: string };
    expect(tenant).toBe('acme');
    expect((await on('dlq', 'list')).stdout).toContain(id);
    expect((await on('dlq', 'show', '--tenant', 'acme', id)).stdout).toContain('yesterday');
    const replay = await on('dlq', 'replay', '--tenant', 'acme', id);
    expect(replay).toMatchObject({ code: 0, stdout: '1 letter replayed\n1 letter failed again and stayed open\n' });
    expect((await on('dlq', 'discard', '--tenant', 'acme', '--all')).stdout).toBe('1 letter discarded\n');
    expect((await on('dlq', 'list')).stdout).toBe('');
    expect((await on('dlq', 'list', '--state', 'discarded')).stdout).toContain(id);
  });

  test('neither ids nor --all, an unknown id · exit 2', async () => {
    expect(await on('dlq', 'replay', '--tenant', 'acme')).toMatchObject({ code: 2 });
    expect(await on('dlq', 'discard', '--tenant', 'acme', 'nobody')).toMatchObject({ code: 2 });
  });
});

describe('keys', () => {
  test('create, list, revoke · the text is printed once and stored nowhere', async () => {
    const made = await on('keys', 'create', '--name', 'ada', '--role', 'viewer', '--tenant', 'acme', '--expires', '9d');
    expect(made.stdout).toMatch(/^mfaw_[0-9a-f]{12}_[\w-]{43}\n$/);
    const id = made.stdout.slice(5, 17);
    expect((await on('keys', 'list')).stdout).toMatch(new RegExp(`${id} +ada +viewer +acme .*until `));
    expect((await on('keys', 'revoke', id)).stdout).toContain('is revoked');
    expect((await on('keys', 'list')).stdout).toMatch(/revoked 20/);
    const secret = made.stdout.trim().slice(18);
    for (const name of readdirSync(data).filter((file) => file.startsWith('store.db')))
      expect(readFileSync(join(data, name)).includes(secret)).toBe(false);
  });

  test('no tenant, or an unknown one, or an unknown key · exit 2', async () => {
    expect(await on('keys', 'create', '--name', 'x', '--role', 'viewer')).toMatchObject({ code: 2 });
    const unknown = await on('keys', 'create', '--name', 'x', '--role', 'viewer', '--tenant', 'acmee');
    expect(unknown.stderr).toContain('did you mean "acme"?');
    expect(await on('keys', 'revoke', '0123456789ab')).toMatchObject({ code: 2 });
    expect(await on('keys', 'revoke', '000000000000')).toMatchObject({ code: 2 });
  });
});

describe('settings', () => {
  const other = join(folder.path, 'settings');
  const set = (file: string, ...args: string[]): Promise<Run> =>
    mfawatch(['settings', 'set', '--tenant', 'acme', '--data', other, file, ...args]);

  test('set · everybody they concern is judged again, as a scan with them would', async () => {
    await mfawatch(['import', '--tenant', 'acme', '--data', other, logs]);
    const file = folder.write('acme.yaml', 'egress:\n  - 185.220.101.0/24\n');
    const before = await held(other);
    expect(await set(file, '--effective-from', '2026-01-01T00:00:00Z')).toMatchObject({ code: 0, stderr: '' });
    const expected = await scanned('--settings', file, logs);
    expect(await held(other)).toEqual(expected);
    expect(expected).not.toEqual(before);
    const shown = await mfawatch(['settings', 'show', '--tenant', 'acme', '--data', other]);
    expect(shown.stdout).toContain('185.220.101.0/24');
    expect(shown.stderr).toMatch(/version \d+ by command line/);
  });

  test('what cannot be · named with its line, nothing saved', async () => {
    const wrong = await set(folder.write('wrong.yaml', 'timeZone: UTC\negres: []\n'));
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toMatch(/wrong\.yaml:2: egres: unknown key; did you mean "egress"/);
    const lists = await set(folder.write('lists.yaml', 'geoDatabase: my.mmdb\n'));
    expect(lists.stderr).toContain('read when the service starts');
  });
});

describe('backup and restore', () => {
  test('restored elsewhere · the same alerts; damaged or in the way · refused', async () => {
    const [copy, back] = [join(folder.path, 'copy'), join(folder.path, 'back')];
    expect(await on('backup', '--out', copy)).toMatchObject({ code: 0, stdout: `${copy}\n` });
    expect(await mfawatch(['restore', '--from', copy, '--data', back])).toMatchObject({ code: 0 });
    expect(await held(back)).toEqual(await held());
    expect((await mfawatch(['restore', '--from', copy, '--data', back])).stderr).toContain('is not empty');
    expect(await mfawatch(['backup', '--data', folder.path, '--out', join(folder.path, 'x')])).toMatchObject({
      code: 2,
    });
    const file = join(copy, 'store.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x55, 8192 * 2, 8192 * 4));
    const damaged = await mfawatch(['restore', '--from', copy, '--data', join(folder.path, 'y')]);
    expect(damaged).toMatchObject({ code: 2 });
    expect(damaged.stderr).toMatch(/damaged/);
  });
});

describe('every command on a folder it cannot use · exit 2, said in one line', () => {
  const commands = [
    ['alerts'],
    ['incidents'],
    ['status'],
    ['dlq', 'list'],
    ['dlq', 'discard', '--tenant', 'acme', '--all'],
    ['keys', 'list'],
    ['keys', 'create', '--name', 'x', '--role', 'viewer', '--all-tenants'],
    ['settings', 'show', '--tenant', 'acme'],
    ['export', '--tenant', 'acme', '--month', '2026-11'],
    ['backup', '--out', join(folder.path, 'never')],
  ];

  test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const newer = join(folder.path, 'newer');
    const foreign = join(folder.path, 'foreign');
    mkdirSync(newer, { recursive: true });
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(newer, 'mfawatch.json'), '{"format":99}');
    writeFileSync(join(foreign, 'thesis.doc'), '');
    const places = [
      [join(folder.path, 'missing'), /there is no such data folder/],
      [foreign, /not a data folder/],
      [newer, /newer version .* update mfawatch/],
    ] as const;
    const runs = await Promise.all(places.map(([place]) => mfawatch([...args, '--data', place])));
    for (const [index, { code, stderr }] of runs.entries())
      expect([code, stderr]).toEqual([2, expect.stringMatching(places[index]?.[1] ?? '')]);
    expect(existsSync(join(folder.path, 'missing'))).toBe(false);
  });
});

describe('help and wrong usage', () => {
  const names = ['import', 'alerts', 'incidents', 'dlq', 'settings', 'keys', 'export', 'status', 'backup', 'restore'];

  test.each([...names, 'notify test', 'start'])('%s · --help shows exit codes and examples', async (name) => {
    const run = await mfawatch([...name.split(' '), '--help']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/Exit code/);
    expect(run.stdout).toMatch(/Examples?:\n {2}(MFAWATCH_API_KEY=\S+ |zcat .*)?mfawatch /);
  });

  test.each([
    ['alerts --statu open', /unknown option '--statu'\n\(Did you mean --status/],
    ['alerts --status shut', /open, acknowledged, closed, retracted/],
    ['alerts --since yesterday', /30m, 12h or 7d/],
    ['incidents --limit 0', /whole number from 1/],
    ['dlq list --stage nowhere', /ingest, normalise/],
    ['keys create --name x --role king --all-tenants', /viewer, analyst, admin, metrics/],
    ['settings set --tenant acme --effective-from now x.yaml', /with its zone/],
    ['import x', /--tenant/],
    ['status --url http://127.0.0.1:9 --data x', /leave --data and --config out/],
    ['alerts --config nowhere.yaml', /nowhere\.yaml: no such file/],
    ['notify test on-call --config nowhere.yaml', /nowhere\.yaml: no such file/],
  ])('%s · exit 2', async (line, message) => {
    const run = await mfawatch(line.split(' '));
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('an unknown tenant · the nearest one', async () => {
    for (const args of [['alerts'], ['incidents'], ['dlq', 'list'], ['settings', 'show']]) {
      const run = await on(...args, '--tenant', 'acne');
      expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('did you mean "acme"?')]);
    }
  });
});

describe('beside a service at work', () => {
  const home = new TemporaryFolder();
  const config = home.write(
    'mfawatch.yaml',
    'dataDir: data\nhttp: {port: 0}\ntenants:\n  - id: globex\nchannels:\n' +
      '  - {id: on-call, kind: webhook, url: "http://127.0.0.1:9/hook", allowPrivate: true, allowHttp: true, secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]}\n',
  );
  const place = join(home.path, 'data');
  let service: Running;

  beforeAll(async () => {
    service = new Running(['start', '--config', config]);
    await service.until(() => service.stderr.includes('mfawatch is running'));
  });
  afterAll(async () => {
    expect(await service.end('SIGINT')).toBe(0);
    expect(existsSync(join(place, 'local.key'))).toBe(false);
    home.remove();
  });

  test('import with settings of a new tenant · carried out by the service', async () => {
    const settings = home.write('acme.yaml', 'egress:\n  - 185.220.101.0/24\n');
    const run = await mfawatch(['import', '--config', config, '--tenant', 'acme', '--settings', settings, logs]);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^mfawatch start \(pid \d+\) works on .*: it was asked to do this\n$/);
    expect(await held(place)).toEqual(await scanned('--settings', settings, logs));
  });

  test('keys, settings, dead letters · asked of the service; the key of the folder is its user’s alone', async () => {
    expect(statSync(join(place, 'local.key')).mode & 0o777).toBe(0o600);
    const asked = expect.stringContaining('it was asked to do this') as string;
    const made = await mfawatch([
      'keys',
      'create',
      '--config',
      config,
      '--name',
      'x',
      '--role',
      'viewer',
      '--all-tenants',
    ]);
    expect(made).toMatchObject({ code: 0, stderr: asked });
    const revoked = await mfawatch(['keys', 'revoke', '--config', config, made.stdout.slice(5, 17)]);
    expect(revoked).toMatchObject({ code: 0, stderr: asked });
    expect((await mfawatch(['keys', 'list', '--config', config])).stdout).not.toContain('000000000000');
    const file = home.write('later.yaml', 'timeZone: Europe/Oslo\n');
    const set = await mfawatch(['settings', 'set', '--config', config, '--tenant', 'acme', file]);
    expect(set).toMatchObject({ code: 0, stderr: asked });
    await mfawatch(['import', '--config', config, '--tenant', 'acme', home.write('broken.ndjson', [broken])]);
    const discarded = await mfawatch(['dlq', 'discard', '--config', config, '--tenant', 'acme', '--all']);
    expect(discarded).toMatchObject({ code: 0, stdout: '1 letter discarded\n', stderr: asked });
    const unknown = await mfawatch(['keys', 'revoke', '--config', config, '0123456789ab']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('there is no API key')]);
  });

  test('a key a person holds · may not ask for imports', async () => {
    const { stdout } = await mfawatch([
      'keys',
      'create',
      '--config',
      config,
      '--name',
      'x',
      '--role',
      'admin',
      '--all-tenants',
    ]);
    const { api } = JSON.parse(readFileSync(join(place, 'owner.json'), 'utf8')) as { api: string };
    const body = JSON.stringify({ tenant: 'acme', inputs: [{ path: '/etc/passwd' }] });
    const headers = { Authorization: `Bearer ${stdout.trim()}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${api}/local/v1/imports`, { method: 'POST', headers, body });
    expect(answer.status).toBe(403);
    const status = await mfawatch(['status', '--url', api], { env: { MFAWATCH_API_KEY: stdout.trim() } });
    expect(status).toMatchObject({ code: 0 });
    expect(status.stdout).toMatch(/detect +running/);
  });

  test('status, alerts, backup · while it works', async () => {
    expect((await mfawatch(['status', '--config', config])).stdout).toMatch(/api +running[^]*acme +4 /);
    expect(await mfawatch(['backup', '--config', config, '--out', join(home.path, 'copy')])).toMatchObject({ code: 0 });
    expect(await held(join(home.path, 'copy'))).toEqual(await held(place));
  });

  test('a second service · told who holds the folder', async () => {
    const second = await mfawatch(['start', '--config', config]);
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/in use by mfawatch start \(pid \d+/)]);
  });

  test('notify test · nobody there, an unknown channel', async () => {
    const run = await mfawatch(['notify', 'test', 'on-call', '--config', config]);
    expect([run.code, run.stdout]).toEqual([1, expect.stringMatching(/^not delivered to /)]);
    const unknown = await mfawatch(['notify', 'test', 'oncall', '--config', config]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean "on-call"?')]);
  });
});
