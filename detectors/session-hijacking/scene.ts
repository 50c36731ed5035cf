import type { Evidence } from '../kit/finding.ts';
import type { Observation } from '../../events/observation.ts';
import type { Trace } from '../kit/trace.ts';
import type { View } from '../kit/view.ts';
import { isoTime } from '../kit/wording.ts';
import type { Params } from './params.ts';

/** All a branch judges by. `trace` is silent where a use is only judged to see whether it explains another. */
export interface Scene {
  readonly view: View;
  readonly params: Params;
  readonly trace: Trace;
}

/** One thing that speaks for (or against) theft. */
export interface Sign {
  readonly evidence: Evidence;
  /** When it happened, ms: evidence is told in order of time. */
  readonly time: number;
  /** Points of risk it adds, or takes off. */
  readonly risk: number;
  /** Whether an honest explanation of the other signs would not explain this one too. Confidence counts these. */
  readonly independent: boolean;
  /** Whether it makes a theft critical: much is at stake, or the thief has already settled in. */
  readonly grave: boolean;
}

export type Branch =
  'cookie_jar' | 'session_id' | 'same_browser' | 'born_elsewhere' | 'refresh_token' | 'provider_verdict';

/** What a branch concluded about one use of a session. */
export interface Theft {
  readonly rule: string;
  readonly branch: Branch;
  readonly baseRisk: number;
  /** The use that gave it away. */
  readonly to: Observation;
  /** The honest use before. */
  readonly from?: Observation;
  readonly signs: readonly Sign[];
  readonly reason: string;
  readonly counterfactual: string;
  readonly observations: readonly Observation[];
}

/** A sign dated by an event. */
export function sign(
  event: Observation,
  what: string,
  weight: Evidence['weight'],
  values: {
    readonly before?: string;
    readonly after?: string;
    readonly risk?: number;
    readonly independent?: boolean;
    readonly grave?: boolean;
  },
): Sign {
  const { before, after, risk = 0, independent = false, grave = false } = values;
  return {
    evidence: {
      what,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      event_id: event.eventId,
      time: isoTime(event.time),
      weight,
    },
    time: event.time,
    risk,
    independent,
    grave,
  };
}

/** The observations a finding rests on: its two ends and all that its signs are dated by. */
export function cited(
  { view }: Scene,
  signs: readonly Sign[],
  ...ends: readonly Observation[]
): readonly Observation[] {
  const ids = new Set(ends.map(({ id }) => id));
  const dated = new Set(signs.map(({ evidence }) => evidence.event_id));
  return [...ends, ...view.window.filter(({ id, eventId }) => dated.has(eventId) && !ids.has(id))];
}
