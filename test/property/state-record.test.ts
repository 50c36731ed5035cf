import fc from 'fast-check';
import { tenantId } from '../../events/identity.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { KeyStates } from '../../detectors/kit/key-states.ts';
import { seal } from '../../detectors/kit/record-seal.ts';
import { CorruptStateError, decodeState, encodeState, wakeAtOf } from '../../detectors/kit/state-codec.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { seededRandom } from '../support/random.ts';
import { randomRoute, USER } from './delivery.ts';
import { deliveryTime, historyArbitrary } from './history.ts';
import { unanswered } from './unanswered.ts';

const RUNS = 40;
const SEED = Number(process.env['MFAWATCH_PROPERTY_SEED'] ?? 20261122);
const DETECTORS = [impossibleTravel, sessionHijacking, smsMfaUse, unanswered] as readonly Detector[];
const engine = new Engine({
  tenant: tenantId('property'),
  detectors: DETECTORS,
  settingsAt: () => DEFAULT_SETTINGS,
  facts: { egress: () => undefined, gateway: () => undefined },
});

/** The records of a history's batches, each checked by `check` as soon as it is there. */
function eachRecord(
  states: KeyStates,
  history: Parameters<typeof randomRoute>[0],
  seed: number,
  check: (bytes: Uint8Array) => void,
): void {
  const { order, batch } = randomRoute(history, seededRandom(seed));
  order.forEach((delivery, index) => {
    const state = states.touch(USER);
    engine.advance(state, deliveryTime(delivery) - 20 * 3_600_000);
    if (delivery.kind === 'copy') engine.apply(state, delivery.observation);
    else engine.remove(state, delivery.removal);
    if ((index + 1) % Math.min(batch, 5) !== 0) return;
    for (const bytes of states.settle().values()) check(bytes);
  });
}

describe('state record', () => {
  test.each([
    ['still decoded', 1_000],
    ['read again each time', 0],
  ])(
    'any history in any batches, its state %s · every record holds the state as a fresh one would',
    (_how, hotObservations) => {
      fc.assert(
        fc.property(historyArbitrary, fc.integer(), ({ deliveries }, seed) => {
          const states = new KeyStates(DETECTORS, { hotObservations });
          eachRecord(states, deliveries, seed, (bytes) => {
            const state = decodeState(bytes, DETECTORS);
            expect(state).toEqual(decodeState(encodeState(states.touch(USER), DETECTORS), DETECTORS));
            expect(wakeAtOf(bytes)).toBe(state.wakeAt);
          });
        }),
        { numRuns: RUNS, seed: SEED },
      );
    },
  );

  test('a key that goes on for long · sheds what nothing refers to any more', () => {
    const states = new KeyStates(DETECTORS);
    let largest = 0;
    for (let day = 0; day < 400; day += 1) {
      const state = states.touch(USER);
      const time = Date.parse('2026-01-01T09:00:00Z') + day * 86_400_000;
      engine.advance(state, time);
      engine.apply(state, observationOf(`event-${String(day)}`, time, `session-${'x'.repeat(50)}-${String(day)}`));
      for (const bytes of states.settle().values()) largest = Math.max(largest, bytes.length);
    }
    expect(largest).toBeLessThan(6_000);
  });

  test('any damage · is refused by name, also where the checksum was made to fit', () => {
    const bytes: Uint8Array[] = [];
    fc.assert(
      fc.property(historyArbitrary, fc.integer(), ({ deliveries }, seed) => {
        eachRecord(new KeyStates(DETECTORS), deliveries, seed, (record) => bytes.push(record));
      }),
      { numRuns: 3, seed: SEED },
    );
    const damage = fc.record({
      record: fc.constantFrom(...bytes),
      at: fc.nat(1_000_000),
      value: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff)),
      run: fc.integer({ min: 1, max: 9 }),
      change: fc.constantFrom('replace', 'cut', 'extend'),
    });
    fc.assert(
      fc.property(damage, ({ record, at, value, run, change }) => {
        const position = at % record.length;
        const damaged =
          change === 'cut'
            ? record.slice(0, position)
            : change === 'extend'
              ? Uint8Array.from([...record, ...Array.from({ length: run }, () => value)])
              : record.slice().fill(value, position, Math.min(position + run, record.length));
        if (!Buffer.from(damaged).equals(Buffer.from(record))) {
          expect(() => decodeState(damaged, DETECTORS)).toThrow(CorruptStateError);
        }
        if (damaged.length < 14) return;
        const started = performance.now();
        try {
          decodeState(seal(damaged.slice(), Infinity), DETECTORS);
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptStateError);
        }
        expect(performance.now() - started).toBeLessThan(10_000);
      }),
      { numRuns: 2_000, seed: SEED },
    );
  });
});

function observationOf(eventId: string, time: number, session: string): Parameters<Engine['apply']>[1] {
  return {
    id: `okta:${eventId}`,
    eventId,
    rank: 0,
    time,
    source: 'okta',
    dataset: 'okta.system',
    action: 'user.authentication.auth_via_mfa',
    operation: 'verify',
    outcome: 'success',
    weight: 'interactive',
    role: 'self',
    device: {},
    session,
    facts: [],
    steps: [],
  };
}
