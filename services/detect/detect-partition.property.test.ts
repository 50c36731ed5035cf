import fc from 'fast-check';
import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import { toAlert } from '../../detectors/kit/alert.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { PLACES } from '../../detectors/kit/test-driver.ts';
import type { TenantFacts } from '../../detectors/kit/view.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { USER } from '../../test/property/delivery.ts';
import { deliveryTime, describeDelivery, History, historyArbitrary } from '../../test/property/history.ts';
import { askEverything, earliestByKey } from '../../test/property/oracle.ts';
import type { Random } from '../../test/support/random.ts';
import { pick, seededRandom, shuffled } from '../../test/support/random.ts';
import type { AlertRecord, ObservationRecord, RebuildRequest } from '../records/index.ts';
import { decodeJson, encodeJson } from '../records/index.ts';
import type { TenantTables } from '../tenants/tables.ts';
import { DetectPartition, outgoing } from './detect-partition.ts';

/** I3 for the stage: whatever way the records, ticks, rebuilds and crashes come, the alerts end as those of the oracle. */
const RUNS = Number(process.env['MFAWATCH_PROPERTY_RUNS'] ?? 200);
const SEED = Number(process.env['MFAWATCH_PROPERTY_SEED'] ?? 20261122);
const WAYS = 3;

const DETECTORS: readonly Detector[] = [impossibleTravel, sessionHijacking, smsMfaUse] as readonly Detector[];
const TENANT = tenantId('property');
const office = ({ prefix }: Place): string | undefined =>
  prefix === PLACES.osloOffice.prefix ? 'the office' : undefined;
