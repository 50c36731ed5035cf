import type { Fact, Operation } from '../event.ts';
import type { Method } from '../method.ts';

/** What an event name means. The tables of this folder hold one for every documented name that bears on identity. */
export interface Meaning {
  readonly operation: Operation;
  /** ECS `event.category` and `event.type`. */
  readonly category: readonly string[];
  readonly type: readonly string[];
  readonly facts: readonly Fact[];
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** Set where Google itself raises the alarm: the event is of kind `alert` and its name the verdict. */
  readonly verdict?: true;
  /** The factor the event is about. */
  readonly method?: Method;
}

export type Meanings = ReadonlyMap<string, Meaning>;

const NO_FACTS: readonly Fact[] = Object.freeze([]);
const SELF: readonly Fact[] = Object.freeze(['self_service'] as const);

/** A name nobody has told us about: kept, and left to people. */
export const UNKNOWN_MEANING: Meaning = {
  operation: 'other',
  category: [],
  type: ['info'],
  facts: NO_FACTS,
  outcome: 'unknown',
};

/** A row of a sign-in; its outcome, facts and steps follow from its parameters. */
export function signIn(operation: Operation, ...type: readonly string[]): Meaning {
  return { operation, category: ['authentication'], type, facts: NO_FACTS, outcome: 'unknown' };
}

/** Something people change about their own account. */
export function ownChange(operation: Operation, type: string, method?: Method): Meaning {
  const meaning: Meaning = { operation, category: ['iam'], type: ['user', type], facts: SELF, outcome: 'success' };
  return method === undefined ? meaning : { ...meaning, method };
}

/** Something an administrator does to somebody's account. */
export function adminChange(operation: Operation, type: string, method?: Method, ...facts: readonly Fact[]): Meaning {
  const meaning: Meaning = { operation, category: ['iam'], type: ['admin', type], facts, outcome: 'success' };
  return method === undefined ? meaning : { ...meaning, method };
}

/** A setting that holds for many people. */
export function policyChange(): Meaning {
  return {
    operation: 'policy_change',
    category: ['configuration'],
    type: ['change'],
    facts: NO_FACTS,
    outcome: 'success',
  };
}

/** Google's own verdict. `failure` where it stopped what it warns of. */
export function verdict(outcome: Meaning['outcome'], ...facts: readonly Fact[]): Meaning {
  return { operation: 'verdict', category: ['threat'], type: ['indicator'], facts, outcome, verdict: true };
}
