import type { Observation } from '../../events/observation.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Finding } from '../../detectors/kit/finding.ts';
import type { CheckedCondition } from '../../detectors/kit/trace.ts';
import { RecordingTrace } from '../../detectors/kit/trace.ts';
import { MAX_WINDOW_MS } from '../../detectors/kit/detector.ts';
import type { Collection } from './collect.ts';
import type { ReplayContext } from './replay.ts';
import { inOrder, prepare, UserReplay } from './replay.ts';

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
  /** What the user did around the moment, in order of time. */
  readonly around: readonly Observation[];
  readonly explanations: readonly Explanation[];
}

/** How far from the asked moment an observation may lie and still be meant. */
export const NEAR_MS = 30 * 60_000;
/** Later evidence may bear on the moment; later than this none can. */
const AFTERMATH_MS = MAX_WINDOW_MS / 2;

/** Why each detector did or did not alert on `user` at `time`, by the very functions that detect. Undefined for an unknown user. */
export function explain(
  collection: Collection,
  context: ReplayContext,
  user: string,
  time: number,
): UserExplanation | undefined {
  const keyed = collection.byUser.get(user);
  if (keyed === undefined) return undefined;
  const { engine } = prepare(collection, context);
  const player = new UserReplay(engine, user);
  const upTo = inOrder(keyed).filter((observation) => observation.time <= time + AFTERMATH_MS);
  for (const observation of upTo) player.play(observation);
  const around = upTo.filter((observation) => Math.abs(observation.time - time) <= NEAR_MS);
  const nearestFirst = [...around].sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
  const explanations = context.detectors.map((detector): Explanation => {
    const anchors = nearestFirst
      .filter((observation) => detector.anchors(observation))
      .map((observation) => explainAnchor(engine, player, detector, observation));
    return { detector: detector.id, anchors };
  });
  return { around, explanations };
}

function explainAnchor(
  engine: ReturnType<typeof prepare>['engine'],
  player: UserReplay,
  detector: Detector,
  observation: Observation,
): ExplainedAnchor {
  const trace = new RecordingTrace();
  const findings = engine.examine(player.state, detector, observation, trace);
  return { observation, findings, checks: trace.checks };
}
