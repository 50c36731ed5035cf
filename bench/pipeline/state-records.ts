import { tenantId } from '../../events/identity.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { decodeState, encodeState } from '../../detectors/kit/state-codec.ts';
import type { KeyState } from '../../detectors/kit/state.ts';
import { createState } from '../../detectors/kit/state.ts';
import { normaliseRecord } from '../../services/normalise/normalise-record.ts';
import type { World } from '../../services/start/world.ts';
import { simulatedActivity } from '../activity.ts';

/** State records of simulated people after a working week: as they are, and 40 days later, when only what is remembered of them is left. */
export interface StateRecords {
  readonly active: readonly Uint8Array[];
  readonly idle: readonly Uint8Array[];
}

const DAY = 86_400_000;
const PEOPLE = 200;
const WORKDAYS = 5;
const TENANT = tenantId('bench');

export function stateRecords(world: World): StateRecords {
  const { detectors } = world;
  const engine = new Engine({
    tenant: TENANT,
    detectors,
    settingsAt: () => DEFAULT_SETTINGS,
    facts: { egress: () => undefined, gateway: () => undefined },
  });
  const active = statesOf(observationsOf(world), engine).map((state) => encodeState(state, detectors));
  const idle = active.map((bytes) => {
    const state = decodeState(bytes, detectors);
    engine.advance(state, state.watermark + 40 * DAY);
    return encodeState(state, detectors);
  });
  return { active, idle };
}

function observationsOf(world: World): readonly KeyedObservation[] {
  const { lines } = simulatedActivity(PEOPLE, WORKDAYS);
  return lines.flatMap((line) => {
    const raw = {
      kind: 'data',
      tenant: TENANT,
      stream: 'bench',
      fetched: Date.now(),
      record: line.toString(),
    } as const;
    const normalised = normaliseRecord(raw, NO_ALIASES, world);
    return normalised.ok ? normalised.events.flatMap(({ keyed }) => keyed) : [];
  });
}

function statesOf(keyed: readonly KeyedObservation[], engine: Engine): readonly KeyState[] {
  const states = new Map<string, KeyState>();
  for (const { user, observation } of [...keyed].sort((a, b) => a.observation.time - b.observation.time)) {
    const state = states.get(user) ?? createState(user);
    states.set(user, state);
    engine.advance(state, observation.time);
    engine.apply(state, observation);
  }
  return [...states.values()];
}
