import type { ObservationWeight } from '../../events/observation.ts';
import type { Finding } from './finding.ts';
import type { Profile } from './profile.ts';
import type { Timeline } from './timeline.ts';

/** Everything remembered about one key. One record per key, not per detector. */
export interface KeyState {
  readonly user: string;
  readonly timeline: Timeline;
  readonly profile: Profile;
  /** What was last said, by `<detector>|<finding key>`. */
  readonly assertions: Map<string, Assertion>;
  /** Everything before this has been seen, ms since 1970; what is older than this less `retentionOf` has left the timeline. Never moves back. */
  watermark: number;
  /** The watermark at which an anchor comes due that a detector waits for; Infinity where nothing sleeps. The engine keeps it. */
  wakeAt: number;
  /** How many observations have left the timeline for the profile. */
  folded: number;
  /** Time of the oldest observation that entered the profile; what the timeline holds may be older only when nothing has left it yet. */
  knownSince: number;
  /** Weights whose cap pushed something out that would still be here, and the newest time of it; forgotten once that would have left anyway. */
  readonly saturated: Map<ObservationWeight, number>;
}

/** A finding as last published. */
export interface Assertion {
  readonly detector: string;
  /** From the earliest anchor that supports it. */
  finding: Finding;
  /** Deep content of `finding`, to notice changes. */
  signature: string;
  active: boolean;
  /** Raised by material changes only: rule, severity, confidence, or coming and going. */
  revision: number;
  /** The anchor it rests on has left the timeline: only a rebuild may change it now. */
  frozen: boolean;
  /** Alert id of the finding that explains the same events better. */
  replacedBy?: string;
}

export function createState(user: string): KeyState {
  return {
    user,
    timeline: [],
    profile: new Map(),
    assertions: new Map(),
    watermark: -Infinity,
    wakeAt: Infinity,
    folded: 0,
    knownSince: Infinity,
    saturated: new Map(),
  };
}
