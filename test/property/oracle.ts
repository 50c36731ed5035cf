import type { Observation } from '../../events/observation.ts';
import type { Settings } from '../../events/settings.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Environment } from '../../detectors/kit/engine.ts';
import type { Finding } from '../../detectors/kit/finding.ts';
import type { Dimension, Sighting } from '../../detectors/kit/profile.ts';
import { habits } from '../../detectors/kit/profile.ts';
import type { Trace } from '../../detectors/kit/trace.ts';
import { SILENT } from '../../detectors/kit/trace.ts';
import type { TenantFacts, View } from '../../detectors/kit/view.ts';

const DAY = 86_400_000;
const MARK_DAYS = 30;
const SAME_FACT_MS = 2_000;

/** What one anchor says. */
export interface Said {
  readonly detector: Detector;
  readonly finding: Finding;
}

/**
 * The plain meaning of detection, by brute force: every anchor is asked once about the complete past. It keeps no state, prunes nothing,
 * has no profile, and shares no code with the engine beyond what an observation says of its user's habits.
 */
export function askEverything(observations: readonly Observation[], environment: Environment, user: string): Said[] {
  const visible = withoutTwins(observations);
  return environment.detectors.flatMap((detector) => {
    const settings = environment.settingsAt(0);
    const params = detector.params.parse(settings.detectors[detector.id] ?? {});
    return visible
      .filter((observation) => detector.anchors(observation))
      .flatMap((anchor) => detector.find(new NaiveView(visible, detector, anchor, environment, user), params))
      .map((finding) => ({ detector, finding }));
  });
}

/** One finding per key: the earliest anchor's. */
export function earliestByKey(said: readonly Said[]): Said[] {
  const byKey = new Map<string, Said>();
  for (const one of said) {
    const key = `${one.detector.id}|${one.finding.key}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

/** Google's `user_accounts` row of a fact that `login` tells too is not looked at. */
function withoutTwins(observations: readonly Observation[]): readonly Observation[] {
  return observations.filter(
    (row) =>
      row.dataset !== 'google_workspace.user_accounts' ||
      !observations.some(
        (other) =>
          other.dataset === 'google_workspace.login' &&
          other.action === row.action &&
          Math.abs(other.time - row.time) <= SAME_FACT_MS,
      ),
  );
}

class NaiveView implements View {
  readonly anchor: Observation;
  readonly user: string;
  readonly window: readonly Observation[];
  readonly knownSince: number;
  readonly settings: Settings;
  readonly tenant: TenantFacts;
  readonly trace: Trace = SILENT;
  readonly #all: readonly Observation[];
  readonly #detector: Detector;

  constructor(
    all: readonly Observation[],
    detector: Detector,
    anchor: Observation,
    environment: Environment,
    user: string,
  ) {
    this.#all = all;
    this.#detector = detector;
    this.anchor = anchor;
    this.user = user;
    this.settings = environment.settingsAt(anchor.time);
    this.tenant = environment.facts;
    this.knownSince = Math.min(...all.map(({ time }) => time));
    this.window = all.filter(({ time, weight }) => {
      const after = time - anchor.time;
      if (after > detector.window.after) return false;
      return after >= (weight === 'mark' ? -MARK_DAYS * DAY : -detector.window.before);
    });
  }

  seen(dimension: Dimension, value: string, before: number): Sighting | undefined {
    return this.values(dimension, before).get(value);
  }

  values(dimension: Dimension, before: number): ReadonlyMap<string, Sighting> {
    const times = new Map<string, number[]>();
    for (const observation of this.#all) {
      if (observation.time >= before) continue;
      for (const [name, value] of [...habits(observation), ...(this.#detector.remember?.(observation) ?? [])]) {
        if (name === dimension) times.set(value, [...(times.get(value) ?? []), observation.time]);
      }
    }
    return new Map([...times].map(([value, seenAt]) => [value, sightingOf(seenAt)]));
  }
}

function sightingOf(times: readonly number[]): Sighting {
  const last = Math.max(...times);
  const lastDay = Math.floor(last / DAY);
  const ages = new Set(times.map((time) => lastDay - Math.floor(time / DAY)).filter((age) => age < 32));
  const days = [...ages].reduce((sum, age) => sum + 2 ** age, 0);
  return { first: Math.min(...times), last, days, count: times.length };
}
