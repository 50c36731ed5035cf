import type { Observation } from '../../events/observation.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Engine } from '../../detectors/kit/engine.ts';
import type { Finding } from '../../detectors/kit/finding.ts';
import type { CheckedCondition } from '../../detectors/kit/trace.ts';
import { RecordingTrace } from '../../detectors/kit/trace.ts';
import type { Collection } from './collect.ts';
import type { ReplayContext, ScanAlert } from './replay.ts';
import { inOrder, prepare, userAlerts, UserReplay } from './replay.ts';

/** What one detector made of one moment of one user. */
export interface Explanation {
  readonly detector: string;
  /** Each observation near the moment that could have carried a finding, nearest first. */
  readonly anchors: readonly ExplainedAnchor[];
}

export interface ExplainedAnchor {
  readonly observation: Observation;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckedCondition[];
}

export interface UserExplanation {
  /** What the user did around the moment, in order of time; a fact told twice by the provider stands once. */
  readonly around: readonly Observation[];
  /** Where nothing lies around the moment: the event nearest to it. */
  readonly nearest?: Observation;
  readonly explanations: readonly Explanation[];
  /** Every alert of this user that a scan of the same files reports, in order of time. */
  readonly alerts: readonly ScanAlert[];
  /** More events than are kept lie before the moment: older evidence may be missing. */
  readonly saturated: boolean;
}

/** How far from the asked moment an observation may lie and still be meant. */
const NEAR_MS = 30 * 60_000;

/** Why each detector did or did not alert on `user` at `time`, by the very functions that detect. Undefined for an unknown user. */
export function explain(
  collection: Collection,
  context: ReplayContext,
  user: string,
  time: number,
): UserExplanation | undefined {
  const keyed = collection.byUser.get(user);
  if (keyed === undefined) return undefined;
  const engine = prepare(collection, context);
  const ordered = inOrder(keyed);
  const player = new UserReplay(engine, user);
  const end = time + NEAR_MS + Math.max(...context.detectors.map(({ window }) => window.after));
  let played = 0;
  for (; played < ordered.length && (ordered[played]?.time ?? Infinity) <= end; played += 1) {
    player.play(ordered[played] as Observation);
  }
  const around = visibleAround(ordered, player, time);
  const nearest = around.length === 0 ? nearestTo(ordered, time) : undefined;
  const explanations = explainAll(engine, player, context.detectors, around, time);
  const saturated = player.state.saturated.size > 0;
  for (const observation of ordered.slice(played)) player.play(observation);
  player.finish();
  const alerts = userAlerts(player, ordered, collection, context);
  return { around, explanations, alerts, saturated, ...(nearest === undefined ? {} : { nearest }) };
}

function visibleAround(ordered: readonly Observation[], player: UserReplay, time: number): Observation[] {
  const hidden = new Set(
    player.state.timeline.filter((entry) => entry.hidden).map(({ observation }) => observation.id),
  );
  return ordered.filter(({ id, time: at }) => Math.abs(at - time) <= NEAR_MS && !hidden.has(id));
}

function explainAll(
  engine: Engine,
  player: UserReplay,
  detectors: readonly Detector[],
  around: readonly Observation[],
  time: number,
): Explanation[] {
  const nearestFirst = [...around].sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
  return detectors.map((detector) => ({
    detector: detector.id,
    anchors: nearestFirst
      .filter((observation) => detector.anchors(observation))
      .map((observation) => explainAnchor(engine, player, detector, observation)),
  }));
}

function explainAnchor(
  engine: Engine,
  player: UserReplay,
  detector: Detector,
  observation: Observation,
): ExplainedAnchor {
  const trace = new RecordingTrace();
  const findings = engine.examine(player.state, detector, observation, trace);
  return { observation, findings, checks: trace.checks };
}

function nearestTo(ordered: readonly Observation[], time: number): Observation | undefined {
  let best = ordered[0];
  for (const observation of ordered) {
    if (best === undefined || Math.abs(observation.time - time) < Math.abs(best.time - time)) best = observation;
  }
  return best;
}
