import type { Observation } from '../../events/observation.ts';
import type { Settings } from '../../events/settings.ts';
import type { Detector } from './detector.ts';
import type { Dimension, Remembered, Sighting } from './profile.ts';
import { addSighting, habits } from './profile.ts';
import type { KeyState } from './state.ts';
import { isVisible } from './timeline.ts';
import type { Trace } from './trace.ts';
import type { TenantFacts, View } from './view.ts';
import type { Windows } from './windows.ts';

/** The view of one anchor over a state. Window and index are only built when a detector asks for them. */
export class TimelineView implements View {
  readonly anchor: Observation;
  readonly user: string;
  readonly settings: Settings;
  readonly tenant: TenantFacts;
  readonly trace: Trace;
  readonly #state: KeyState;
  readonly #windows: Windows;
  readonly #detector: Detector;
  #window: readonly Observation[] | undefined;

  constructor(
    state: KeyState,
    windows: Windows,
    detector: Detector,
    anchor: Observation,
    settings: Settings,
    tenant: TenantFacts,
    trace: Trace,
  ) {
    this.#state = state;
    this.#windows = windows;
    this.#detector = detector;
    this.anchor = anchor;
    this.user = state.user;
    this.settings = settings;
    this.tenant = tenant;
    this.trace = trace;
  }

  get knownSince(): number {
    const { knownSince, timeline } = this.#state;
    const oldest = timeline.find(isVisible)?.observation.time ?? Infinity;
    return Math.min(knownSince, oldest);
  }

  get window(): readonly Observation[] {
    return (this.#window ??= this.#windows.around(this.anchor.time, this.#detector.window));
  }

  seen(dimension: Dimension, value: string, before: number): Readonly<Sighting> | undefined {
    const past = this.#state.profile.get(dimension)?.get(value);
    let sighting = past !== undefined && past.first < before ? { ...past } : undefined;
    for (const observation of this.#visibleBefore(before)) {
      for (const remembered of this.#remembered(observation)) {
        if (remembered[0] !== dimension || remembered[1] !== value) continue;
        sighting = extended(sighting, observation.time);
      }
    }
    return sighting;
  }

  values(dimension: Dimension, before: number): ReadonlyMap<string, Readonly<Sighting>> {
    const values = new Map<string, Sighting>();
    for (const [value, past] of this.#state.profile.get(dimension) ?? []) {
      if (past.first < before) values.set(value, { ...past });
    }
    for (const observation of this.#visibleBefore(before)) {
      for (const [d, value] of this.#remembered(observation)) {
        if (d === dimension) values.set(value, extended(values.get(value), observation.time));
      }
    }
    return values;
  }

  *#remembered(observation: Observation): Generator<Remembered> {
    yield* habits(observation);
    if (this.#detector.remember !== undefined) yield* this.#detector.remember(observation);
  }

  *#visibleBefore(before: number): Generator<Observation> {
    for (const entry of this.#state.timeline) {
      if (entry.observation.time >= before) return;
      if (isVisible(entry)) yield entry.observation;
    }
  }
}

function extended(sighting: Sighting | undefined, time: number): Sighting {
  if (sighting === undefined) return { first: time, last: time, days: 1, count: 1 };
  addSighting(sighting, time);
  return sighting;
}
