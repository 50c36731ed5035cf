import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { decodeState, encodeState } from '../../detectors/kit/state-codec.ts';
import type { KeyState } from '../../detectors/kit/state.ts';
import { createState } from '../../detectors/kit/state.ts';
import type { EventLog, OutgoingRecord } from '../../services/platform/event-log/event-log.ts';
import { TOPICS, userKey } from '../../services/records/index.ts';
import { normaliseRecord } from '../../services/normalise/normalise-record.ts';
import type { World } from '../../services/start/world.ts';
import { simulatedActivity } from '../activity.ts';
import { TENANT } from './bench-pipeline.ts';

/** How many users the state of detection is of. */
export interface StateLoad {
  readonly keys: number;
  /** From 0 to 1: of how many keys the state has observations in it. */
  readonly active: number;
}

/** State records of simulated people after a working week: as they are, and 40 days later, when only what is remembered of them is left. */
export interface StateRecords {
  readonly active: readonly Uint8Array[];
  readonly idle: readonly Uint8Array[];
}

const DAY = 86_400_000;
const PEOPLE = 200;
const WORKDAYS = 5;
const AT_ONCE = 2_000;

/** Writes detection's changelog as if it had been at work. @returns bytes of the states themselves */
export async function publishStates(log: EventLog, states: StateRecords, { keys, active }: StateLoad): Promise<number> {
  let bytes = 0;
  for (let from = 0; from < keys; from += AT_ONCE) {
    const users = Array.from({ length: Math.min(AT_ONCE, keys - from) }, (_, index) => from + index);
    const records = users.map((user) => stateRecord(user, states, active));
    bytes += records.reduce((sum, { value }) => sum + (value?.byteLength ?? 0), 0);
    await log.publish(TOPICS.state, records);
  }
  return bytes;
}

/** Active keys lie evenly among the others. */
function stateRecord(user: number, { active, idle }: StateRecords, share: number): OutgoingRecord {
  const isActive = Math.floor((user + 1) * share) > Math.floor(user * share);
  const records = isActive ? active : idle;
  const turn = isActive ? Math.floor(user * share) : user;
  return { key: userKey(TENANT, `user${String(user)}@example.com`), value: records[turn % records.length] ?? null };
}

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
