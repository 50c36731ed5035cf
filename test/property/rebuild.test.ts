import fc from 'fast-check';
import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { alertId } from '../../detectors/kit/alert-id.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { AssertionChange, Environment } from '../../detectors/kit/engine.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { rebuild } from '../../detectors/kit/rebuild.ts';
import { signatureOf } from '../../detectors/kit/signature.ts';
import type { KeyState } from '../../detectors/kit/state.ts';
import { createState } from '../../detectors/kit/state.ts';
import { decodeState, encodeState } from '../../detectors/kit/state-codec.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { USER } from './delivery.ts';
import type { Delivery, History } from './history.ts';
import { deliveryTime, historyArbitrary } from './history.ts';
import { askEverything, earliestByKey } from './oracle.ts';
import { unanswered } from './unanswered.ts';

/** I3 beyond the horizon: whatever came late, was lost from the state or forgotten by it, after a rebuild the alerts are the oracle's. */
const RUNS = Number(process.env['MFAWATCH_PROPERTY_RUNS'] ?? 300);
const SEED = Number(process.env['MFAWATCH_PROPERTY_SEED'] ?? 20261122);
const DAY = 86_400_000;

const ENVIRONMENT: Environment = {
  tenant: tenantId('property'),
  detectors: [impossibleTravel, sessionHijacking, smsMfaUse, unanswered] as readonly Detector[],
  settingsAt: () => DEFAULT_SETTINGS,
  facts: { egress: () => undefined, gateway: () => undefined },
};
const engine = new Engine(ENVIRONMENT);

/** Alerts as a store would hold them: the last word on each. */
class Told {
  readonly #active = new Map<string, string>();
  /** Changes that say what was already known: opened while active, retracted while not. */
  contradictions = 0;

  get active(): ReadonlyMap<string, string> {
    return this.#active;
  }

  take(changes: readonly AssertionChange[]): void {
    for (const { kind, alertId: id, assertion } of changes) {
      if (this.#active.has(id) !== (kind !== 'opened')) this.contradictions += 1;
      if (kind === 'retracted') this.#active.delete(id);
      else this.#active.set(id, signatureOf(assertion.finding));
    }
  }

  withdraw(ids: readonly string[]): void {
    for (const id of ids) this.#active.delete(id);
  }
}

function oracle(observations: readonly Observation[]): ReadonlyMap<string, string> {
  const said = earliestByKey(askEverything(observations, ENVIRONMENT, USER));
  return new Map(
    said.map(({ detector, finding }) => [
      alertId(ENVIRONMENT.tenant, detector.id, USER, finding),
      signatureOf(finding),
    ]),
  );
}

/** A part of the deliveries as they come, some hopelessly late. */
function live(deliveries: readonly Delivery[], told: Told): KeyState {
  const state = createState(USER);
  for (const delivery of deliveries) {
    told.take(engine.advance(state, deliveryTime(delivery)).changes);
    const applied =
      delivery.kind === 'copy' ? engine.apply(state, delivery.observation) : engine.remove(state, delivery.removal);
    told.take(applied.changes);
  }
  return state;
}

const sorted = (map: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

interface Case {
  readonly history: History;
  readonly seed: number;
  readonly lost: boolean;
}

const anyCase: fc.Arbitrary<Case> = fc.record({ history: historyArbitrary, seed: fc.integer(), lost: fc.boolean() });

describe('I3 · rebuild', () => {
  test('any history in any order, however late, the state lost or not · after the rebuild, the alerts of the oracle', () => {
    let opened = 0;
    fc.assert(
      fc.property(anyCase, ({ history, seed, lost }) => {
        const random = seededRandom(seed);
        const told = new Told();
        const previous = live(shuffled(history.deliveries, random), told);
        const last = Math.max(...history.deliveries.map(deliveryTime));
        const { final } = history;
        const stored = final.filter(() => random() < 0.7);
        const later = final.filter((one) => !stored.includes(one) || random() < 0.2);
        const { changes, withdrawn, state, failures } = rebuild(engine, {
          user: USER,
          observations: shuffled(stored, random),
          later: shuffled(later, random),
          watermark: last + DAY,
          previous: lost ? undefined : previous,
          activeAlerts: [...told.active.keys()],
          horizon: -Infinity,
        });
        told.take(changes);
        told.withdraw(withdrawn);
        opened += told.active.size;
        expect(failures).toEqual([]);
        expect(sorted(told.active)).toEqual(sorted(oracle(final)));
        expect(told.contradictions).toBe(0);
        const { detectors } = ENVIRONMENT;
        expect(decodeState(encodeState(state, detectors), detectors).assertions).toEqual(state.assertions);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(opened).toBeGreaterThan(RUNS / 2);
  });

  test('a rebuild of what nothing was late for · changes nothing, and what comes next is judged as if there had been none', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.integer({ min: 1, max: 9 }), ({ final }, tenths) => {
        const cut = Math.ceil((final.length * tenths) / 10);
        const [early, rest] = [final.slice(0, cut), final.slice(cut)];
        const told = new Told();
        const previous = live(early.map(copyOf), told);
        const { changes, withdrawn, state } = rebuild(engine, {
          user: USER,
          observations: early,
          later: [],
          watermark: previous.watermark,
          previous,
          activeAlerts: [...told.active.keys()],
          horizon: -Infinity,
        });
        expect([changes, withdrawn]).toEqual([[], []]);
        for (const observation of rest) {
          told.take(engine.advance(state, observation.time).changes);
          const { status, changes: next } = engine.apply(state, observation);
          expect(status).toBe('applied');
          told.take(next);
        }
        told.take(engine.finish(state).changes);
        expect(sorted(told.active)).toEqual(sorted(oracle(final)));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

function copyOf(observation: Observation): Delivery {
  return { kind: 'copy', observation };
}
