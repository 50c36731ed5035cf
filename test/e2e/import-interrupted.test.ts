import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportRecords } from '../../simulator/organisation/export.ts';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import { alertsOf, mfawatch, TemporaryFolder } from '../support/cli.ts';
import type { Run } from '../support/cli.ts';
import { Running } from '../support/running.ts';

const folder = new TemporaryFolder();
const DAYS = 8;
const start = Date.UTC(2026, 10, 20) - DAYS * 86_400_000;
const organisation = { seed: 'interrupted', tenant: 'acme', people: 15, days: DAYS, start, offices: ['lis'] } as const;
const logs = join(folder.path, 'logs');
const settings = folder.write('acme.yaml', 'timeZone: Europe/Lisbon\n');
mkdirSync(logs);
exportRecords(logs, generateOrganisation({ ...organisation, egress: 'vpn' }).records);

const importing = (data: string): string[] => {
  return ['import', '--tenant', 'acme', '--settings', settings, '--data', join(folder.path, data), logs];
};

afterAll(() => {
  folder.remove();
});

function idsOf(run: Run): string[] {
  const active = alertsOf(run).filter(({ mfa }) => mfa.alert.detection === 'active');
  return active.map(({ event }) => event.id).sort();
}

let expected: string[];

beforeAll(async () => {
  expected = idsOf(await mfawatch(['scan', '--tenant', 'acme', '--settings', settings, '--format', 'ndjson', logs]));
});

async function held(data: string): Promise<string[]> {
  return idsOf(await mfawatch(['alerts', '--format', 'ndjson', '--data', join(folder.path, data)]));
}

test('SIGKILL at several moments · the same command ends in the alerts of a scan', async () => {
  for (const after of [900, 1_500, 2_200, 3_000]) {
    const run = new Running(importing('killed'));
    await sleep(after);
    await run.end('SIGKILL');
  }
  const status = await mfawatch(['status', '--data', join(folder.path, 'killed')]);
  expect(status.stdout).toContain('nobody is at work here');
  expect(await mfawatch(importing('killed'))).toMatchObject({ code: 0, stderr: '' });
  expect(expected.length).toBeGreaterThan(10);
  expect(await held('killed')).toEqual(expected);
}, 180_000);

test('Ctrl-C, and a second import meanwhile · 130, refused with who is at work, then goes on', async () => {
  const first = new Running(importing('stopped'));
  const unfinished = /reading file|learning|judging/;
  const place = join(folder.path, 'stopped');
  for (let seen = ''; !unfinished.test(seen);) seen = (await mfawatch(['status', '--data', place])).stdout;
  const second = await mfawatch(importing('stopped'));
  expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/in use by mfawatch import \(pid \d+/)]);
  expect(await first.end('SIGINT')).toBe(130);
  expect(first.stderr).toBe('interrupted: the same command with the same files goes on from here\n');
  expect(await mfawatch(importing('stopped'))).toMatchObject({ code: 0, stderr: '' });
  expect(await held('stopped')).toEqual(expected);
}, 180_000);
