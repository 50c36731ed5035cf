import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/build.ts';
import { alertsOf, mfawatch, TemporaryFolder } from '../support/cli.ts';
import { DEVICE_TOKEN, PHONE, SESSION, signInAtHome, stolenSession, textMessage } from '../support/okta-session.ts';

const folder = new TemporaryFolder();
const crafted = folder.write('crafted.ndjson', [...signInAtHome(), textMessage(7), ...stolenSession()]);
const samples = ['okta', 'entra', 'google'].map((provider) => join(ROOT, 'events', provider, 'fixtures'));
const NAMES = [
  'externalSessionId',
  'rootSessionId',
  'dtHash',
  'deviceToken',
  'sessionId',
  'uniqueTokenIdentifier',
  'phoneNumber',
];

afterAll(() => {
  folder.remove();
});

/** Every value that stands under one of these names, however deep. */
function secretsIn(value: unknown, found: Set<string>): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, child] of Object.entries(value)) {
    if (NAMES.includes(key) && typeof child === 'string' && child.length >= 8 && child !== 'unknown') found.add(child);
    secretsIn(child, found);
  }
  return found;
}

describe('scan and explain · no secret of the input leaves (I9)', () => {
  test.each(['text', 'ndjson'])(
    'sessions, device tokens and telephone numbers of alerts · not in %s',
    async (format) => {
      const run = await mfawatch(['scan', '--full', '--format', format, crafted]);
      expect(run.code).toBe(3);
      for (const secret of [SESSION, DEVICE_TOKEN, PHONE, PHONE.slice(1)])
        expect(run.stdout + run.stderr).not.toContain(secret);
    },
  );

  test('explain · neither', async () => {
    const run = await mfawatch(['explain', '--user', 'alice@example.com', '--at', '2026-11-16T08:20:00Z', crafted]);
    expect(run.code).toBe(0);
    for (const secret of [SESSION, DEVICE_TOKEN, PHONE]) expect(run.stdout + run.stderr).not.toContain(secret);
  });

  test('every sample of every provider · nothing that stands in a secret field is printed', async () => {
    const files = samples.flatMap((sample) =>
      readdirSync(sample)
        .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
        .map((name) => join(sample, name)),
    );
    const secrets = files.reduce(
      (found, file) => secretsIn(JSON.parse(readFileSync(file, 'utf8')), found),
      new Set<string>(),
    );
    expect(secrets.size).toBeGreaterThan(5);
    const run = await mfawatch(['scan', '--full', ...files]);
    expect([...secrets].filter((secret) => (run.stdout + run.stderr).includes(secret))).toEqual([]);
  });
});

describe('scan · one run, one tenant (I5)', () => {
  test('every alert names the tenant that was given, and only it', async () => {
    const run = await mfawatch(['scan', '--tenant', 'acme-eu', '--format', 'ndjson', crafted]);
    const other = await mfawatch(['scan', '--tenant', 'rival', '--format', 'ndjson', crafted]);
    const ids = new Set(alertsOf(run).map(({ event }) => event.id));
    expect(ids.size).toBeGreaterThan(1);
    expect(alertsOf(run).every(({ organization }) => organization.id === 'acme-eu')).toBe(true);
    expect(alertsOf(other).filter(({ event }) => ids.has(event.id))).toEqual([]);
  });
});
