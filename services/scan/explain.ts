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

/** What was made of a moment of a user. */
export interface MomentExplanation {
  /** What the user did around the moment, in order of time; a fact told twice by the provider stands once. */
  readonly around: readonly Observation[];
  readonly explanations: readonly Explanation[];
  /** More events than are kept lie before the moment: older evidence may be missing. */
  readonly saturated: boolean;
}

export interface UserExplanation extends MomentExplanation {
  /** Where nothing lies around the moment: the event nearest to it. */
  readonly nearest?: Observation;
  /** Every alert of this user that a scan of the same files reports, in order of time. */
  readonly alerts: readonly ScanAlert[];
}

/** How far from the asked moment an observation may lie and still be meant. */
export const NEAR_MS = 30 * 60_000;

/** Whoever explains a moment first plays everything of the user until then: detectors may wait to see what follows. ms since 1970. */
export function playedUntil(time: number, detectors: readonly Detector[]): number {
  return time + NEAR_MS + Math.max(...detectors.map(({ window }) => window.after));
}

/**
 * Why each detector did or did not alert around a moment, by the very functions that detect.
 * @param player has played the user's observations until `playedUntil`
 * @param ordered of what it played, at least what lies within `NEAR_MS`, in order of time
 */
export function explainMoment(
  engine: Engine,
  player: UserReplay,
  detectors: readonly Detector[],
  ordered: readonly Observation[],
  time: number,
): MomentExplanation {
  const around = visibleAround(ordered, player, time);
  const explanations = explainAll(engine, player, detectors, around, time);
  return { around, explanations, saturated: player.state.saturated.size > 0 };
}

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
  const end = playedUntil(time, context.detectors);
  let played = 0;
  for (; played < ordered.length && (ordered[played]?.time ?? Infinity) <= end; played += 1) {
    player.play(ordered[played] as Observation);
  }
  const moment = explainMoment(engine, player, context.detectors, ordered, time);
  const nearest = moment.around.length === 0 ? nearestTo(ordered, time) : undefined;
  for (const observation of ordered.slice(played)) player.play(observation);
  player.finish();
  const alerts = userAlerts(player, ordered, collection, context);
  return { ...moment, alerts, ...(nearest === undefined ? {} : { nearest }) };
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
