import { Command } from 'commander';
import { google } from '../events/google/index.ts';
import { entra } from '../events/entra/index.ts';
import { okta } from '../events/okta/index.ts';
import type { JsonObject } from '../events/event.ts';
import { tenantId } from '../events/identity.ts';
import type { KeyedObservation } from '../events/observe.ts';
import { NO_ALIASES, observe } from '../events/observe.ts';
import type { NormaliseContext, Provider } from '../events/normalise.ts';
import { createClassify } from '../events/network/classify.ts';
import { DEFAULT_SETTINGS } from '../events/settings.ts';
import type { Detector } from '../detectors/kit/detector.ts';
import { Engine } from '../detectors/kit/engine.ts';
import { KeyStates } from '../detectors/kit/key-states.ts';
import { decodeState, encodeState } from '../detectors/kit/state-codec.ts';
import type { KeyState } from '../detectors/kit/state.ts';
import { createState } from '../detectors/kit/state.ts';
import { openBundledAsnTable } from '../services/platform/asn-table.ts';
import { readClassLists } from '../services/platform/class-list-files.ts';
import { loadDetectors } from '../services/platform/detector-registry.ts';
import { openBundledGeo } from '../services/platform/geo-database.ts';
import { createLocate } from '../services/platform/locate.ts';
import type { Activity } from './activity.ts';
import { simulatedActivity } from './activity.ts';
import { cpuSeconds, median, settledMemory } from './measure.ts';
import { print, rounded, row } from './table.ts';

const PROVIDERS: readonly Provider[] = [okta, entra, google];
const DAY = 24 * 3_600_000;
/** As many events as one detect batch takes between two settlings of state. */
const BATCH = 500;

/** `npm run bench detect` */
export function detectCommand(): Command {
  return new Command('detect')
    .description('What one event costs from raw JSON to alerts, what users cost in memory, what state costs to store.')
    .action(benchDetect);
}

async function benchDetect(): Promise<void> {
  const detectors = await loadDetectors();
  const locate = createLocate({
    geo: openBundledGeo(),
    asn: openBundledAsnTable(),
    classify: createClassify(readClassLists()),
  });
  const context: NormaliseContext = { tenant: tenantId('bench'), fetchedAt: Date.now(), locate };
  const activity = simulatedActivity(200, 5);
  print(describe(activity));
  throughput(activity, context, detectors);
  userCost(activity, context, detectors);
  stateCost(activity, context, detectors);
  batchCost(activity, context, detectors);
}

const ROUNDS = 5;

function describe({ lines, bytes, people, workdays }: Activity): string {
  const daily = lines.length / people / workdays;
  return `${String(lines.length)} raw events (Okta, Entra, Google; ${rounded(bytes / lines.length)} bytes on average) of ${String(people)} people, ${rounded(daily)} each a working day; CPU time, all threads`;
}

/** Raw JSON to findings, in order of time per user as `scan` plays it, beside a bare parse of the same bytes. */
function throughput(activity: Activity, context: NormaliseContext, detectors: readonly Detector[]): void {
  const engine = engineOf(detectors);
  const { lines } = activity;
  const bare = (): void => {
    for (const line of lines) JSON.parse(line.toString());
  };
  const normalised = (): void => {
    for (const line of lines) observations(line, context);
  };
  let findings = 0;
  const whole = (): void => {
    findings = toFindings(lines, context, engine);
  };
  const first = [bare, normalised, whole].map(cpuSeconds);
  // Interleaved, so that a busy moment of the machine falls on all three alike.
  const rounds = Array.from({ length: ROUNDS }, () => [bare, normalised, whole].map(cpuSeconds));
  const best = [0, 1, 2].map((loop) => Math.min(...rounds.map((round) => round[loop] ?? Infinity)));
  print('');
  print(row('raw JSON to findings', 'µs/event, first pass', 'µs/event, warm', 'events/s, warm', 'cost of bare parses'));
  [
    'bare JSON.parse loop',
    'parse, normalise, observe',
    `… and ${String(detectors.length)} detectors, ${String(findings)} findings`,
  ].forEach((name, loop) => {
    const seconds = best[loop] ?? NaN;
    const perEvent = (total: number): string => rounded((total * 1e6) / lines.length);
    const parses = median(rounds.map((round) => (round[loop] ?? NaN) / (round[0] ?? NaN)));
    print(
      row(
        name,
        perEvent(first[loop] ?? NaN),
        perEvent(seconds),
        rounded(lines.length / seconds),
        `${rounded(parses)}×`,
      ),
    );
  });
  print(`warm: the best of ${String(ROUNDS)} interleaved rounds; cost: the median of each round's own ratio`);
}

