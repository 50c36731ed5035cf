import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { alertId } from './alert-id.ts';
import type { Detector } from './detector.ts';
import type { AssertionChange, Environment } from './engine.ts';
import { Engine } from './engine.ts';
import type { Finding } from './finding.ts';
import { createState } from './state.ts';
import type { KeyState } from './state.ts';
import { decodeState, encodeState } from './state-codec.ts';
import type { CheckedCondition } from './trace.ts';
import { RecordingTrace } from './trace.ts';
import type { TenantFacts } from './view.ts';

/** For tests of detectors: scenarios from a few words, run once or in every order the engine must not care about. */
export interface RunOptions {
  readonly params?: object;
  readonly settings?: Partial<Settings>;
  readonly tenant?: Partial<TenantFacts>;
  readonly user?: string;
}

export interface ActiveFinding extends Finding {
  readonly alertId: string;
}

export interface RunResult {
  readonly active: readonly ActiveFinding[];
  readonly changes: readonly AssertionChange[];
  readonly state: KeyState;
}

const START = Date.parse('2026-11-20T09:00:00Z');
const TENANT = tenantId('test');
const USER = 'alice@example.com';
const NO_EGRESS: TenantFacts = { egress: () => undefined, gateway: () => undefined };

let counter = 0;

/** One observation; `minutes` after 2026-11-20T09:00Z unless `at` (ISO) or `time` says otherwise. */
export function sighting(overrides: Partial<Observation> & { minutes?: number; at?: string } = {}): Observation {
  const { minutes, at, ...rest } = overrides;
  counter += 1;
  const eventId = rest.eventId ?? `event-${String(counter).padStart(6, '0')}`;
  return {
    id: `${rest.source ?? 'okta'}:${eventId}`,
    eventId,
    rank: 0,
    time: at === undefined ? START + (minutes ?? 0) * 60_000 : Date.parse(at),
    source: 'okta',
    dataset: 'okta.system',
    action: 'user.session.start',
    operation: 'sign_in',
    outcome: 'success',
    weight: 'interactive',
    role: 'self',
    userName: USER,
    device: {},
    facts: [],
    steps: [],
    ...rest,
  };
}

/** Feeds a user's observations in order of time. */
export function run(detector: Detector, observations: readonly Observation[], options: RunOptions = {}): RunResult {
  const ordered = [...observations].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  return feed(detector, ordered, options, false);
}

/** `run`, having checked that shuffles, duplicates and saving and restoring between any two observations change nothing. */
export function runInEveryWay(
  detector: Detector,
  observations: readonly Observation[],
  options: RunOptions = {},
  shuffles = 8,
): RunResult {
  const expected = run(detector, observations, options);
  const shown = canonical(expected.active);
  for (let seed = 1; seed <= shuffles; seed += 1) {
    const random = generator(seed);
    const again = observations.filter(() => random() < 0.3);
    const mixed = shuffle([...observations, ...again], random);
    const actual = feed(detector, mixed, options, seed % 2 === 0);
    if (canonical(actual.active) !== shown) {
      throw new Error(
        `${detector.id} depends on arrival order (seed ${String(seed)}):\n in order: ${shown}\n shuffled: ${canonical(actual.active)}`,
      );
    }
  }
  return expected;
}

/** The conditions a detector checked at one anchor once everything had arrived. */
export function why(
  detector: Detector,
  observations: readonly Observation[],
  anchorId: string,
  options: RunOptions = {},
): readonly CheckedCondition[] {
  const { state } = run(detector, observations, options);
  const anchor = state.timeline.find(({ observation }) => observation.id === anchorId)?.observation;
  if (anchor === undefined) throw new Error(`no observation ${anchorId} in the timeline`);
  const trace = new RecordingTrace();
  new Engine(environment(detector, options)).examine(state, detector, anchor, trace);
  return trace.checks;
}

export function environment(detector: Detector, options: RunOptions): Environment {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...options.settings,
    detectors: { [detector.id]: options.params ?? {} },
  };
  return {
    tenant: TENANT,
    detectors: [detector],
    settingsAt: () => settings,
    facts: { ...NO_EGRESS, ...options.tenant },
  };
}

function feed(
  detector: Detector,
  observations: readonly Observation[],
  options: RunOptions,
  restore: boolean,
): RunResult {
  const world = environment(detector, options);
  const engine = new Engine(world);
  let state = createState(options.user ?? USER);
  const changes: AssertionChange[] = [];
  for (const observation of observations) {
    const applied = engine.apply(state, observation);
    for (const failure of applied.failures) throw failure.error;
    changes.push(...applied.changes);
    if (restore) state = decodeState(encodeState(state, world.detectors), world.detectors);
  }
  return { active: activeFindings(state), changes, state };
}

export function activeFindings(state: KeyState): ActiveFinding[] {
  return [...state.assertions.values()]
    .filter(({ active }) => active)
    .map(({ detector, finding }) => ({ ...finding, alertId: alertId(TENANT, detector, state.user, finding) }))
    .sort((a, b) => a.trigger.time - b.trigger.time || (a.alertId < b.alertId ? -1 : 1));
}

