import type { Detector } from '../../detectors/kit/detector.ts';
import { twoPlaces } from '../../detectors/kit/test-detector.ts';
import { PLACES, sighting } from '../../detectors/kit/test-driver.ts';
import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import type { ObservationRecord, RebuildCause } from '../records/index.ts';
import type { Effects } from './detect-partition.ts';
import { DetectPartition, outgoing } from './detect-partition.ts';

const ACME = tenantId('acme');
const OTHER = tenantId('other');
const ALICE = 'alice@example.com';
const DETECTOR = twoPlaces as unknown as Detector;
const oslo = sighting({ eventId: 'oslo', place: PLACES.oslo });
const london = sighting({ eventId: 'london', minutes: 5, place: PLACES.london });
const DAY = 86_400_000;

/** A partition that is fed and settled in one go. */
class Bench {
  readonly partition: DetectPartition;
  #offset = 0n;

  constructor(detector = DETECTOR) {
    this.partition = new DetectPartition({ partition: 3, rawPartitions: 1, detectors: [detector] });
  }

  batch(...records: readonly ObservationRecord[]): Effects {
    for (const record of records) {
      if (this.partition.wanted(record) !== undefined) {
        this.partition.adopt({
          tenant: record.tenant,
          version: 0,
          settingsAt: () => DEFAULT_SETTINGS,
          facts: { egress: () => undefined, gateway: () => undefined },
          aliases: { userOf: () => undefined, tokensOf: () => [] },
        });
      }
      this.partition.apply(record, this.#offset++);
    }
    return this.partition.settle(0);
  }
}

function live(observation: Observation, tenant = ACME): ObservationRecord {
  return { kind: 'observation', tenant, user: ALICE, observation };
}

function history(observation: Observation, user = ALICE): ObservationRecord {
  return { kind: 'observation', tenant: ACME, user, observation, history: true };
}

const release: ObservationRecord = { kind: 'release', tenant: ACME, job: 'job', rawPartition: 0 };

function rebuilt(cause: RebuildCause, observations: readonly Observation[], id = 'r'): readonly ObservationRecord[] {
  const key = { tenant: ACME, user: ALICE, id };
  return [
    { kind: 'rebuild_begin', ...key },
    { kind: 'rebuild_chunk', ...key, index: 0, observations },
    { kind: 'rebuild_end', ...key, chunks: 1, cause, activeAlerts: [], horizon: -Infinity },
  ];
}

const causes = ({ requests }: Effects): readonly string[] => requests.map(({ cause }) => cause);

describe('detection in a partition', () => {
  test('two tenants with a user of the same name · never meet', () => {
    const { alerts, states } = new Bench().batch(live(oslo), live(london, OTHER));
    expect(alerts).toEqual([]);
    expect(states.map(({ key, partition }) => [key, partition])).toEqual([
      [`acme|${ALICE}`, 3],
      [`other|${ALICE}`, 3],
    ]);
  });

  test('the same record again · publishes nothing at all', () => {
    const bench = new Bench();
    bench.batch(live(oslo));
    expect(outgoing(bench.batch(live(oslo)))).toEqual([]);
  });

  test('an end without a begin, with a piece missing, or of another rebuild · asks again for the same reason', () => {
    const [begin, chunk, end] = rebuilt('moved', [oslo, london]) as [
      ObservationRecord,
      ObservationRecord,
      ObservationRecord,
    ];
    expect(causes(new Bench().batch(end))).toEqual(['moved']);
    expect(causes(new Bench().batch(begin, end))).toEqual(['moved']);
    const [other] = rebuilt('moved', [], 'other') as [ObservationRecord];
    expect(causes(new Bench().batch(begin, other, chunk, end))).toEqual(['moved']);
    const { alerts, requests } = new Bench().batch(begin, chunk, chunk, end);
    expect(alerts).toHaveLength(1);
    expect(requests).toEqual([]);
  });

  test('an import · its keys once the release has come, a few thousand at a time, each once', () => {
    const bench = new Bench();
    const users = Array.from({ length: 4_500 }, (_, index) => `user-${String(index)}@example.com`);
    expect(causes(bench.batch(...users.map((user) => history(oslo, user))))).toEqual([]);
    const asked: string[] = [];
    let effects = bench.batch(release);
    for (;;) {
      expect(effects.requests.length).toBeLessThanOrEqual(2_000);
      asked.push(...effects.requests.map(({ user }) => user));
      if (!effects.more) break;
      effects = bench.partition.settle(0);
    }
    expect(asked.sort()).toEqual([...users].sort());
    expect(causes(bench.batch(release))).toEqual([]);
  });

  test('a late record of a key that waits for its import · what it brings to light stays quiet', () => {
    const bench = new Bench();
    bench.batch(history(sighting({ time: oslo.time - 60 * DAY })));
    const [alert] = bench.batch(...rebuilt('late', [oslo, london])).alerts;
    expect(alert?.quiet).toBe(true);
  });

  test('an alert an import brought to light · quiet again after a restart, loud once records make it worse', () => {
    const first = new Bench();
    const effects = first.batch(...rebuilt('import', [oslo, london]));
    expect(effects.alerts[0]?.quiet).toBe(true);
    const worse: Detector = {
      ...DETECTOR,
      affects: () => true,
      find: (view, params) =>
        DETECTOR.find(view, params).map((finding) => ({
          ...finding,
          severity: view.window.length > 2 ? 'high' : 'low',
        })),
      window: { before: 1_800_000, after: 1_800_000 },
    };
    const second = new Bench(worse);
    for (const { key, value } of effects.states) second.partition.restore(key, value);
    const [alert] = second.batch(live(sighting({ minutes: 6, place: PLACES.london, operation: 'sso' }))).alerts;
    expect(alert?.alert?.mfa.alert.severity).toBe('high');
    expect(alert).not.toHaveProperty('quiet');
  });

  test('a document that cannot be written · dead letter; told once it can be and a person replays', () => {
    const nameless: Detector = { ...DETECTOR, rules: {} };
    const first = new Bench(nameless);
    const effects = first.batch(live(oslo), live(london));
    expect(effects.alerts).toEqual([]);
    expect(effects.letters).toMatchObject([
      { reason: { code: 'detector_failed' }, replay: { kind: 'rebuild', user: ALICE } },
    ]);
    const second = new Bench();
    for (const { key, value } of effects.states) second.partition.restore(key, value);
    expect(second.batch(...rebuilt('replay', [oslo, london])).alerts).toHaveLength(1);
  });

  test('a detector that fails again when a person replays · is told again', () => {
    const find = (): never => {
      throw new Error('boom');
    };
    const bench = new Bench({ ...DETECTOR, find });
    const first = bench.batch(live(oslo)).letters;
    expect(bench.batch(...rebuilt('late', [oslo])).letters).toEqual([]);
    expect(bench.batch(...rebuilt('replay', [oslo], 's')).letters).toEqual(first);
  });

  test('notes and progress that cannot be read · the key is asked for, waiting keys are not forgotten', () => {
    const first = new Bench();
    const { states } = first.batch(history(oslo));
    const second = new Bench();
    for (const { key, value } of states) second.partition.restore(key, value);
    second.partition.restore(`#${ACME}`, Buffer.from('{'));
    second.partition.restore('!acme|bob', Buffer.from('{'));
    const { requests, letters } = second.batch(live(oslo));
    expect(requests.map(({ user, cause }) => [user, cause]).sort()).toEqual([
      [ALICE, 'import'],
      ['bob', 'replay'],
    ]);
    expect(letters.map(({ reason }) => reason.code)).toEqual(['corrupt_state', 'corrupt_state']);
  });
});