/** Cost of an event when its user is one of few or of a million: states are bytes at rest, decoded once per batch and key. */
function userCost(activity: Activity, context: NormaliseContext, detectors: readonly Detector[]): void {
  const engine = engineOf(detectors);
  const warm = typicalStates(activity, context, engine);
  const events = laterEvents(activity, context, 5_000);
  print('');
  print(row('users (streaming, batches of 500)', 'events/s', 'µs/event', 'against 1,000', 'resident bytes/user'));
  let first: number | undefined;
  for (const users of [1_000, 10_000, 100_000, 1_000_000]) {
    const before = settledMemory();
    const states = new KeyStates(detectors);
    for (let user = 0; user < users; user += 1)
      states.restore(`user${String(user)}@example.com`, copyOf(warm[user % warm.length]));
    const perUser = (settledMemory() - before) / users;
    const seconds = Math.min(
      ...[0, 1, 2].map((round) =>
        cpuSeconds(() => {
          stream(events, states, engine, users, round);
        }),
      ),
    );
    const cost = (seconds * 1e6) / events.length;
    first ??= cost;
    print(
      row(
        users.toLocaleString('en-US'),
        rounded(events.length / seconds),
        rounded(cost),
        `${rounded(cost / first)}×`,
        rounded(perUser),
      ),
    );
  }
}

/** Bytes and time of one user's state, active and idle. */
function stateCost(activity: Activity, context: NormaliseContext, detectors: readonly Detector[]): void {
  const engine = engineOf(detectors);
  const states = finalStates(activity, context, engine);
  const active = states.filter(({ timeline }) => timeline.length > 0);
  const idle = states.map((state) => {
    const copy = decodeState(encodeState(state, detectors), detectors);
    engine.advance(copy, copy.watermark + 40 * DAY);
    return copy;
  });
  print('');
  print(row('state of one user (1M users: µs are seconds)', 'observations', 'bytes', 'encode µs', 'decode µs'));
  for (const [name, list] of [
    ['active', active],
    ['idle (profile only)', idle],
  ] as const) {
    const encoded = list.map((state) => encodeState(state, detectors));
    const encode =
      (cpuSeconds(() => {
        for (const state of list) encodeState(state, detectors);
      }) *
        1e6) /
      list.length;
    const decode =
      (cpuSeconds(() => {
        for (const bytes of encoded) decodeState(bytes, detectors);
      }) *
        1e6) /
      list.length;
    const size = encoded.reduce((sum, bytes) => sum + bytes.length, 0) / list.length;
    const held = list.reduce((sum, { timeline }) => sum + timeline.length, 0) / list.length;
    print(row(name, rounded(held), rounded(size), rounded(encode), rounded(decode)));
  }
}

const BATCHES = 20;

/** What a batch with one new event costs an active user's state beside the detectors' own work: before it decoded, after it written. */
function batchCost(activity: Activity, context: NormaliseContext, detectors: readonly Detector[]): void {
  const engine = engineOf(detectors);
  const active = finalStates(activity, context, engine).filter(({ timeline }) => timeline.length > 0);
  print('');
  print(row('one new event of an active user', 'touch µs', 'apply µs', 'settle µs'));
  for (const [name, hotObservations] of [
    ['state still decoded', Infinity],
    ['state at rest', 0],
  ] as const) {
    const states = new KeyStates(detectors, { hotObservations });
    for (const state of active) states.replace(state.user, decodeState(encodeState(state, detectors), detectors));
    states.settle();
    const spent = { touch: 0, apply: 0, settle: 0 };
    for (let batch = 0; batch < BATCHES; batch += 1) {
      spent.touch += cpuSeconds(() => {
        for (const { user } of active) states.touch(user);
      });
      spent.apply += cpuSeconds(() => {
        for (const { user, timeline } of active) applyAgain(engine, states.touch(user), timeline, batch);
      });
      spent.settle += cpuSeconds(() => states.settle());
    }
    const each = (seconds: number): string => rounded((seconds * 1e6) / (BATCHES * active.length));
    print(row(name, each(spent.touch), each(spent.apply), each(spent.settle)));
  }
}

