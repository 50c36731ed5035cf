import { tenantId } from '../../events/identity.ts';
import type { TenantId } from '../../events/identity.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES, observe, rekey } from '../../events/observe.ts';
import { okta } from '../../events/okta/index.ts';
import { entra } from '../../events/entra/index.ts';
import { google } from '../../events/google/index.ts';
import type { JsonObject, MfaEvent } from '../../events/event.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { aliasTable, learnedNames } from '../../detectors/kit/alias-learning.ts';
import { DaySummarisers } from '../../detectors/kit/day-summary.ts';
import { learnedEgress } from '../../detectors/kit/egress-learning.ts';
import type { Collection } from '../../services/scan/collect.ts';
import { replay } from '../../services/scan/replay.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import { testContext } from '../support/context.ts';

/** I5: two tenants with the very same people and records share nothing but code. */
const PROVIDERS = [okta, entra, google];
const DETECTORS: readonly Detector[] = [impossibleTravel, sessionHijacking, smsMfaUse] as readonly Detector[];
const [NORTH, SOUTH] = [tenantId('north'), tenantId('south')];

const organisation = generateOrganisation({
  seed: 'tenants',
  tenant: 'twins',
  people: 24,
  days: 10,
  start: Date.UTC(2026, 10, 2),
});
const raws = organisation.records.map(({ raw }) => raw as JsonObject);
const SOME = 1_000;

function eventsOf(tenant: TenantId, records: readonly JsonObject[]): MfaEvent[] {
  return records.flatMap((raw) => {
    const provider = PROVIDERS.find((one) => one.recognise(raw) !== undefined);
    const result = provider?.normalise(raw, testContext({ tenant }));
    return result?.ok === true ? result.value : [];
  });
}

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly users: readonly string[];
  readonly egress: readonly string[];
}

/** What a tenant's own scan keeps and says. */
function scanOf(tenant: TenantId, records: readonly JsonObject[]): Outcome {
  const days = new DaySummarisers();
  const keyed = new Map<string, KeyedObservation>();
  for (const event of eventsOf(tenant, records)) {
    for (const one of observe(event, NO_ALIASES)) {
      const known = keyed.get(`${one.user}|${one.observation.id}`);
      if (known === undefined || known.observation.rank < one.observation.rank)
        keyed.set(`${one.user}|${one.observation.id}`, one);
    }
  }
  for (const one of keyed.values()) days.add(one);
  const summaries = days.summaries();
  const aliases = aliasTable(learnedNames(summaries), [{ effectiveFrom: 0, settings: DEFAULT_SETTINGS }]);
  const byUser = new Map<string, KeyedObservation[]>();
  for (const one of keyed.values()) {
    const final = rekey(one, aliases);
    const list = byUser.get(final.user);
    if (list === undefined) byUser.set(final.user, [final]);
    else list.push(final);
  }
  const egress = learnedEgress(summaries, aliases);
  const { alerts } = replay(
    { ...collectionOf(byUser), learnedEgress: egress },
    {
      tenant,
      settings: DEFAULT_SETTINGS,
      detectors: DETECTORS,
    },
  );
  return {
    alerts: alerts.map(({ alert }) => alert),
    users: [...byUser.keys()].sort(),
    egress: egress.map(({ prefix }) => prefix),
  };
}

function collectionOf(byUser: ReadonlyMap<string, readonly KeyedObservation[]>): Collection {
  const counts = { records: 0, events: 0, duplicates: 0, revisions: 0, impersonal: 0, rejected: 0 };
  return {
    byUser,
    historyIds: new Set(),
    learnedEgress: [],
    counts: { ...counts, bySource: new Map(), rejections: new Map() },
    files: [],
    inputs: [],
  };
}

/** An alert as it would read without the three places that name its tenant. */
function withoutTenant(alert: Alert): unknown {
  return { ...alert, event: { ...alert.event, id: '' }, organization: {} };
}

describe('I5 · two tenants with the same people and records', () => {
  const north = scanOf(NORTH, raws);
  const south = scanOf(SOUTH, raws);

  test('say the same · under ids no two of which are equal', () => {
    expect(north.alerts.length).toBeGreaterThan(5);
    expect(sorted(south.alerts)).toEqual(sorted(north.alerts));
    const ids = new Set([...north.alerts, ...south.alerts].map(({ event }) => event.id));
    expect(ids.size).toBe(north.alerts.length + south.alerts.length);
  });

  test('name only themselves · in every event and alert', () => {
    for (const tenant of [NORTH, SOUTH]) {
      const [mine, other] = tenant === NORTH ? [north, SOUTH] : [south, NORTH];
      expect(new Set(mine.alerts.map(({ organization }) => organization.id))).toEqual(new Set([tenant]));
      for (const event of eventsOf(tenant, raws.slice(0, 500))) {
        expect(event.organization.id).toBe(tenant);
        expect(JSON.stringify(event)).not.toContain(`"${other}"`);
      }
    }
  });

  test('one busy, one silent · the silent one learns no network, no name and no alert', () => {
    const silent = scanOf(SOUTH, raws.slice(0, 1));
    expect(silent.egress).toEqual([]);
    expect(silent.alerts).toEqual([]);
    expect(silent.users.length).toBeLessThanOrEqual(2);
    expect(north.users.length).toBeGreaterThan(20);
  });

  test('taking turns record by record · change nothing for either', () => {
    const interleaved = new Map<TenantId, MfaEvent[]>([
      [NORTH, []],
      [SOUTH, []],
    ]);
    for (const raw of raws.slice(0, SOME)) {
      for (const [tenant, events] of interleaved) events.push(...eventsOf(tenant, [raw]));
    }
    for (const [tenant, events] of interleaved) expect(events).toEqual(eventsOf(tenant, raws.slice(0, SOME)));
  });
});

function sorted(alerts: readonly Alert[]): unknown[] {
  return alerts.map((alert) => JSON.stringify(withoutTenant(alert))).sort();
}
