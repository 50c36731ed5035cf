import type { Source } from '../../events/event.ts';
import type { Month } from './month.ts';

const HOUR_MS = 3_600_000;
/** Shorter silences are a quiet night. */
const SHORTEST_MS = 6 * HOUR_MS;

/** A stretch of the month in which nothing came from a source: nothing can be said of it. */
export interface Silence {
  readonly source: Source;
  readonly from: number;
  readonly to: number;
  /** Whole hours. */
  readonly hours: number;
}

/** Notes in which hours each source spoke at all. */
export class SilenceFinder {
  readonly #month: Month;
  readonly #hours = new Map<Source, Uint8Array>();

  constructor(month: Month) {
    this.#month = month;
  }

  add(source: Source, time: number): void {
    let hours = this.#hours.get(source);
    if (hours === undefined) {
      hours = new Uint8Array(Math.ceil((this.#month.to - this.#month.from) / HOUR_MS));
      this.#hours.set(source, hours);
    }
    hours[Math.floor((time - this.#month.from) / HOUR_MS)] = 1;
  }

  /** Silences of six hours and more, in order of source and time; until `now` where the month is not over. */
  silences(now: number): readonly Silence[] {
    const end = Math.min(this.#month.to, Math.max(now, this.#month.from));
    return [...this.#hours]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([source, hours]) =>
        [...stretches(hours)].map(([first, last]) => this.#silence(source, first, last, end)),
      )
      .filter(({ from, to }) => to - from >= SHORTEST_MS);
  }

  #silence(source: Source, first: number, last: number, end: number): Silence {
    const from = this.#month.from + first * HOUR_MS;
    const to = Math.min(this.#month.from + last * HOUR_MS, end);
    return { source, from, to, hours: Math.max(0, Math.floor((to - from) / HOUR_MS)) };
  }
}

/** Runs of zeros: first hour and the hour behind the last. */
function* stretches(hours: Uint8Array): Generator<readonly [number, number]> {
  let start = -1;
  for (let hour = 0; hour <= hours.length; hour += 1) {
    const isSilent = hour < hours.length && hours[hour] === 0;
    if (isSilent && start < 0) start = hour;
    if (isSilent || start < 0) continue;
    yield [start, hour];
    start = -1;
  }
}
