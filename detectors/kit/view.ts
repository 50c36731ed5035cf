import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import type { Dimension, Sighting } from './profile.ts';
import type { Trace } from './trace.ts';

/** All a detector may look at when it judges one anchor. */
export interface View {
  readonly anchor: Observation;
  /** Canonical user: a lower-cased address, or `<source>:<id>`. */
  readonly user: string;
  /**
   * Observations within the detector's window around the anchor, in order of (time, id), the anchor among them; marks up to 30 days back.
   * A fact two applications report (Google `login` and `user_accounts`) is here once.
   */
  readonly window: readonly Observation[];
  /**
   * When a value of this user's past was seen before `before` (exclusive, ms): in the timeline or, older, in the profile. Exact for a
   * `before` within the window or up to `SETTLING_MS` ahead of it; further back, whether a value was seen is exact, how often is not.
   */
  seen(dimension: Dimension, value: string, before: number): Readonly<Sighting> | undefined;
  /** All values of a dimension seen before `before`. */
  values(dimension: Dimension, before: number): ReadonlyMap<string, Readonly<Sighting>>;
  /** Time of the oldest thing known of this user; how much history there is to judge by. */
  readonly knownSince: number;
  /** Settings in force at the anchor's time. */
  readonly settings: Settings;
  readonly tenant: TenantFacts;
  readonly trace: Trace;
}

/** What is known of the whole tenant at a time: from settings, and learned from closed days only. */
export interface TenantFacts {
  /** Why this network counts as the tenant's own egress at `time` (quoted in evidence), or undefined. */
  egress(place: Place, time: number): string | undefined;
  /**
   * Why this network is a gateway people surface at from elsewhere (listed egress, or learned egress whose users were far away the same
   * day), or undefined. An office is egress without being a gateway: its address does tell where somebody is.
   */
  gateway(place: Place, time: number): string | undefined;
}
