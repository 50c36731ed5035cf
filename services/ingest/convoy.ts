const HOUR_MS = 3_600_000;
/** Well within what detection takes in late (a day): a source further ahead makes the records of the others late, and each of those a rebuild. */
const LONGEST_LEAD_MS = 2 * HOUR_MS;

/**
 * The sources of one tenant while they catch up with a past: whoever is far ahead in event time waits for those that still have more to give
 * at once. A source that is up to date, or in trouble, keeps nobody waiting.
 */
export class Convoy {
  /** Frontiers of those that are catching up, by source. */
  readonly #behind = new Map<string, number>();

  /** @param frontier event time, ms since 1970; undefined while it is not known */
  tell(source: string, frontier: number | undefined, isCatchingUp: boolean): void {
    if (isCatchingUp && frontier !== undefined) this.#behind.set(source, frontier);
    else this.#behind.delete(source);
  }

  mustWait(source: string, frontier: number | undefined): boolean {
    if (frontier === undefined) return false;
    for (const [other, reached] of this.#behind)
      if (other !== source && reached < frontier - LONGEST_LEAD_MS) return true;
    return false;
  }
}
