import type { Fact, Operation } from '../../event.ts';
import type { Method, Purpose, StepResult } from '../../method.ts';

/** ECS `event.category` and `event.type` words used for Okta. */
export type Category = 'authentication' | 'session' | 'iam' | 'configuration' | 'threat' | 'network' | 'email' | 'api';
export type Kind =
  'admin' | 'change' | 'creation' | 'deletion' | 'denied' | 'end' | 'group' | 'indicator' | 'info' | 'start' | 'user';

/** What an event type means before its record is looked at. */
export interface EventTypeRule {
  readonly operation: Operation;
  readonly category: readonly Category[];
  readonly type: readonly Kind[];
  readonly facts?: readonly Fact[];
  readonly step?: StepRule;
  /** The record tells of a factor that was added, changed or removed: `mfa.factor` names it. */
  readonly factor?: true;
  /** The provider raised it as an alarm of its own. */
  readonly alert?: true;
}

/** The authentication step a record of this type describes. */
export interface StepRule {
  /** Where the record names no method. Without one, a record that names no method has no step. */
  readonly method?: Method;
  readonly purpose: Purpose;
  /**
   * How the outcome reads: `verification` of a proof, `delivery` of a challenge (which never is a success), a `receipt` that tells
   * only of failed delivery (the sending itself is the challenge), or one fixed result.
   */
  readonly result: 'verification' | 'delivery' | 'receipt' | StepResult;
}

/** Event types that mean the same. */
export interface EventTypeGroup extends EventTypeRule {
  readonly eventTypes: readonly string[];
}

/** Reads a list of event types, one a line. */
export function each(names: string): readonly string[] {
  return names.trim().split(/\s+/);
}
