import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { entra } from '../events/entra/index.ts';
import { eventJsonSchema, mfaEventSchema } from '../events/event-schema.ts';
import type { JsonObject, MfaEvent } from '../events/event.ts';
import { google } from '../events/google/index.ts';
import { tenantId } from '../events/identity.ts';
import { createClassify } from '../events/network/classify.ts';
import type { KeyedObservation } from '../events/observe.ts';
import { NO_ALIASES, observe } from '../events/observe.ts';
import { okta } from '../events/okta/index.ts';
import { DEFAULT_SETTINGS } from '../events/settings.ts';
import { alertJsonSchema, alertSchema } from '../detectors/kit/alert-schema.ts';
import type { Alert } from '../detectors/kit/alert.ts';
import { toAlert } from '../detectors/kit/alert.ts';
import type { Detector } from '../detectors/kit/detector.ts';
import { Engine } from '../detectors/kit/engine.ts';
import { createState } from '../detectors/kit/state.ts';
import { impossibleTravel } from '../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../detectors/sms-mfa-use/detector.ts';
import { openBundledAsnTable } from '../services/platform/asn-table.ts';
import { readClassLists } from '../services/platform/class-list-files.ts';
import { openBundledGeo } from '../services/platform/geo-database.ts';
import { createLocate } from '../services/platform/locate.ts';
import { generateOrganisation } from '../simulator/organisation/generate.ts';
import { ROOT } from './support/build.ts';
import type { Golden } from './support/golden.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 7);
const TENANT = tenantId('documents');
const PROVIDERS = { okta, entra, google };
const DETECTORS: readonly Detector[] = [impossibleTravel, sessionHijacking, smsMfaUse] as readonly Detector[];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** As a reader of the stored document sees it: what JSON drops is dropped. */
function problemsOf(schema: ZodType, document: object): string[] {
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(document)));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function goldenFiles(): string[] {
  return Object.keys(PROVIDERS).flatMap((provider) =>
    readdirSync(join(ROOT, 'events', provider, 'fixtures'))
      .filter((name) => name.endsWith('.expected.json'))
      .map((name) => `events/${provider}/fixtures/${name}`),
  );
}

/** A small organisation with every attack and look-alike, through the real databases. */
function simulatedEvents(): MfaEvent[] {
  const locate = createLocate({
    geo: openBundledGeo(),
    asn: openBundledAsnTable(),
    classify: createClassify(readClassLists()),
  });
  const context = { tenant: TENANT, fetchedAt: START + 400 * DAY, locate };
  const { records } = generateOrganisation({ seed: 7, tenant: 'documents', people: 40, days: 9, start: START });
  return records.flatMap(({ source, raw }) => {
    const result = PROVIDERS[source].normalise(raw as JsonObject, context);
    return result.ok ? result.value : [];
  });
}

/** Every state of every alert, in order of time, user by user: opened, updated and retracted. */
function alertsOf(events: readonly MfaEvent[]): Alert[] {
  const engine = new Engine({
    tenant: TENANT,
    detectors: DETECTORS,
    settingsAt: () => DEFAULT_SETTINGS,
    facts: { egress: () => undefined, gateway: () => undefined },
  });
  const byUser = new Map<string, KeyedObservation[]>();
  for (const keyed of events.flatMap((event) => observe(event, NO_ALIASES))) {
    byUser.set(keyed.user, [...(byUser.get(keyed.user) ?? []), keyed]);
  }
  return [...byUser].flatMap(([user, keyed]) => documentsOf(engine, user, keyed));
}

function documentsOf(engine: Engine, user: string, keyed: readonly KeyedObservation[]): Alert[] {
  const state = createState(user);
  const ordered = keyed.map(({ observation }) => observation).sort((a, b) => a.time - b.time);
  return ordered.flatMap((observation) =>
    engine.apply(state, observation).changes.flatMap(({ assertion, saturated }) => {
      const detector = DETECTORS.find(({ id }) => id === assertion.detector);
      return detector === undefined ? [] : [toAlert({ tenant: TENANT, user, detector, assertion, saturated })];
    }),
  );
}

describe('documents · schemas', () => {
  test.each([
    ['docs/mfa-event.schema.json', eventJsonSchema],
    ['docs/alert.schema.json', alertJsonSchema],
  ])('%s · is what `npm run schema` writes', (path, schema) => {
    expect(readJson(path)).toEqual(JSON.parse(JSON.stringify(schema())));
  });

  test('a field nobody declared · is refused', () => {
    const event = (readJson('events/okta/fixtures/security.threat.detected.expected.json') as Golden).events?.[0];
    expect(event).toBeDefined();
    expect(problemsOf(mfaEventSchema, { ...event, surprise: 1 })).toHaveLength(1);
  });
});

describe('documents · events', () => {
  test.each(goldenFiles())('%s · every event parses', (file) => {
    const { events = [], reason } = readJson(file) as Golden;
    expect(events.length > 0 || reason !== undefined).toBe(true);
    expect(events.flatMap((event) => problemsOf(mfaEventSchema, event))).toEqual([]);
  });
});

describe('documents · a simulated organisation', () => {
  const events = simulatedEvents();

  test('events of all three providers · parse', () => {
    const chosen = events.filter((_, index) => index % 5 === 0);
    expect(new Set(chosen.map(({ event }) => event.module)).size).toBe(3);
    expect(chosen.length).toBeGreaterThan(500);
    expect([...new Set(chosen.flatMap((event) => problemsOf(mfaEventSchema, event)))]).toEqual([]);
  });

  test('alerts of all three detectors · parse', () => {
    const alerts = alertsOf(events);
    expect([...new Set(alerts.map(({ mfa }) => mfa.alert.detector))].sort()).toEqual(DETECTORS.map(({ id }) => id));
    expect([...new Set(alerts.flatMap((alert) => problemsOf(alertSchema, alert)))]).toEqual([]);
  });
});
