import type { Observation } from '../../events/observation.ts';
import { MARK_RETENTION_MS } from './detector.ts';
import type { Entry, Timeline } from './timeline.ts';
import { firstFrom, isVisible } from './timeline.ts';

/** What detectors see around anchors of one timeline, as long as it does not change. Detectors mostly look equally far around the newest anchor. */
export class Windows {
  readonly #timeline: Timeline;
  #last: Window | undefined;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** Observations from `before` until `after` the time, in order of (time, id), and marks up to 30 days back. */
  around(time: number, { before, after }: Reach): readonly Observation[] {
    const timeline = this.#timeline;
    const from = firstFrom(timeline, time - before);
    const to = endOf(timeline, time + after);
    const last = this.#last;
    if (last?.time === time && last.from === from && last.to === to) return last.observations;
    const observations: Observation[] = [];
    addMarks(observations, timeline, firstFrom(timeline, time - MARK_RETENTION_MS), from);
    addActivity(observations, timeline, from, to);
    this.#last = { time, from, to, observations };
    return observations;
  }
}

interface Reach {
  readonly before: number;
  readonly after: number;
}

interface Window {
  readonly time: number;
  readonly from: number;
  readonly to: number;
  readonly observations: readonly Observation[];
}

/** Index behind the last entry with time <= `time`: most often the timeline's end. */
function endOf(timeline: Timeline, time: number): number {
  const newest = timeline.at(-1);
  return newest === undefined || newest.observation.time <= time ? timeline.length : firstFrom(timeline, time + 1);
}

function addMarks(observations: Observation[], timeline: Timeline, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const entry = timeline[index] as Entry;
    if (entry.observation.weight === 'mark' && isVisible(entry)) observations.push(entry.observation);
  }
}

function addActivity(observations: Observation[], timeline: Timeline, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const entry = timeline[index] as Entry;
    if (isVisible(entry)) observations.push(entry.observation);
  }
}
