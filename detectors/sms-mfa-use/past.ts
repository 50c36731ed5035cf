import type { Dimension, Sighting } from '../kit/profile.ts';
import type { View } from '../kit/view.ts';
import type { Params } from './params.ts';
import { DAY_MS, HOUR_MS } from './params.ts';
import type { Topic } from './phone-steps.ts';

/**
 * The user's past as known when a topic's day began, less the settling time, so that what an attacker does now is no habit at once and
 * all uses of a day are judged alike. Answers are kept: uses of a day mostly come from one device and network.
 */
export class Past {
  readonly #view: View;
  readonly #before: number;
  readonly #seen = new Map<string, boolean>();
  #clientMethods: ReadonlyMap<string, Readonly<Sighting>> | undefined;
  readonly #historyMs: number;

  constructor(view: View, topic: Topic, params: Params) {
    this.#view = view;
    this.#before = topic.day - params.settleHours * HOUR_MS;
    this.#historyMs = params.historyDays * DAY_MS;
  }

  /** Whether enough of the past is known to call something new. */
  get isLongEnough(): boolean {
    return this.#view.knownSince <= this.#before - this.#historyMs;
  }

  has(dimension: Dimension, value: string | undefined): boolean {
    if (value === undefined) return false;
    const key = `${dimension}|${value}`;
    let known = this.#seen.get(key);
    if (known === undefined) {
      known = this.#view.seen(dimension, value, this.#before) !== undefined;
      this.#seen.set(key, known);
    }
    return known;
  }

  /** `<provider>/<os>/<browser>|<method>` → when. */
  get clientMethods(): ReadonlyMap<string, Readonly<Sighting>> {
    return (this.#clientMethods ??= this.#view.values('sms-mfa-use:client-method', this.#before));
  }
}
