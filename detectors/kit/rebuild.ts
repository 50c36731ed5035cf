import type { Observation } from '../../events/observation.ts';
import type { AssertionChange, DetectorFailure, Engine, Removal } from './engine.ts';
import type { KeyState } from './state.ts';

/** What a key's truth is computed from. */
export interface RebuildInput {
  readonly user: string;
  /** What the Store held of the key, in any order. */
  readonly observations: readonly Observation[];
  /** What came for the key behind the rebuild's begin, late or not; of two copies of an observation the higher rank counts. */
  readonly later: readonly Observation[];
  /** What was taken back behind the begin. */
  readonly removed?: readonly Removal[];
  /** The tenant's watermark now. The new state's is this (or the previous state's, where that is further). */
  readonly watermark: number;
  /** What detection said so far; undefined where nothing is remembered (a new key, a corrupted record). */
  readonly previous: KeyState | undefined;
  /** Ids of the alerts that were active when the observations were read. */
  readonly activeAlerts: readonly string[];
  /** Events before this are no longer in the Store: an alert that rests on one stays as it is. -Infinity where nothing was ever deleted. */
  readonly horizon: number;
}

export interface Rebuilt {
  /** Takes the place of the previous state. */
  readonly state: KeyState;
  readonly changes: readonly AssertionChange[];
  /** Active alerts that nothing supports any more and whose findings nobody remembers: to be retracted by id alone. */
  readonly withdrawn: readonly string[];
  readonly failures: readonly DetectorFailure[];
}

export declare function rebuild(engine: Engine, input: RebuildInput): Rebuilt;
