import { readFileSync } from 'node:fs';
import { describeShared } from '../../test/support/shared.ts';
import { generateOrganisation, openOrganisation, type OrganisationOptions } from './generate.ts';
import { utcDay, weekday } from './local-time.ts';
import { eventIdsOf, type RawRecord } from './record.ts';
import { SCENARIOS } from './scenarios/index.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 26);
const OPTIONS: OrganisationOptions = { seed: 7, tenant: 'acme', people: 60, days: 21, start: START, egress: 'vpn' };

const organisation = generateOrganisation(OPTIONS);
const { records, labels } = organisation;
const okta = records.filter((record) => record.source === 'okta');
const signIns = records.filter((record) => record.stream === 'signin');

/** The value at a dotted path of the provider's JSON, e.g. `client.device`, `events.0.name`. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return found;
}

const text = (record: RawRecord, path: string): string => String(at(record.raw, path));

function count<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('generateOrganisation', () => {
  test('the same options · twice · the same bytes', () => {
    const small = { ...OPTIONS, people: 12, days: 6 };
    const [first, second] = [generateOrganisation(small), generateOrganisation(small)];
    expect(JSON.stringify(second.records)).toBe(JSON.stringify(first.records));
    expect(second.labels).toEqual(first.labels);
    expect(second.expectations).toEqual(first.expectations);
  });

  test('another seed · other records', () => {
    const small = { ...OPTIONS, people: 12, days: 3 };
    const ids = (seed: number): string[] => generateOrganisation({ ...small, seed }).records.flatMap(eventIdsOf);
    const known = new Set(ids(1));
    expect(ids(2).filter((id) => known.has(id))).toEqual([]);
  });

  test('batches · one after another · the same records in order of time', () => {
    const small = { ...OPTIONS, people: 12, days: 6 };
    const batches = [...openOrganisation(small).batches()].flat();
    expect(batches).toEqual(generateOrganisation(small).records);
    expect(records.every((record, index) => index === 0 || (records[index - 1]?.time ?? 0) <= record.time)).toBe(true);
  });

  test('records · always · arrive after they happened', () => {
    expect(records.filter((record) => record.arrivesAt <= record.time)).toEqual([]);
  });

  test('ids · unique but for the revisions and repeats of Entra', () => {
    const others = records.filter((record) => record.stream !== 'signin').flatMap(eventIdsOf);
    expect(new Set(others).size).toBe(others.length);
    const revisions = count(signIns.flatMap(eventIdsOf));
    const repeated = [...revisions.values()].filter((times) => times > 1);
    expect(Math.max(...repeated)).toBe(2);
    expect(repeated.length / revisions.size).toBeGreaterThan(0.005);
    expect(repeated.length / revisions.size).toBeLessThan(0.1);
  });

  test('an active person · on a working day · has some forty records', () => {
    const working = records.filter((record) => weekday(record.time - (record.time % DAY)) < 5);
    const keys = working.map((record) => {
      const user = at(record.raw, 'actor.alternateId') ?? at(record.raw, 'userPrincipalName') ?? '';
      return `${String(user)} ${utcDay(record.time)}`;
    });
    const active = count(keys.filter((key) => key.includes('@acme.example')));
    const mean = [...active.values()].reduce((sum, each) => sum + each, 0) / active.size;
    expect(mean).toBeGreaterThan(25);
    expect(mean).toBeLessThan(60);
  });

  test('weekends · quiet', () => {
    const perDay = count(records.map(({ time }) => weekday(time - (time % DAY))));
    expect((perDay.get(6) ?? 0) * 5).toBeLessThan(perDay.get(2) ?? 0);
  });

  test('providers · only those of the tenant', () => {
    const google = generateOrganisation({ ...OPTIONS, people: 20, days: 7, providers: ['google'] });
    expect([...new Set(google.records.map((record) => record.source))]).toEqual(['google']);
    expect(google.labels.some((label) => label.scenario === 'travel-google')).toBe(true);
  });

  test('attacks · false · leaves innocent look-alikes only', () => {
    const calm = generateOrganisation({ ...OPTIONS, attacks: false });
    expect(calm.labels.length).toBeGreaterThan(10);
    expect(calm.labels.filter((label) => label.kind === 'attack')).toEqual([]);
  });

  test('attacks · a list · exactly those', () => {
    const one = generateOrganisation({ ...OPTIONS, people: 8, days: 7, attacks: ['aitm-okta'] });
    const attacks = one.labels.filter((label) => label.kind === 'attack').map((label) => label.scenario);
    expect(attacks).toEqual(['aitm-okta']);
    expect(() => generateOrganisation({ ...OPTIONS, attacks: ['nonsense'] })).toThrow('no scenario nonsense');
  });
});

describe('labels', () => {
  test('every scenario · in one organisation · played', () => {
    const played = new Set(labels.map((label) => label.scenario));
    expect(SCENARIOS.map((scenario) => scenario.id).filter((id) => !played.has(id))).toEqual([]);
    expect(['flight', 'in-flight', 'msp-technician'].filter((id) => !played.has(id))).toEqual([]);
  });

  test('event ids · of a label · are those of its records, within its times', () => {
    const byLabel = new Map<string, RawRecord[]>();
    for (const record of records) {
      if (record.label !== undefined) byLabel.set(record.label, [...(byLabel.get(record.label) ?? []), record]);
    }
    for (const label of labels) {
      const own = byLabel.get(label.id) ?? [];
      expect(new Set(own.flatMap(eventIdsOf))).toEqual(new Set(label.eventIds));
      expect(own.every((record) => record.time >= label.from && record.time <= label.to)).toBe(true);
    }
    expect(byLabel.size).toBe(labels.length);
  });

  test('phone uses · judged again from the raw records · the same set', () => {
    const expected = organisation.expectations.phoneUses.map((use) => `${use.user} ${use.method} ${use.day}`);
    expect(new Set(records.flatMap(phoneUsesOf))).toEqual(new Set(expected));
    expect(expected.length).toBeGreaterThan(20);
  });
});

/** A second, independent reading of what counts: successful second-factor steps by phone. */
function phoneUsesOf(record: RawRecord): string[] {
  if (record.source === 'okta') return oktaPhoneUses(record);
  if (record.stream === 'signin') return entraPhoneUses(record);
  return record.stream === 'login' ? googlePhoneUses(record) : [];
}

