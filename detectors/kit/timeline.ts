import type { Observation, ObservationWeight } from '../../events/observation.ts';
import type { Finding } from './finding.ts';
import type { Detector } from './detector.ts';
import { LATENESS_MS, MARK_RETENTION_MS, MAX_WINDOW_MS, SETTLING_MS } from './detector.ts';

/** One observation in a timeline, with what the detectors say of it as an anchor. */
export interface Entry {
  observation: Observation;
  /** Bit i: detector i may anchor a finding here. */
  anchors: number;
  /** The same fact is also here from another application; this row is not shown to detectors. */
  hidden: boolean;
  /** A tombstone: the observation was taken back, and older copies of it must not return. */
  removed: boolean;
  /** Findings per detector index; absent where there are none. Replaced, never changed in place. */
  findings?: ReadonlyMap<number, readonly Finding[]>;
}

/** Entries in order of (time, id). */
export type Timeline = Entry[];

/**
 * How long activity is kept behind the watermark. A record may come `LATENESS_MS` late, bear on an anchor `after` it, and that anchor looks
 * `before` and the settling time back: nothing on that way may have left the timeline yet.
 */
export const ACTIVITY_RETENTION_MS = LATENESS_MS + MAX_WINDOW_MS + SETTLING_MS;

/** Most entries kept per weight; the oldest leave first and the key counts as saturated. */
export const CAPS: Readonly<Record<ObservationWeight, number>> = { interactive: 448, background: 448, mark: 128 };

export function retentionOf(weight: ObservationWeight): number {
  return weight === 'mark' ? MARK_RETENTION_MS + ACTIVITY_RETENTION_MS : ACTIVITY_RETENTION_MS;
}

/** One bit a detector, in their order: whether it may anchor a finding at the observation. One that throws may not. */
export function anchorBits(
  detectors: readonly Detector[],
  observation: Observation,
  onFailure?: (detector: Detector, error: unknown) => void,
): number {
  let bits = 0;
  detectors.forEach((detector, index) => {
    try {
      if (detector.anchors(observation)) bits |= 1 << index;
    } catch (error) {
      onFailure?.(detector, error);
    }
  });
  return bits;
}

export function isVisible(entry: Entry): boolean {
  return !entry.hidden && !entry.removed;
}

/** Index of the first entry with time >= `time`. */
export function firstFrom(timeline: Timeline, time: number): number {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeline[middle] as Entry).observation.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function insert(timeline: Timeline, entry: Entry): void {
  entriesById.get(timeline)?.set(entry.observation.id, entry);
  let index = timeline.length;
  while (index > 0 && comesAfter((timeline[index - 1] as Entry).observation, entry.observation)) index -= 1;
  if (index === timeline.length) timeline.push(entry);
  else timeline.splice(index, 0, entry);
}

function comesAfter(a: Observation, b: Observation): boolean {
  return a.time > b.time || (a.time === b.time && a.id > b.id);
}

/** Of timelines something was looked up in: every observation is, and a busy key's timeline is long. `insert`, `take` and `retain` keep them true. */
const entriesById = new WeakMap<Timeline, Map<string, Entry>>();

export function findById(timeline: Timeline, id: string): Entry | undefined {
  let known = entriesById.get(timeline);
  if (known === undefined) {
    known = new Map(timeline.map((entry) => [entry.observation.id, entry]));
    entriesById.set(timeline, known);
  }
  return known.get(id);
}

/** Keeps the entries `stays` says yes to, in one pass. */
export function retain(timeline: Timeline, stays: (entry: Entry) => boolean): void {
  let kept = 0;
  for (const entry of timeline) if (stays(entry)) timeline[kept++] = entry;
  if (kept < timeline.length) entriesById.delete(timeline);
  timeline.length = kept;
}

export function take(timeline: Timeline, entry: Entry): void {
  entriesById.get(timeline)?.delete(entry.observation.id);
  const index = timeline.indexOf(entry);
  if (index >= 0) timeline.splice(index, 1);
}

/** Google reports one fact under `login` and `user_accounts`, at the same moment or this much apart (sources: Reports API appendices). */
const SAME_FACT_MS = 2_000;

/**
 * Recomputes which `user_accounts` rows near `time` repeat a `login` row. Returns the entries whose visibility changed.
 */
export function refreshDuplicates(timeline: Timeline, time: number): Entry[] {
  const near = between(timeline, time - SAME_FACT_MS, time + SAME_FACT_MS);
  const changed: Entry[] = [];
  for (const entry of near) {
    if (entry.observation.dataset !== 'google_workspace.user_accounts') continue;
    const hidden = repeatsLogin(timeline, entry.observation);
    if (hidden === entry.hidden) continue;
    entry.hidden = hidden;
    changed.push(entry);
  }
  return changed;
}

function repeatsLogin(timeline: Timeline, row: Observation): boolean {
  return between(timeline, row.time - SAME_FACT_MS, row.time + SAME_FACT_MS).some(
    ({ observation, removed }) =>
      !removed && observation.dataset === 'google_workspace.login' && observation.action === row.action,
  );
}

function between(timeline: Timeline, from: number, to: number): Entry[] {
  const entries: Entry[] = [];
  for (let index = firstFrom(timeline, from); index < timeline.length; index += 1) {
    const entry = timeline[index] as Entry;
    if (entry.observation.time > to) break;
    entries.push(entry);
  }
  return entries;
}
