import type { z } from 'zod';
import type { Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import type { Finding } from './finding.ts';
import type { Remembered } from './profile.ts';
import type { Step } from './triage-step.ts';
import type { View } from './view.ts';

/**
 * A detector: a folder, a definition, a pure function. The kit owns order, lateness, duplicates, revisions and removal;
 * `find` is asked again whenever something it may have looked at has changed, and must answer from its arguments alone.
 */
export interface Detector<P extends object = object> {
  /** The folder's name. */
  readonly id: string;
  /** Raised when what it finds changes. */
  readonly version: number;
  /** Every parameter has a default; settings may override it under `detectors.<id>`. */
  readonly params: z.ZodType<P>;
  readonly rules: Readonly<Record<string, Rule>>;
  /** How far around an anchor `find` looks, ms. before + after <= 50 h, or the timeline would not hold it. Marks reach back 30 days regardless. */
  readonly window: { readonly before: number; readonly after: number };
  /**
   * How long after an anchor everything must have arrived before the anchor may be judged, ms: for findings that rest on an absence (a
   * push nobody answered). Within `window.after`, at most 24 h. The engine wakes the key when its watermark gets there.
   */
  readonly waits?: number;
  /** Whether an observation may carry a finding at all. Cheap: it is asked once for each observation. */
  anchors(observation: Observation): boolean;
  /**
   * Whether a change of `changed` may alter what `find` says for an earlier or simultaneous `anchor` (both within the window).
   * It saves work only: say true when unsure. Later anchors are always asked again.
   */
  affects(changed: Observation, anchor: Observation, params: P): boolean;
  /** Findings for one anchor. Several anchors may give the same key; they must agree on its anchor time, and the earliest one's finding stands. */
  find(view: View, params: P): readonly Finding[];
  /** Extra values the user's profile must remember for this detector. */
  remember?(observation: Observation): Iterable<Remembered>;
  /** What it needs to see to be able to judge. */
  readonly needs: readonly Need[];
}

/** A finding type: everything about it that does not depend on the event. */
export interface Rule {
  /** Title in a queue, e.g. "Session used from a second network". */
  readonly name: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** What to do, the first action first. */
  readonly steps: readonly Step[];
  readonly techniques: readonly Technique[];
}

export interface Technique {
  /** ATT&CK id, kept as an opaque string. */
  readonly id: string;
  readonly name: string;
}

/** A field without which (part of) a detector is blind, and what to export instead. */
export interface Need {
  /** As printed: "device token". */
  readonly field: string;
  /** What cannot judge without it: "branch (b)", "everything". */
  readonly judges: string;
  readonly sources: readonly Source[];
  /** Rows that should carry it. */
  applies(observation: Observation): boolean;
  present(observation: Observation): boolean;
  /** `one`: a single row proves that the export holds this kind, however rare it is; else a share of the rows must carry the field. */
  readonly enough?: 'one';
  /** What to export or switch on instead, per source. */
  readonly remedy: Partial<Record<Source, string>>;
}

/** Checks a definition once, where it is written. Throws a TypeError naming what is wrong. */
export function defineDetector<P extends object>(detector: Detector<P>): Detector<P> {
  const { before, after } = detector.window;
  if (before < 0 || after < 0 || before + after > MAX_WINDOW_MS) {
    throw new TypeError(`${detector.id}: window must be within 0..50 h in all, not ${before} + ${after} ms`);
  }
  const { waits = 0 } = detector;
  if (!(waits >= 0 && waits <= Math.min(after, MAX_WAIT_MS))) {
    throw new TypeError(`${detector.id}: waits must lie within window.after and 24 h, not ${waits} ms`);
  }
  if (!detector.params.safeParse({}).success) throw new TypeError(`${detector.id}: every parameter needs a default`);
  if (Object.keys(detector.rules).length === 0) throw new TypeError(`${detector.id}: a detector has at least one rule`);
  return detector;
}

const HOUR = 3_600_000;
/** L of the design: how late a record may be and still be taken in where it belongs. Anything later needs a rebuild of its key. */
export const LATENESS_MS = 26 * HOUR;
/** The most a detector's window may span, before and after its anchor. */
export const MAX_WINDOW_MS = 50 * HOUR;
/** The longest a detector may wait behind an anchor. */
export const MAX_WAIT_MS = 24 * HOUR;
/** How far before the start of the window `seen` and `values` may be asked about and still be exact: what is known settles. */
export const SETTLING_MS = 12 * HOUR;
/** How far back of an anchor marks are in view. */
export const MARK_RETENTION_MS = 30 * 24 * HOUR;