function oktaPhoneUses(record: RawRecord): string[] {
  const method = new Map([
    ['SMS_FACTOR', 'sms'],
    ['CALL_FACTOR', 'voice'],
  ]).get(text(record, 'debugContext.debugData.factor'));
  const succeeded = text(record, 'outcome.result') === 'SUCCESS';
  const signsIn = text(record, 'debugContext.debugData.factorIntent') === 'LOGIN';
  if (method === undefined || !succeeded || !signsIn) return [];
  return [`${text(record, 'actor.alternateId')} ${method} ${utcDay(record.time)}`];
}

function entraPhoneUses(record: RawRecord): string[] {
  const steps = at(record.raw, 'authenticationDetails') as readonly unknown[];
  return steps.flatMap((step) => {
    const label = String(at(step, 'authenticationMethod'));
    const method = label.startsWith('Text') ? 'sms' : label.startsWith('Phone call') ? 'voice' : undefined;
    if (method === undefined || at(step, 'succeeded') !== true) return [];
    const day = String(at(step, 'authenticationStepDateTime')).slice(0, 10);
    return [`${text(record, 'userPrincipalName')} ${method} ${day}`];
  });
}

function googlePhoneUses(record: RawRecord): string[] {
  const event = JSON.stringify(at(record.raw, 'events.0'));
  const second = event.includes('{"name":"is_second_factor","boolValue":true}');
  const passed = event.includes('Challenge Passed.') && event.includes('["idv_preregistered_phone"]');
  return second && passed ? [`${text(record, 'actor.email')} phone_unspecified ${utcDay(record.time)}`] : [];
}

describe('raw records', () => {
  test('Okta · every record · fits the shape of the System Log', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const misfits = (path: string, fits: (value: string) => boolean): RawRecord[] =>
      okta.filter((record) => !fits(text(record, path)));
    expect(okta.length).toBeGreaterThan(1000);
    expect(misfits('uuid', (value) => uuid.test(value))).toEqual([]);
    expect(misfits('published', (value) => !Number.isNaN(Date.parse(value)))).toEqual([]);
    expect(misfits('outcome.result', (value) => /^(SUCCESS|FAILURE|ALLOW|DENY|CHALLENGE)$/.test(value))).toEqual([]);
    expect(misfits('transaction.type', (value) => /^(WEB|JOB)$/.test(value))).toEqual([]);
    expect(misfits('actor.type', (value) => /^(User|SystemPrincipal|AppInstance)$/.test(value))).toEqual([]);
  });

  test('Okta · an approved push · shows the phone, not the browser', () => {
    const pushes = okta.filter((record) => text(record, 'debugContext.debugData.factor') === 'OKTA_VERIFY_PUSH');
    expect(pushes.length).toBeGreaterThan(50);
    expect(new Set(pushes.map((record) => text(record, 'client.device')))).toEqual(new Set(['Mobile']));
    expect(pushes.filter((record) => at(record.raw, 'debugContext.debugData.dtHash') !== undefined)).toEqual([]);
  });

  test('Entra · all four streams are there · most rows are not interactive', () => {
    const types = count(signIns.map((record) => text(record, 'signInEventTypes.0')));
    const expected = ['interactiveUser', 'managedIdentity', 'nonInteractiveUser', 'servicePrincipal'];
    expect([...types.keys()].sort()).toEqual(expected);
    expect(types.get('nonInteractiveUser')).toBeGreaterThan((types.get('interactiveUser') ?? 0) * 10);
  });

  test('Google · a log-in by password · shares time and qualifier with its verification', () => {
    const named = (name: string): RawRecord[] => records.filter((record) => text(record, 'events.0.name') === name);
    const key = (record: RawRecord): string => `${text(record, 'id.time')} ${text(record, 'id.uniqueQualifier')}`;
    const verified = new Set(named('login_verification').map(key));
    const byPassword = named('login_success').filter((record) =>
      JSON.stringify(record.raw).includes('google_password'),
    );
    expect(byPassword.length).toBeGreaterThan(20);
    expect(byPassword.filter((record) => !verified.has(key(record)))).toEqual([]);
  });
});

describeShared('schemas/okta-event-types.tsv', 'Okta event types', (path) => {
  test('those used · are in the vendor’s catalogue', () => {
    const known = new Set(
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.split('\t')[0]),
    );
    const used = [...new Set(okta.map((record) => text(record, 'eventType')))];
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((type) => !known.has(type))).toEqual([]);
  });
});
