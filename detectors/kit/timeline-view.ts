import type { Observation } from '../../events/observation.ts';
import type { Settings } from '../../events/settings.ts';
import type { Detector } from './detector.ts';
import type { Dimension, Sighting } from './profile.ts';
import { addSighting, habitsIn } from './profile.ts';
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
    this.#eachValue(dimension, before, (found, time) => {
      if (found === value) sighting = extended(sighting, time);
    });
    return sighting;
  }

  values(dimension: Dimension, before: number): ReadonlyMap<string, Readonly<Sighting>> {
    const values = new Map<string, Sighting>();
    for (const [value, past] of this.#state.profile.get(dimension) ?? []) {
      if (past.first < before) values.set(value, { ...past });
    }
    this.#eachValue(dimension, before, (found, time) => values.set(found, extended(values.get(found), time)));
    return values;
  }

  /** Every value of a dimension in the visible timeline before a time. */
  #eachValue(dimension: Dimension, before: number, tell: (value: string, time: number) => void): void {
    const own = dimension.includes(':') ? this.#detector : undefined;
    for (const entry of this.#state.timeline) {
      const { observation } = entry;
      if (observation.time >= before) return;
      if (!isVisible(entry)) continue;
      const values = habitsIn(dimension, observation);
      if (typeof values === 'string') tell(values, observation.time);
      else if (values !== undefined) for (const value of values) tell(value, observation.time);
      if (own?.remember === undefined) continue;
      for (const [named, value] of own.remember(observation)) if (named === dimension) tell(value, observation.time);
    }
  }
}

function extended(sighting: Sighting | undefined, time: number): Sighting {
  if (sighting === undefined) return { first: time, last: time, days: 1, count: 1 };
  addSighting(sighting, time);
  return sighting;
}
