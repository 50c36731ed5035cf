import fc from 'fast-check';
import { DAY_MS } from '../../detectors/kit/closed-days.ts';
import type { AlertRecord, Incident, IncidentMessage, UserRisk } from '../records/index.ts';
import { decodeJson, encodeJson } from '../records/index.ts';
import { Correlator } from './correlator.ts';
import { MAX_ALERTS, MAX_KNOWN_ALERTS } from './limits.ts';
import { ACME, alertRecord, NOON } from '../../test/support/alert-record.ts';
import type { TestAlert } from '../../test/support/alert-record.ts';

const HOUR_MS = 3_600_000;

/** What the Store holds after all messages: of one incident, and of one user, the highest sequence. */
class Held {
  readonly incidents = new Map<string, { sequence: number; incident: Incident }>();
  readonly risks = new Map<string, { sequence: number; risk: UserRisk }>();

  take(message: IncidentMessage): void {
    if (message.kind === 'incident') keepNewest(this.incidents, message.incident.id, message);
    else keepNewest(this.risks, message.risk.user, message);
  }

  get all(): Incident[] {
    return [...this.incidents.values()].map(({ incident }) => incident).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function keepNewest<T extends { sequence: number }>(held: Map<string, T>, key: string, message: T): void {
  if (message.sequence >= (held.get(key)?.sequence ?? -1)) held.set(key, message);
}

/** Feeds the records; before each of `crashes` (record numbers) the correlator is lost and restored from the changelog. */
function correlate(records: readonly AlertRecord[], batchSize = 1, crashes: ReadonlySet<number> = new Set()): Held {
  const held = new Held();
  const changelog = new Map<string, Uint8Array | null>();
  let correlator = new Correlator();
  for (let start = 0; start < records.length; start += batchSize) {
    if (crashes.has(start)) {
      // Half of the batch was seen and nothing of it became durable.
      correlator.apply(records[start]!, BigInt(start));
      correlator = new Correlator();
      for (const [key, value] of changelog) correlator.restore(key, value);
    }
    records.slice(start, start + batchSize).forEach((record, index) => {
      correlator.apply(record, BigInt(start + index));
    });
    const { incidents, states } = correlator.settle();
    for (const { value } of incidents) held.take(decodeJson<IncidentMessage>(value!));
    for (const { key, value } of states) changelog.set(key, value);
  }
  return held;
}

function incidentsOf(...alerts: readonly TestAlert[]): Incident[] {
  return correlate(alerts.map((alert, index) => alertRecord({ sequence: index + 1, ...alert }))).all;
}

function idsOf(incidents: readonly Incident[]): string[][] {
  return incidents.map(({ alerts }) => alerts.map(({ id }) => id).sort()).sort();
}

describe('correlator · where an alert belongs', () => {
  test('first alert of a user · opens an incident whose id begins with its month', () => {
    const [incident] = incidentsOf({ id: '202611-a' });
    expect(incident).toMatchObject({ tenant: ACME, user: 'alice@example.com', status: 'open', revision: 1 });
    expect(incident?.id).toMatch(/^202611-[0-9a-f]{24}$/);
  });

  test('24 hours behind the span · joins; a millisecond more · opens another', () => {
    const a = { id: '202611-a', first: NOON, last: NOON + HOUR_MS };
    const edge = a.last + DAY_MS;
    expect(idsOf(incidentsOf(a, { id: '202611-b', first: edge }))).toEqual([['202611-a', '202611-b']]);
    expect(idsOf(incidentsOf(a, { id: '202611-b', first: edge + 1 }))).toEqual([['202611-a'], ['202611-b']]);
  });

  test('24 hours before the span · joins; a millisecond more · opens another', () => {
    const a = { id: '202611-a' };
    expect(idsOf(incidentsOf(a, { id: '202611-b', first: NOON - DAY_MS }))).toHaveLength(1);
    expect(idsOf(incidentsOf(a, { id: '202611-b', first: NOON - DAY_MS - 1, last: NOON }))).toHaveLength(2);
  });

  test('two incidents cover it · joins the earlier, and neither merges nor splits', () => {
    const incidents = incidentsOf(
      { id: '202611-late', first: NOON + 2 * DAY_MS },
      { id: '202611-early', first: NOON },
      { id: '202611-between', first: NOON + DAY_MS },
    );
    expect(idsOf(incidents)).toEqual([['202611-between', '202611-early'], ['202611-late']]);
  });

  test('its times move far away · stays in its incident', () => {
    const incidents = incidentsOf(
      { id: '202611-a' },
      { id: '202611-b' },
      { id: '202611-b', first: NOON + 20 * DAY_MS },
    );
    expect(idsOf(incidents)).toEqual([['202611-a', '202611-b']]);
    expect(incidents[0]?.last_event).toBe('2026-12-10T12:00:00.000Z');
  });

  test('successor of a superseded alert · joins the incident of the one it replaces', () => {
    const incidents = incidentsOf(
      { id: '202611-a' },
      { id: '202611-a', detection: 'retracted', replacedBy: '202611-b', bare: true },
      { id: '202611-b', first: NOON + 9 * DAY_MS },
    );
    expect(idsOf(incidents)).toEqual([['202611-a', '202611-b']]);
    expect(incidents[0]).toMatchObject({ status: 'open', revision: 3 });
  });

  test('another user at the same time · another incident', () => {
    expect(incidentsOf({ id: '202611-a' }, { id: '202611-b', user: 'bob@example.com' })).toHaveLength(2);
  });

  test('full incident · takes no more', () => {
    const alerts = Array.from({ length: MAX_ALERTS + 1 }, (_, index) => ({ id: `202611-${String(index)}` }));
    expect(
      incidentsOf(...alerts)
        .map(({ alerts: members }) => members.length)
        .sort(),
    ).toEqual([1, MAX_ALERTS]);
  });

  test('very many alerts of one user · state is bounded, and every alert was shown in one incident', () => {
    const correlator = new Correlator();
    const held = new Held();
    const count = MAX_KNOWN_ALERTS + 100;
    for (let index = 0; index < count; index += 1) {
      const id = `202611-${String(index)}`;
      correlator.apply(alertRecord({ id, sequence: index, first: NOON + (index * 3 * DAY_MS) / 10 }), BigInt(index));
    }
    const { incidents, states } = correlator.settle();
    for (const { value } of incidents) held.take(decodeJson<IncidentMessage>(value!));
    expect(held.all.flatMap(({ alerts }) => alerts)).toHaveLength(count);
    expect(states[0]!.value!.length).toBeLessThan(600_000);
  });
});

describe('correlator · what an incident says', () => {
  test('several alerts · title, severity and reason are those of the weightiest, risk is that of all', () => {
    const [incident] = incidentsOf(
      { id: '202611-a', severity: 'low', risk: 20, name: 'SMS used' },
      { id: '202611-b', severity: 'critical', confidence: 'medium', risk: 50, name: 'Session stolen' },
      { id: '202611-c', severity: 'high', risk: 50 },
    );
    expect(incident).toMatchObject({
      title: 'Session stolen, and 2 more',
      severity: 'critical',
      confidence: 'medium',
      reason: 'alice@example.com did 202611-b',
      risk: 80,
    });
  });

  test('weightiest alert retracted · speaks of those that are left', () => {
    const [incident] = incidentsOf(
      { id: '202611-a', severity: 'low', risk: 20, name: 'SMS used' },
      { id: '202611-b', severity: 'critical', risk: 90 },
      { id: '202611-b', detection: 'retracted', bare: true },
    );
    expect(incident).toMatchObject({ title: 'SMS used', severity: 'low', risk: 20, status: 'open', revision: 3 });
  });

  test('every alert retracted · the incident is, and still says what it was about', () => {
    const [incident] = incidentsOf({ id: '202611-a' }, { id: '202611-a', detection: 'retracted', bare: true });
    expect(incident).toMatchObject({
      status: 'retracted',
      detection: 'retracted',
      title: 'Impossible travel',
      risk: 0,
    });
  });

  test('alert comes back · the incident is open again', () => {
    const [incident] = incidentsOf(
      { id: '202611-a' },
      { id: '202611-a', detection: 'retracted', bare: true },
      { id: '202611-a' },
    );
    expect(incident).toMatchObject({ status: 'open', revision: 3 });
  });

  test('grows more severe · new revision; less severe or reworded · none', () => {
    const revision = (severity: 'low' | 'critical', risk: number): number | undefined =>
      incidentsOf({ id: '202611-a' }, { id: '202611-a', severity, risk })[0]?.revision;
    expect(revision('critical', 90)).toBe(2);
    expect(revision('low', 10)).toBe(1);
  });

  test('older record of an alert · changes nothing', () => {
    const [incident] = incidentsOf(
      { id: '202611-a', sequence: 7 },
      { id: '202611-a', sequence: 7, severity: 'critical' },
      { id: '202611-a', sequence: 3, detection: 'retracted' },
    );
    expect(incident).toMatchObject({ severity: 'high', status: 'open', revision: 1 });
  });

  test('retraction of an alert never seen · nothing to show', () => {
    expect(incidentsOf({ id: '202611-a', detection: 'retracted', bare: true })).toEqual([]);
    expect(incidentsOf({ id: '202611-a', detection: 'retracted' })).toEqual([]);
  });

  test('quiet · only while every alert of it is', () => {
    expect(incidentsOf({ id: '202611-a', quiet: true })[0]?.quiet).toBe(true);
    expect(incidentsOf({ id: '202611-a', quiet: true }, { id: '202611-b' })[0]?.quiet).toBeUndefined();
  });

  test('name of the user · the last one an alert gave', () => {
    const [incident] = incidentsOf({ id: '202611-a', fullName: 'Alice A' }, { id: '202611-b' });
    expect(incident?.user_name).toBe('Alice A');
  });
});

describe('correlator · user risk', () => {
  const riskOf = (...alerts: readonly TestAlert[]): UserRisk | undefined =>
    correlate(alerts.map((alert, index) => alertRecord({ sequence: index + 1, ...alert }))).risks.get(
      'alice@example.com',
    )?.risk;

  test('active alerts of 30 days weigh together, older ones no more', () => {
    const risk = riskOf(
      { id: '202610-a', first: NOON - 31 * DAY_MS, risk: 90 },
      { id: '202611-b', first: NOON - 29 * DAY_MS },
      { id: '202611-c' },
    );
    expect(risk).toMatchObject({ risk: 75, active_alerts: 2, last_event: '2026-11-20T12:00:00.000Z' });
  });

  test('the last active alert goes · no risk is left', () => {
    const risk = riskOf({ id: '202611-a' }, { id: '202611-a', detection: 'retracted', bare: true });
    expect(risk).toMatchObject({ risk: 0, active_alerts: 0 });
  });
});

describe('correlator · the same log gives the same incidents', () => {
  const record = fc
    .record({
      alert: fc.integer({ min: 0, max: 12 }),
      user: fc.constantFrom('alice@example.com', 'bob@example.com'),
      hours: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 20_000 })),
      length: fc.integer({ min: 0, max: 40 }),
      sequence: fc.integer({ min: 0, max: 60 }),
      detection: fc.constantFrom('active' as const, 'active' as const, 'retracted' as const),
      severity: fc.constantFrom('low' as const, 'high' as const, 'critical' as const),
      replacedBy: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
      bare: fc.boolean(),
    })
    .map(({ alert, user, hours, length, replacedBy, bare, detection, ...rest }) =>
      alertRecord({
        ...rest,
        id: `202611-${user}-${String(alert)}`,
        user,
        detection,
        first: NOON + hours * HOUR_MS,
        last: NOON + (hours + length) * HOUR_MS,
        ...(detection === 'retracted' && replacedBy !== undefined
          ? { replacedBy: `202611-${user}-${String(replacedBy)}` }
          : {}),
        ...(detection === 'retracted' && bare ? { bare } : {}),
      }),
    );
  const log = fc.array(record, { minLength: 1, maxLength: 60 });