const FACTS: TenantFacts = { egress: office, gateway: office };
const settingsAt = () => DEFAULT_SETTINGS;
const TABLES: TenantTables = {
  tenant: TENANT,
  version: 0,
  settingsAt,
  facts: FACTS,
  aliases: { userOf: () => undefined, tokensOf: () => [] },
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One partition of the observations with everything around it: log, changelog, Store, the rebuild worker, and a process that dies. */
class World {
  readonly log: ObservationRecord[] = [];
  readonly #random: Random;
  readonly #rawPartitions: number;
  readonly #store = new Map<string, Observation>();
  readonly #changelog = new Map<string, Uint8Array>();
  readonly #alerts = new Map<string, AlertRecord>();
  readonly #requests: RebuildRequest[] = [];
  #begun: Begun | undefined;
  #ids = 0;
  #committed = 0;
  #partition: DetectPartition;
  crashes = 0;
  rebuilds = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#rawPartitions = pick([1, 2, 3], random);
    this.#partition = this.#fresh();
  }

  deliver(observation: Observation, history: boolean): void {
    const known = this.#store.get(observation.id);
    if (known === undefined || known.rank < observation.rank) this.#store.set(observation.id, observation);
    const data = { kind: 'observation', tenant: TENANT, user: USER, observation } as const;
    this.log.push(history ? { ...data, history } : data);
  }

  tick(frontier: number, rawPartition = Math.floor(this.#random() * this.#rawPartitions)): void {
    const streams = ['okta', 'entra'];
    const stream = pick(streams, this.#random);
    this.log.push({ kind: 'tick', tenant: TENANT, stream, streams, frontier, rawPartition });
  }

  release(): void {
    for (let rawPartition = 0; rawPartition < this.#rawPartitions; rawPartition += 1) {
      this.log.push({ kind: 'release', tenant: TENANT, job: 'job', rawPartition });
    }
  }

  /** Handles up to so many records; sometimes the process dies before it has committed, and starts again from the changelog. */
  detect(records: number): void {
    const next = Math.min(this.#committed + records, this.log.length);
    for (let offset = this.#committed; offset < next; offset += 1) {
      const record = decodeJson<ObservationRecord>(encodeJson(this.log[offset]));
      if (this.#partition.wanted(record) !== undefined) this.#partition.adopt(TABLES);
      this.#partition.apply(record, BigInt(offset));
    }
    const effects = this.#partition.settle(0);
    if (this.#random() < 0.1) return this.#crash();
    for (const { key, value } of effects.states) {
      if (value === null) this.#changelog.delete(key);
      else this.#changelog.set(key, value);
    }
    for (const record of effects.alerts) {
      expect(this.#alerts.get(record.id)?.sequence ?? -1).toBeLessThan(record.sequence);
      this.#alerts.set(record.id, record);
    }
    expect(effects.letters).toEqual([]);
    this.#requests.push(...effects.requests);
    expect(outgoing(effects).every(({ records: sent }) => sent.length > 0)).toBe(true);
    this.#committed = next;
  }

  /** A step of the rebuild worker: begins a request, answers the one begun, or dies between and begins it again. */
  rebuild(): void {
    const request = this.#requests[0];
    if (request === undefined) return;
    if (this.#begun === undefined || this.#random() < 0.1) {
      this.#begun = { request, id: String(this.#ids++), store: [...this.#store.values()] };
      this.log.push({ kind: 'rebuild_begin', tenant: TENANT, user: USER, id: this.#begun.id });
    } else if (this.#committed === this.log.length || this.#random() < 0.5) this.#answer(this.#begun);
  }

  get isQuiet(): boolean {
    return this.#requests.length === 0 && this.#committed === this.log.length;
  }

  /** Documents of the active alerts, without revision numbers: every way has its own. */
  get active(): readonly string[] {
    return [...this.#alerts.values()]
      .filter(({ detection }) => detection === 'active')
      .map(({ alert }) => withoutRevision(alert as Alert))
      .sort();
  }

  /** The Store may hold no more than lay before the begin, or all there is by now. */
  #answer({ request, id, store }: Begun): void {
    const observations = this.#random() < 0.5 ? store : [...this.#store.values()];
    const half = Math.floor(observations.length / 2);
    const key = { tenant: TENANT, user: USER, id };
    const chunks = [observations.slice(0, half), observations.slice(half)];
    chunks.forEach((chunk, index) => this.log.push({ kind: 'rebuild_chunk', ...key, index, observations: chunk }));
    const activeAlerts = [...this.#alerts.values()].filter(({ detection }) => detection === 'active').map((a) => a.id);
    const { cause } = request;
    this.log.push({ kind: 'rebuild_end', ...key, chunks: 2, cause, activeAlerts, horizon: -Infinity });
    this.#begun = undefined;
    this.#requests.shift();
    this.rebuilds += 1;
  }

  #crash(): void {
    this.crashes += 1;
    this.#partition = this.#fresh();
    for (const [key, value] of this.#changelog) this.#partition.restore(key, value);
  }

  #fresh(): DetectPartition {
    return new DetectPartition({ partition: 0, rawPartitions: this.#rawPartitions, detectors: DETECTORS });
  }
}

interface Begun {
  readonly request: RebuildRequest;
  readonly id: string;
  readonly store: readonly Observation[];
}

describe('I3 · detection in a partition', () => {
  test('any history, ticks, imports, rebuilds and crashes · the active alerts end as those of the oracle', () => {
    const seen = { alerts: 0, crashes: 0, rebuilds: 0 };
    fc.assert(
      fc.property(historyArbitrary, fc.integer(), (drawn, seed) => {
        const history = new History(drawn.acts.map((act) => ({ ...act, removedAt: undefined })));
        const expected = oracleAlerts(history);
        for (let way = 0; way < WAYS; way += 1) {
          const world = play(history, seededRandom(seed + way));
          seen.alerts += expected.length;
          seen.crashes += world.crashes;
          seen.rebuilds += world.rebuilds;
          expectSame(expected, world, seed + way);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // Enough of everything happened, or the test would prove nothing.
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(RUNS / 2);
  });
});

const DISORDERS = [0, 6 * HOUR, 72 * HOUR, 20 * DAY] as const;

function play(history: History, random: Random): World {
  const world = new World(random);
  const imported = random() < 0.5 ? pick([0.2, 0.8, 1], random) : 0;
  const isImported = new Map(history.acts.map(({ copies }) => [copies[0].id, random() < imported]));
  const disorder = pick(DISORDERS, random);
  const deliveries = shuffled([...history.deliveries, ...history.deliveries.filter(() => random() < 0.2)], random)
    .map((delivery) => ({ delivery, at: deliveryTime(delivery) + random() * disorder }))
    .sort((a, b) => a.at - b.at);
  for (const { delivery, at } of deliveries) {
    if (delivery.kind === 'copy') world.deliver(delivery.observation, isImported.get(delivery.observation.id) === true);
    if (random() < 0.5) world.tick(at - pick([0, HOUR, 3 * DAY], random));
    if (random() < 0.4) world.detect(pick([1, 3, 10, 100], random));
    if (random() < 0.4) world.rebuild();
  }
  if (imported > 0) world.release();
  for (let steps = 0; !world.isQuiet; steps += 1) {
    if (steps > 1_000) throw new Error('never comes to rest');
    world.detect(pick([1, 10, 100], random));
    world.rebuild();
  }
  return world;
}

function oracleAlerts(history: History): readonly string[] {
  const environment = { tenant: TENANT, detectors: DETECTORS, settingsAt, facts: FACTS };
  return earliestByKey(askEverything(history.final, environment, USER))
    .map(({ detector, finding }) => {
      const assertion = { detector: detector.id, finding, signature: '', active: true, revision: 1, frozen: false };
      return withoutRevision(toAlert({ tenant: TENANT, user: USER, detector, assertion, saturated: false }));
    })
    .sort();
}

function withoutRevision(alert: Alert): string {
  return JSON.stringify({ ...alert, mfa: { ...alert.mfa, alert: { ...alert.mfa.alert, revision: 0 } } });
}

function expectSame(expected: readonly string[], world: World, seed: number): void {
  const { active, log } = world;
  if (active.join('\n') === expected.join('\n')) return;
  throw new Error(
    [
      `way ${String(seed)}`,
      ...log.map((record, offset) => `${String(offset)} ${describeRecord(record)}`),
      'missing:',
      ...expected.filter((alert) => !active.includes(alert)),
      'too many:',
      ...active.filter((alert) => !expected.includes(alert)),
    ].join('\n'),
  );
}

function describeRecord(record: ObservationRecord): string {
  if (record.kind === 'observation') {
    const { observation, history } = record;
    return `${history === true ? 'history' : 'live'} ${describeDelivery({ kind: 'copy', observation })}`;
  }
  return record.kind === 'rebuild_chunk' ? `rebuild_chunk ${record.id}` : JSON.stringify(record);
}
