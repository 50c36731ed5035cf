import type { Observation } from '../../events/observation.ts';
import type { AssertionChange, DetectorFailure, Engine, Outcome, Removal } from './engine.ts';
import { isMaterial, linkReplacements } from './engine.ts';
import type { Assertion, KeyState } from './state.ts';
import { createState } from './state.ts';
import { retentionOf } from './timeline.ts';

/** What a key's truth is computed from. */
export interface RebuildInput {
  readonly user: string;
  /** What the Store held of the key, in any order. */
  readonly observations: readonly Observation[];
  /** What came for the key behind the rebuild's begin, late or not; of two copies of an observation the higher rank counts. */
  readonly later: readonly Observation[];
  /** What was taken back behind the begin. */
  readonly removed?: readonly Removal[];
  /** The tenant's watermark now, -Infinity where it has none. The new state's is this (or the previous state's, where that is further). */
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

/**
 * Computes a key's truth anew: plays all that is known of it, in order of (time, id), through a fresh state as `scan` does, and says how
 * the alerts differ from those told before.
 *
 * An alert told before and found again with the same content is no change and keeps its revision; one whose content differs is `updated`.
 * One that is active but no longer remembered (its state forgot it after a month, or was lost) is `updated` too: whether it changed cannot
 * be known, and downstream the same document again changes nothing but the sequence. What a detector said that fails now stands until it is
 * asked again after the fix.
 */
export function rebuild(engine: Engine, input: RebuildInput): Rebuilt {
  const { user, previous, horizon } = input;
  const replay = replayed(engine, input);
  const { state, found, failures } = replay;
  const told = toldBefore(engine, previous);
  const active = new Set(input.activeAlerts);
  const changes: AssertionChange[] = [];
  for (const [id, now] of found) {
    const kind = carryOver(now.assertion, told.get(id), active.has(id));
    if (kind !== undefined) changes.push({ kind, user, alertId: id, ...now });
  }
  forgetPassing(state, told, engine);
  const silenced = new Set(failures.map(({ detector }) => detector));
  for (const [id, assertion] of told) {
    if (found.has(id)) continue;
    if (silenced.has(assertion.detector)) {
      if (isRemembered(assertion, state)) state.assertions.set(keyOf(assertion), assertion);
      continue;
    }
    const gone = assertion.active && !restsOnOlder(assertion, horizon);
    const kept: Assertion = gone
      ? { ...assertion, active: false, frozen: false, revision: assertion.revision + 1 }
      : { ...assertion, frozen: assertion.active };
    if (gone)
      changes.push({ kind: 'retracted', user, alertId: id, assertion: kept, saturated: state.saturated.size > 0 });
    if (isRemembered(kept, state)) state.assertions.set(keyOf(kept), kept);
  }
  linkReplacements(changes);
  // Whose an alert is that nobody remembers cannot be known: while a detector fails it may be that one's.
  const unknown = silenced.size > 0 ? [] : input.activeAlerts.filter((id) => !found.has(id) && !told.has(id));
  const withdrawn = unknown.filter((id) => monthOf(id) >= horizon);
  return { state, changes, withdrawn, failures };
}

interface Replayed {
  readonly state: KeyState;
  /** Active findings by alert id, those the state has already forgotten among them. */
  readonly found: ReadonlyMap<string, Found>;
  readonly failures: readonly DetectorFailure[];
}

type Found = Pick<AssertionChange, 'assertion' | 'saturated'>;

/**
 * Never past the tenant's watermark: what other streams still bring must not be late for this key alone. A tenant without streams has none
 * (all was imported): nothing is under way, and the key's own newest record says how far it has come.
 */
function replayed(engine: Engine, input: RebuildInput): Replayed {
  const state = createState(input.user);
  const items = inOrder(input);
  const reached = input.watermark === -Infinity ? (items.at(-1)?.time ?? -Infinity) : input.watermark;
  const watermark = Math.max(reached, input.previous?.watermark ?? -Infinity);
  const found = new Map<string, Found>();
  const failures: DetectorFailure[] = [];
  const take = (outcome: Outcome): void => {
    failures.push(...outcome.failures);
    for (const { alertId, assertion, saturated } of outcome.changes) found.set(alertId, { assertion, saturated });
  };
  for (const item of items) {
    take(engine.advance(state, Math.min(item.time, watermark)));
    take('operation' in item ? engine.apply(state, item) : engine.remove(state, item));
  }
  take(engine.advance(state, watermark));
  for (const [id, { assertion }] of found) if (!assertion.active) found.delete(id);
  return { state, found, failures };
}

/** Of each id what has the highest rank; a removal outranks a copy of its own rank. */
function inOrder(input: RebuildInput): readonly (Observation | Removal)[] {
  const { observations, later, removed = [], previous } = input;
  const standing = new Map<string, Observation | Removal>();
  for (const item of [...observations, ...later]) {
    const known = standing.get(item.id);
    if (known === undefined || item.rank > known.rank) standing.set(item.id, item);
  }
  for (const item of [...tombstones(previous), ...removed]) {
    const known = standing.get(item.id);
    if (known === undefined || item.rank >= known.rank) standing.set(item.id, item);
  }
  return [...standing.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

/** What was taken back earlier stays so: an older copy must not return. */
function tombstones(previous: KeyState | undefined): readonly Removal[] {
  return (previous?.timeline ?? [])
    .filter((entry) => entry.removed)
    .map(({ observation: { id, rank, time } }) => ({ id, rank, time }));
}

function toldBefore(engine: Engine, previous: KeyState | undefined): ReadonlyMap<string, Assertion> {
  return new Map(
    [...(previous?.assertions.values() ?? [])].map((assertion) => [
      engine.alertId(previous?.user ?? '', assertion),
      assertion,
    ]),
  );
}

/** Gives an assertion found anew the revision that follows from what was told before, and says what kind of change it is. */
function carryOver(
  now: Assertion,
  before: Assertion | undefined,
  isActive: boolean,
): AssertionChange['kind'] | undefined {
  delete now.replacedBy;
  now.revision = 1;
  if (before === undefined) return isActive ? 'updated' : 'opened';
  now.revision = before.revision;
  if (!before.active) {
    now.revision += 1;
    return 'opened';
  }
  if (before.signature === now.signature) return undefined;
  if (isMaterial(before.finding, now.finding)) now.revision += 1;
  return 'updated';
}

/** What came and went within the replay was never told to anybody. */
function forgetPassing(state: KeyState, told: ReadonlyMap<string, Assertion>, engine: Engine): void {
  for (const [key, assertion] of state.assertions) {
    if (!assertion.active && !told.has(engine.alertId(state.user, assertion))) state.assertions.delete(key);
  }
}

/** What cannot be found again because the Store no longer holds what it rests on stays as it was told. */
function restsOnOlder({ finding }: Assertion, horizon: number): boolean {
  return [finding.trigger, ...finding.observations].some(({ time }) => time < horizon);
}

function isRemembered({ finding }: Assertion, { watermark }: KeyState): boolean {
  return finding.trigger.time >= watermark - retentionOf('mark');
}

function keyOf({ detector, finding }: Assertion): string {
  return `${detector}|${finding.key}`;
}

/** Start of the month an alert id names, ms since 1970: nothing more is known of an alert nobody remembers. */
function monthOf(id: string): number {
  return Date.UTC(Number(id.slice(0, 4)), Number(id.slice(4, 6)) - 1);
}
