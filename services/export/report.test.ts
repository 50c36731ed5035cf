import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { entra } from '../../events/entra/index.ts';
import type { MfaEvent } from '../../events/event.ts';
import { google } from '../../events/google/index.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { tenantId } from '../../events/identity.ts';
import { NO_ALIASES, observe } from '../../events/observe.ts';
import { okta } from '../../events/okta/index.ts';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import type { RawRecord } from '../../simulator/organisation/record.ts';
import { testContext } from '../../test/support/context.ts';
import { localTime, monthOf } from './month.ts';
import { MonthReporter } from './report.ts';
import { sheetsOf } from './tables.ts';

const PROVIDERS = { okta, entra, google };
const october = monthOf('2026-10', 'Europe/Oslo')!;

function eventsOf({ source, raw }: RawRecord): readonly MfaEvent[] {
  const result = PROVIDERS[source].normalise(raw as never, testContext());
  return result.ok ? result.value : [];
}

const organisation = generateOrganisation({
  seed: 'export',
  tenant: 'acme',
  people: 30,
  days: 20,
  start: Date.UTC(2026, 9, 5),
});

function reportOf(events: readonly MfaEvent[]): ReturnType<MonthReporter['report']> {
  const reporter = new MonthReporter(october);
  const newest = new Map<string, MfaEvent>();
  for (const event of events) {
    const known = newest.get(event.event.id);
    if (known === undefined || known.mfa.rank < event.mfa.rank) newest.set(event.event.id, event);
  }
  for (const event of newest.values())
    reporter.addEvent(event.event.module, timeOfIso(event['@timestamp']), observe(event, NO_ALIASES));
  return reporter.report(tenantId('acme'), october.to);
}

const report = reportOf(organisation.records.flatMap(eventsOf));

describe('MonthReporter', () => {
  test('a generated organisation · exactly the people who used a phone, by method', () => {
    const truth = new Set(organisation.expectations.phoneUses.map(({ user, method }) => `${user} ${method}`));
    const found = report.users.flatMap((user) => [
      ...(user.sms_uses > 0 ? [`${user.user} sms`] : []),
      ...(user.voice_uses > 0 ? [`${user.user} voice`] : []),
      ...(user.phone_unspecified_uses > 0 ? [`${user.user} phone_unspecified`] : []),
    ]);
    expect(found.filter((use) => !truth.has(use))).toEqual([]);
    expect([...truth].filter((use) => !found.includes(use))).toEqual([]);
  });

  test('totals · the sums of the people', () => {
    const sms = report.users.reduce((sum, user) => sum + user.sms_uses, 0);
    expect(report.totals.sms_uses).toBe(sms);
    expect(report.totals.users).toBe(report.users.length);
    expect(report.totals.sign_ins).toBeGreaterThan(report.totals.sign_ins_without_mfa);
    expect(report.totals.sign_ins_without_mfa).toBeGreaterThan(0);
  });

  test('an administrator’s reset · told of the victim, with who did it', () => {
    const fixture = readFileSync(
      resolve(__dirname, '../../events/okta/fixtures/user.mfa.factor.reset_all.json'),
      'utf8',
    );
    const reset = okta.normalise(JSON.parse(fixture) as never, testContext());
    const events = reset.ok ? reset.value.map((event) => ({ ...event, '@timestamp': '2026-10-10T10:00:00.000Z' })) : [];
    const rows = reportOf(events).users.flatMap(({ user, resets }) => resets.map(({ by, at }) => ({ user, by, at })));
    expect(rows).toEqual([
      { user: 'alice.moreau@example.com', by: 'helpdesk.one@example.com', at: '2026-10-10T10:00:00.000Z' },
    ]);
  });

  test('days without any record · blind hours of each source', () => {
    const first = report.silences.find(({ source }) => source === 'okta');
    expect(first?.from).toBe('2026-09-30T22:00:00.000Z');
    expect(report.totals.blind_hours).toBeGreaterThan(5 * 24);
  });
});

describe('sheetsOf', () => {
  test('a name that is a formula · cannot be executed', () => {
    const reporter = new MonthReporter(october);
    const [event] = organisation.records.flatMap(eventsOf);
    const evil = {
      ...event!,
      user: { ...event!.user, id: 'x', name: '=cmd@evil.example', email: '=cmd@evil.example' },
    };
    reporter.addEvent('okta', october.from, observe(evil, NO_ALIASES));
    const [users] = sheetsOf(reporter.report(tenantId('acme'), october.to));
    expect(users?.csv).toContain("\n'=cmd@evil.example");
  });

  test('every user · one row, as many columns as the head', () => {
    const [users] = sheetsOf(report);
    const rows = users!.csv.trim().split('\r\n');
    expect(rows).toHaveLength(report.users.length + 1);
    expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
  });
});

describe('monthOf', () => {
  test('a month with a change of clocks · an hour longer', () => {
    expect((october.to - october.from) / 3_600_000).toBe(31 * 24 + 1);
    expect(localTime(october.from, 'Europe/Oslo')).toBe('2026-10-01 00:00:00 +02:00');
  });

  test.each(['2026-13', '2026-1', 'October', ''])('%s · no month', (name) => {
    expect(monthOf(name, 'UTC')).toBeUndefined();
  });
});