  test('any batches and crashes · the same documents', () => {
    fc.assert(
      fc.property(
        log,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 59 })),
        (records, size, at) => {
          const whole = correlate(records);
          const split = correlate(records, size, new Set(at.map((index) => index - (index % size))));
          expect(split.all).toEqual(whole.all);
          expect(riskByUser(split)).toEqual(riskByUser(whole));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('each active alert within the horizon · in exactly one incident, as its newest record says', () => {
    const near = log.map((records) => records.filter(({ alert }) => spanDays(alert) < 300));
    fc.assert(
      fc.property(near, (records) => {
        const { all } = correlate(records, 7);
        const shown = all.flatMap(({ alerts }) => alerts.map(({ id, detection }) => ({ id, detection })));
        expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
        const active = shown.filter(({ detection }) => detection === 'active').map(({ id }) => id);
        expect(active.sort()).toEqual(activeOf(records));
      }),
      { numRuns: 300 },
    );
  });

  function riskByUser({ risks }: Held): Map<string, UserRisk> {
    return new Map([...risks].map(([user, { risk }]) => [user, risk]));
  }

  function spanDays(alert: AlertRecord['alert']): number {
    return alert === undefined ? 0 : (Date.parse(alert.mfa.alert.last_event) - NOON) / DAY_MS;
  }

  /** Unknown retractions leave nothing behind, so an older active record behind one counts: the log never has that. */
  function activeOf(records: readonly AlertRecord[]): string[] {
    const newest = new Map<string, AlertRecord>();
    for (const item of records) {
      const known = newest.get(item.id);
      if (known === undefined ? item.detection === 'active' : item.sequence > known.sequence) newest.set(item.id, item);
    }
    return [...newest.values()]
      .filter(({ detection }) => detection === 'active')
      .map(({ id }) => id)
      .sort();
  }
});

describe('correlator · damaged state', () => {
  test.each([
    ['no JSON', new TextEncoder().encode('{"v":1,"inc')],
    ['another version', encodeJson({ v: 9, incidents: [] })],
    ['another shape', encodeJson({ v: 1, incidents: [{ id: 'x' }] })],
  ])('%s · is reported and the user begins anew', (_, bytes) => {
    const correlator = new Correlator();
    correlator.restore('acme|alice@example.com', bytes);
    correlator.apply(alertRecord({ id: '202611-a' }), 5n);
    const { damaged, incidents } = correlator.settle();
    expect(damaged).toMatchObject([{ tenant: 'acme', user: 'alice@example.com', bytes }]);
    expect(incidents).toHaveLength(2);
  });
});
