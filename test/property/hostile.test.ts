import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entra } from '../../events/entra/index.ts';
import type { JsonObject } from '../../events/event.ts';
import { google } from '../../events/google/index.ts';
import { tenantId } from '../../events/identity.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES, observe } from '../../events/observe.ts';
import { okta } from '../../events/okta/index.ts';
import { DEAD_LETTER_CODES } from '../../events/result.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { toAlert } from '../../detectors/kit/alert.ts';
import type { AssertionChange } from '../../detectors/kit/engine.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { KeyStates } from '../../detectors/kit/key-states.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { generateOrganisation } from '../../simulator/organisation/generate.ts';
import { testContext } from '../support/context.ts';
import type { Random } from '../support/random.ts';
import { pick, seededRandom } from '../support/random.ts';
import { sharedPath } from '../support/shared.ts';
import { mutate } from './mutation.ts';

/** I6: whatever a record holds, it becomes events or a typed reason, in bounded time, and nothing behind it breaks. */
const RECORDS = Number(process.env['MFAWATCH_HOSTILE_RECORDS'] ?? 100_000);
const CHUNK = 2_000;
const BATCH = 100;
/** Far above what any record takes, far below a hang; generous because machines that run tests are busy. */
const SLOWEST_MS = 3_000;

const PROVIDERS = [okta, entra, google];
const DETECTORS: readonly Detector[] = [impossibleTravel, sessionHijacking, smsMfaUse] as readonly Detector[];
const TENANT = tenantId('hostile');
const CODES: ReadonlySet<string> = new Set(DEAD_LETTER_CODES);
const engine = new Engine({
  tenant: TENANT,
  detectors: DETECTORS,
  settingsAt: () => DEFAULT_SETTINGS,
  facts: { egress: () => undefined, gateway: () => undefined },
});

interface Tally {
  events: number;
  rejected: number;
  observations: number;
  alerts: number;
  slowest: number;
}

const seeds = Array.from({ length: Math.ceil(RECORDS / CHUNK) }, (_, index) => index);

describe('I6 · mutated real records', () => {
  const texts = realRecords();
  const total: Tally = { events: 0, rejected: 0, observations: 0, alerts: 0, slowest: 0 };

  test.each(seeds)('chunk of seed %i · every record is an event or a typed reason, and detection goes on', (seed) => {
    const tally = runChunk(texts, seededRandom(seed));
    expect(tally.slowest).toBeLessThan(SLOWEST_MS);
    total.events += tally.events;
    total.rejected += tally.rejected;
    total.observations += tally.observations;
    total.alerts += tally.alerts;
  });

  test('all chunks together · reached every stage', () => {
    expect(total.events).toBeGreaterThan(RECORDS / 4);
    expect(total.rejected).toBeGreaterThan(RECORDS / 100);
    expect(total.observations).toBeGreaterThan(RECORDS / 8);
    expect(total.alerts).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

function runChunk(texts: readonly string[], random: Random): Tally {
  const tally: Tally = { events: 0, rejected: 0, observations: 0, alerts: 0, slowest: 0 };
  // Nothing stays decoded: every batch goes through bytes.
  const states = new KeyStates(DETECTORS, { hotObservations: 0 });
  const batch: KeyedObservation[] = [];
  for (let index = 0; index < CHUNK; index += 1) {
    const record = JSON.parse(pick(texts, random)) as JsonObject;
    mutate(record, JSON.parse(pick(texts, random)) as JsonObject, random);
    const started = performance.now();
    batch.push(...digest(record, states, tally));
    tally.slowest = Math.max(tally.slowest, performance.now() - started);
    if (index % BATCH === BATCH - 1) {
      states.settle();
      expectKnown(batch.splice(0), states);
    }
  }
  return tally;
}

/** Whatever its ids are made of, an observation that went through bytes is recognised when it comes again (I2). */
function expectKnown(batch: readonly KeyedObservation[], states: KeyStates): void {
  for (const { user, observation } of batch) {
    const state = states.touch(user);
    if (state.saturated.size > 0) continue;
    const { status } = engine.apply(state, observation);
    if (status !== 'duplicate') throw new Error(`${status} again: ${JSON.stringify(observation)}`);
  }
}

function digest(record: JsonObject, states: KeyStates, tally: Tally): readonly KeyedObservation[] {
  for (const provider of PROVIDERS) {
    if (provider.recognise(record) === undefined) continue;
    const result = provider.normalise(record, testContext());
    if (!result.ok) {
      tally.rejected += 1;
      if (!CODES.has(result.reason.code) || result.reason.message === '')
        throw new Error(`untyped reason ${JSON.stringify(result.reason)}`);
      return [];
    }
    tally.events += result.value.length;
    const keyed = result.value.flatMap((event) => observe(event, NO_ALIASES));
    for (const one of keyed) detect(one, states, tally);
    return keyed;
  }
  tally.rejected += 1;
  return [];
}

function detect({ user, observation }: KeyedObservation, states: KeyStates, tally: Tally): void {
  tally.observations += 1;
  const { changes, failures } = engine.apply(states.touch(user), observation);
  for (const { error } of failures) throw error;
  for (const change of changes) serialise(change, tally);
}

/** An alert is a document: it survives JSON unchanged, nothing in it is NaN, undefined or cyclic. */
function serialise({ user, assertion, saturated }: AssertionChange, tally: Tally): void {
  const detector = DETECTORS.find(({ id }) => id === assertion.detector);
  if (detector === undefined) throw new Error(`no detector ${assertion.detector}`);
  const alert = toAlert({ tenant: TENANT, user, detector, assertion, saturated });
  const text = JSON.stringify(alert);
  if (JSON.stringify(JSON.parse(text)) !== text) throw new Error(`alert changes on its way through JSON: ${text}`);
  if (Number.isNaN(Date.parse(alert['@timestamp']))) throw new Error(`alert without a time: ${text}`);
  tally.alerts += 1;
}

/** The simulator's organisation; vendors' samples and other people's recorded logs where they are at hand. */
function realRecords(): string[] {
  const organisation = generateOrganisation({
    seed: 'hostile',
    tenant: 'hostile',
    people: 12,
    days: 3,
    start: Date.UTC(2026, 10, 16),
  });
  const simulated = organisation.records.slice(0, 4_000).map(({ raw }) => JSON.stringify(raw));
  return [...simulated, ...sampleRecords(), ...recordedLogs()];
}

function sampleRecords(): string[] {
  const folder = sharedPath('samples');
  if (folder === undefined) return [];
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  // As often as the simulator's, for they hold what it does not.
  return texts.flatMap((text) => Array.from({ length: 30 }, () => text));
}

function recordedLogs(): string[] {
  const folder = sharedPath('corpus/google-workspace');
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { activities: unknown[] }).activities)
    .slice(0, 2_000)
    .map((item) => JSON.stringify(item));
}