/** The newest observation once more, a minute later and under an id of its own. */
function applyAgain(engine: Engine, state: KeyState, timeline: KeyState['timeline'], batch: number): void {
  const newest = timeline.at(-1)?.observation;
  if (newest === undefined) return;
  const time = newest.time + (batch + 1) * 60_000;
  engine.apply(state, { ...newest, id: `${newest.id}~${String(batch)}`, time });
}

function engineOf(detectors: readonly Detector[]): Engine {
  return new Engine({
    tenant: tenantId('bench'),
    detectors,
    settingsAt: () => DEFAULT_SETTINGS,
    facts: { egress: () => undefined, gateway: () => undefined },
  });
}

function observations(line: Buffer, context: NormaliseContext): readonly KeyedObservation[] {
  const record = JSON.parse(line.toString()) as JsonObject;
  const provider = PROVIDERS.find(({ recognise }) => recognise(record) !== undefined);
  const events = provider?.normalise(record, context);
  if (events?.ok !== true) return [];
  const [only] = events.value;
  return events.value.length === 1 && only !== undefined
    ? observe(only, NO_ALIASES)
    : events.value.flatMap((event) => observe(event, NO_ALIASES));
}

function byUser(lines: readonly Buffer[], context: NormaliseContext): Map<string, KeyedObservation[]> {
  const users = new Map<string, KeyedObservation[]>();
  for (const line of lines) {
    for (const keyed of observations(line, context)) {
      const list = users.get(keyed.user);
      if (list === undefined) users.set(keyed.user, [keyed]);
      else list.push(keyed);
    }
  }
  return users;
}

function toFindings(lines: readonly Buffer[], context: NormaliseContext, engine: Engine): number {
  let findings = 0;
  for (const state of play(byUser(lines, context), engine)) {
    for (const { active } of state.assertions.values()) if (active) findings += 1;
  }
  return findings;
}

function* play(users: ReadonlyMap<string, readonly KeyedObservation[]>, engine: Engine): Generator<KeyState> {
  for (const [user, keyed] of users) {
    const state = createState(user);
    for (const { observation } of [...keyed].sort((a, b) => a.observation.time - b.observation.time)) {
      engine.advance(state, observation.time);
      engine.apply(state, observation);
    }
    yield state;
  }
}

function finalStates(activity: Activity, context: NormaliseContext, engine: Engine): KeyState[] {
  return [...play(byUser(activity.lines, context), engine)];
}

/** The stated mix: 70 % idle, 30 % active as the simulated people are (about 40 sign-in events a day; 1 % at 1,000). */
function typicalStates(activity: Activity, context: NormaliseContext, engine: Engine): readonly Uint8Array[] {
  const detectors = engine.detectors;
  const states = finalStates(activity, context, engine);
  const heavy = heavyState(states, engine);
  return Array.from({ length: 100 }, (_, index) => {
    const state = index === 0 ? heavy : (states[index % states.length] as KeyState);
    const copy = decodeState(encodeState(state, detectors), detectors);
    if (index >= 30) engine.advance(copy, copy.watermark + 40 * DAY);
    return encodeState(copy, detectors);
  });
}

/** One person's days told 25 times as fast: a thousand events a day. */
function heavyState(states: readonly KeyState[], engine: Engine): KeyState {
  const busiest = [...states].sort((a, b) => b.timeline.length - a.timeline.length)[0] as KeyState;
  const heavy = createState(busiest.user);
  for (let copy = 0; copy < 25; copy += 1) {
    for (const { observation } of busiest.timeline) {
      engine.apply(heavy, {
        ...observation,
        id: `${observation.id}#${String(copy)}`,
        time: observation.time + copy * 61_000,
      });
    }
  }
  return heavy;
}

function laterEvents(activity: Activity, context: NormaliseContext, count: number): readonly KeyedObservation[] {
  return activity.lines.slice(-count).flatMap((line) => observations(line, context));
}

/** Events dealt to users by a fixed stride, so that a batch meets many different ones. */
function stream(
  events: readonly KeyedObservation[],
  states: KeyStates,
  engine: Engine,
  users: number,
  round: number,
): void {
  let user = round;
  events.forEach(({ observation }, index) => {
    user = (user + 7_919) % users;
    const state = states.touch(`user${String(user)}@example.com`);
    engine.advance(state, observation.time);
    engine.apply(state, { ...observation, id: `${observation.id}~${String(round)}.${String(index)}` });
    if (index % BATCH === BATCH - 1) states.settle();
  });
  states.settle();
}

function copyOf(bytes: Uint8Array | undefined): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes ?? new Uint8Array());
}
