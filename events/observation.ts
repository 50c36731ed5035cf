import type { Fact, Operation, Source } from './event.ts';
import type { Method, Purpose, StepResult, Strength } from './method.ts';
import type { Place } from './place.ts';

/**
 * What one event says about one key (a user, in the three core detectors): the small, flat thing a timeline holds.
 * An administrator's reset is an observation of its victim (`role: 'target'`, `actor` is the administrator).
 * Optional fields may be set to undefined: observations are built with all of them, so that they share one shape and stay fast.
 */
export interface Observation {
  /** Stored identity of the event it came from, the source in front: unique within a tenant. */
  readonly id: string;
  /** The id a person can look up at the provider, as alerts quote it (`mfa.alert.event_ids`). */
  readonly eventId: string;
  readonly rank: number;
  /** Event time, ms since 1970 UTC. */
  readonly time: number;
  readonly source: Source;
  readonly dataset: string;
  /** The provider's own event type. */
  readonly action: string;
  readonly operation: Operation;
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** The provider's result code, e.g. Entra's `50074`. */
  readonly code?: string | undefined;
  /** The provider's reason, short. */
  readonly reason?: string | undefined;
  readonly weight: ObservationWeight;
  readonly role: 'self' | 'target';
  /** Canonical user who acted, when it was somebody else. */
  readonly actor?: string | undefined;
  /** The provider's immutable id of the user this observation belongs to. */
  readonly userId?: string | undefined;
  readonly userName?: string | undefined;
  readonly fullName?: string | undefined;
  readonly place?: Place | undefined;
  readonly device: Device;
  /** Hashed session id; `rootSession` groups sessions of one root. */
  readonly session?: string | undefined;
  readonly rootSession?: string | undefined;
  /** Ties records of one authentication flow together. */
  readonly flow?: string | undefined;
  readonly app?: string | undefined;
  readonly facts: readonly Fact[];
  readonly steps: readonly ObservedStep[];
  readonly verdict?: string | undefined;
  /** Role granted or revoked. */
  readonly grantedRole?: string | undefined;
}

/** How much of a timeline an observation may claim: caps are per weight, so background noise cannot evict evidence. */
export type ObservationWeight = 'interactive' | 'background' | 'mark';

export interface Device {
  /** Hash of the browser's device token. A cookie: it can be stolen, so it never proves a person. */
  readonly token?: string;
  /** The provider's id of a registered device. */
  readonly id?: string;
  readonly osFamily?: string;
  readonly browserFamily?: string;
  /** Raw user agent is not kept; `script` marks command-line and library agents (curl, python-requests, Go-http-client …). */
  readonly script?: boolean;
}

export interface ObservedStep {
  /** ms since 1970 UTC. */
  readonly time: number;
  readonly method: Method;
  readonly purpose: Purpose;
  readonly result: StepResult;
  readonly strength: Strength;
  readonly phishingResistant?: boolean;
  readonly raw?: string;
  readonly detail?: string;
}

export function hasFact(observation: Observation, fact: Fact): boolean {
  return observation.facts.includes(fact);
}