/** JSON with sorted keys: equal whatever order the properties were set in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function generator(seed: number): () => number {
  let state = seed * 2_654_435_769;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle<T>(items: T[], random: () => number): T[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other] as T, items[index] as T];
  }
  return items;
}

function place(
  ip: string,
  prefix: string,
  rest: Omit<Place, 'ip' | 'prefix' | 'networkClass'> & { networkClass?: Place['networkClass'] },
): Place {
  return { ip, prefix, networkClass: 'unknown', ...rest };
}

const OSLO = { country: 'NO', city: 'Oslo', lat: 59.91, lon: 10.75, radiusKm: 20, timeZone: 'Europe/Oslo' };

/** Places of a small world. Addresses are documentation ranges; ASNs are reserved for documentation where no class hangs on them. */
export const PLACES = {
  oslo: place('203.0.113.10', '203.0.113.0/24', { asn: 64496, asOrganization: 'Example Broadband', geo: OSLO }),
  osloHomeV6: place('2001:db8:10::5', '2001:db8:10::/48', {
    asn: 64496,
    asOrganization: 'Example Broadband',
    geo: OSLO,
  }),
  osloOffice: place('198.51.100.7', '198.51.100.0/24', { asn: 64497, asOrganization: 'Example Office Net', geo: OSLO }),
  osloCarrier: place('192.0.2.20', '192.0.2.0/24', {
    asn: 64498,
    asOrganization: 'Example Mobile',
    networkClass: 'mobile_carrier',
    geo: OSLO,
  }),
  bergen: place('203.0.114.10', '203.0.114.0/24', {
    asn: 64499,
    asOrganization: 'Example Fjord Net',
    geo: { country: 'NO', city: 'Bergen', lat: 60.39, lon: 5.32, radiusKm: 20, timeZone: 'Europe/Oslo' },
  }),
  london: place('203.0.115.10', '203.0.115.0/24', {
    asn: 64500,
    asOrganization: 'Example UK Broadband',
    geo: { country: 'GB', city: 'London', lat: 51.51, lon: -0.13, radiusKm: 20, timeZone: 'Europe/London' },
  }),
  newYork: place('203.0.116.10', '203.0.116.0/24', {
    asn: 64501,
    asOrganization: 'Example US Cable',
    geo: { country: 'US', city: 'New York', lat: 40.71, lon: -74.01, radiusKm: 20, timeZone: 'America/New_York' },
  }),
  sydney: place('203.0.117.10', '203.0.117.0/24', {
    asn: 64502,
    asOrganization: 'Example AU Broadband',
    geo: { country: 'AU', city: 'Sydney', lat: -33.87, lon: 151.21, radiusKm: 20, timeZone: 'Australia/Sydney' },
  }),
  vpn: place('203.0.118.10', '203.0.118.0/24', {
    asn: 136787,
    asOrganization: 'PacketHub S.A.',
    networkClass: 'anonymiser',
    operator: 'NORD_VPN',
    classSource: 'okta securityContext.ipDetails',
    geo: { country: 'NL', city: 'Amsterdam', lat: 52.37, lon: 4.9, radiusKm: 20 },
  }),
  hosting: place('203.0.119.10', '203.0.119.0/24', {
    asn: 24940,
    asOrganization: 'Hetzner Online GmbH',
    networkClass: 'hosting',
    classSource: 'mfawatch network classes 2026-11-22',
    geo: { country: 'DE', city: 'Falkenstein', lat: 50.48, lon: 12.37, radiusKm: 20 },
  }),
  relay: place('203.0.120.10', '203.0.120.0/24', {
    asn: 36183,
    asOrganization: 'Akamai Technologies, Inc.',
    networkClass: 'relay',
    operator: 'APPLE_ICLOUD_RELAY_PROXY',
    classSource: 'mfawatch network classes 2026-11-22',
    geo: { country: 'SE', city: 'Stockholm', lat: 59.33, lon: 18.07, radiusKm: 50 },
  }),
  satellite: place('203.0.121.10', '203.0.121.0/24', {
    asn: 22351,
    asOrganization: 'INTELSAT GLOBAL SERVICE CORPORATION',
    networkClass: 'satellite',
    classSource: 'mfawatch network classes 2026-11-22',
    geo: { country: 'US', city: 'Ellenwood', lat: 33.61, lon: -84.29, radiusKm: 50 },
  }),
  sase: place('203.0.122.10', '203.0.122.0/24', {
    asn: 62044,
    asOrganization: 'Zscaler Switzerland GmbH',
    networkClass: 'corporate',
    classSource: 'mfawatch network classes 2026-11-22',
    geo: { country: 'SE', city: 'Stockholm', lat: 59.33, lon: 18.07, radiusKm: 50 },
  }),
  microsoft: place('203.0.123.10', '203.0.123.0/24', {
    asn: 8075,
    asOrganization: 'Microsoft Corporation',
    networkClass: 'platform',
    classSource: 'mfawatch network classes 2026-11-22',
    geo: { country: 'NL', city: 'Amsterdam', lat: 52.37, lon: 4.9, radiusKm: 50 },
  }),
} as const satisfies Record<string, Place>;
