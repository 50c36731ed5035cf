import { readFileSync } from 'node:fs';
import { alertsOf, mfawatch, TemporaryFolder } from '../support/cli.ts';
import { ALICE, oktaRecord } from '../support/okta-record.ts';
import { moment, signInAtHome, stolenSession } from '../support/okta-session.ts';

const folder = new TemporaryFolder();
const good = [...signInAtHome(), ...stolenSession()].map((record) => JSON.stringify(record));
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const at = (published: unknown): string => JSON.stringify({ ...oktaRecord('user.session.start'), published });

afterAll(() => {
  folder.remove();
});

describe('scan · one bad record among good ones · a dead letter with file and line, nothing else lost', () => {
  test.each<[string, string, RegExp]>([
    ['broken JSON', '{"uuid": "x", "published": }', /malformed|json/i],
    ['a truncated record', (good[0] ?? '').slice(0, 200), /malformed|json|truncat/i],
    ['a bare value', '42', /\w/],
    ['nested 5,000 deep', nested(5_000), /too_deep/],
    ['somebody else’s record', '{"message":"hello","level":"info"}', /unknown_shape/],
    ['1970', at('1970-01-01T00:00:00.000Z'), /\w/],
    ['2099', at('2099-01-01T00:00:00.000Z'), /future/],
    ['a time that is none', at('yesterday'), /published|time/],
    ['a time of the wrong type', at({ seconds: 1 }), /published|time/],
    ['no id', JSON.stringify({ ...oktaRecord('user.session.start'), uuid: null }), /uuid|id/],
    ['NUL and terminal commands', '{"uuid":"\u0000\u001b[2J\u009b31m', /\w/],
    ['a line of binary', '\u0001\u0002\ufffd\ufffd\u0003', /\w/],
    ['11 MB on one line', JSON.stringify({ ...oktaRecord('x'), padding: 'x'.repeat(11_000_000) }), /large|too_/],
  ])('%s', async (_, bad, reason) => {
    const file = folder.write('mixed.ndjson', `${good[0] ?? ''}\n${bad}\n${good[1] ?? ''}\n${good[2] ?? ''}\n`);
    const letters = `${file}.dead`;
    const run = await mfawatch(['scan', '--format', 'ndjson', '--dead-letters', letters, file]);
    const told = run.stderr.split('\n').find((line) => line.includes('mixed.ndjson:2')) ?? '';
    expect(run.code).toBe(3);
    expect(alertsOf(run)).toHaveLength(1);
    expect(told).toMatch(reason);
    expect(run.stderr).toContain('1 dead letter (');
    expect(run.stderr).toContain('events     3 (okta 3)');
    expect(run.stderr).not.toMatch(/[^\P{C}\n]/u);
    expect(JSON.parse(readFileSync(letters, 'utf8'))).toMatchObject({ origin: { file, line: 2 } });
  });

  test('a file cut in the middle of its list · what stands before is used', async () => {
    const file = folder.write('cut.json', `[${good.join(',\n')},\n${(good[0] ?? '').slice(0, 100)}`);
    const run = await mfawatch(['scan', '--format', 'ndjson', file]);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/cut\.json.*4/);
    expect(run.stderr).toContain('events     3 (okta 3)');
  });

  test('every field of the wrong type · an event or a dead letter each, never a crash', async () => {
    const base = moment({ minute: 10, type: 'user.session.start' });
    const wrong = [null, 7, true, 'x', [], [[]], {}, { a: { b: 1 } }];
    const records = Object.keys(base).flatMap((key) =>
      wrong.map((value, index) => ({ ...base, uuid: `wrong-${key}-${String(index)}`, [key]: value })),
    );
    const run = await mfawatch(['scan', folder.write('wrong.ndjson', [...records])]);
    const counted = (pattern: RegExp): number => Number(pattern.exec(run.stderr)?.[1] ?? 0);
    const told = [/^events +(\d+)/m, /; (\d+) dead letters?/, /(\d+) repeated/, /(\d+) revised/].map(counted);
    expect([0, 3]).toContain(run.code);
    expect(told.reduce((sum, count) => sum + count)).toBe(records.length);
    expect(run.stderr).not.toContain('failed and were skipped');
  });

  test('one id twice with different content · one event', async () => {
    const record = moment({ minute: 10, type: 'user.session.start' });
    const run = await mfawatch([
      'scan',
      folder.write('twice.ndjson', [record, { ...record, actor: { ...ALICE, displayName: 'Al' } }]),
    ]);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/events {5}1 \(okta 1\)/);
  });

  test('control characters in a record that alerts · shown as text, in both formats', async () => {
    const hostile = { ...ALICE, displayName: 'Al\u0000i\u001b[2Jce\u009b31m\u202e\u2028' };
    const lines = [...signInAtHome(), ...stolenSession()].map((record) => ({
      ...record,
      actor: hostile,
      target: [hostile],
    }));
    const file = folder.write('hostile.ndjson', lines);
    const text = await mfawatch(['scan', file]);
    expect(text.code).toBe(3);
    expect(text.stdout + text.stderr).not.toMatch(/[^\P{C}\n]/u);
    const documents = await mfawatch(['scan', '--format', 'ndjson', file]);
    expect(documents.stdout).not.toMatch(/[^\P{C}\n]/u);
    expect(alertsOf(documents)).toHaveLength(1);
  });
});
