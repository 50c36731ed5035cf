import type { Fact, Operation, Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import { isOwnActivity } from '../kit/profile.ts';

/**
 * Which events put a person at an address: interactive successes, by an allow-list of event types per provider. Tokens that refresh
 * themselves, single sign-on on an existing session, agents and phones that answer a push say where a machine is, not where its user is.
 */
interface EndpointType {
  /** What the event shows, for the README and `explain`. */
  readonly shows: string;
  readonly holds: (observation: Observation) => boolean;
}

const succeeded = ({ outcome }: Observation): boolean => outcome === 'success';

/** A sign-in that ended in an interrupt (Entra 50140, 50074 …) after the second factor was passed: the person was there. */
const passedSecondFactor = ({ steps }: Observation): boolean =>
  steps.some(({ purpose, result }) => purpose === 'second_factor' && result === 'success');

/** Identity Engine logs the password as a factor like any other: alone it opens nothing yet. */
const passedMoreThanPassword = (observation: Observation): boolean =>
  succeeded(observation) && !isPasswordOnly(observation);

function isPasswordOnly({ steps }: Observation): boolean {
  return steps.length > 0 && steps.every(({ method }) => method === 'password');
}

const OKTA: readonly (readonly [string, EndpointType])[] = [
  ['user.session.start', { shows: 'an Okta session was opened', holds: succeeded }],
  [
    'user.authentication.auth_via_mfa',
    { shows: 'a factor other than the password was passed in the browser', holds: passedMoreThanPassword },
  ],
  [
    'user.authentication.verify',
    { shows: 'the user verified their identity by more than the password', holds: passedMoreThanPassword },
  ],
  [
    'user.authentication.auth_via_IDP',
    { shows: 'the user came in through another identity provider', holds: succeeded },
  ],
  [
    'user.authentication.auth_via_social',
    { shows: 'the user came in through a social identity provider', holds: succeeded },
  ],
];

const ENTRA: readonly (readonly [string, EndpointType])[] = [
  [
    'signin.interactiveUser',
    {
      shows: 'an interactive sign-in succeeded, or stopped after its second factor was passed',
      holds: (observation) => succeeded(observation) || passedSecondFactor(observation),
    },
  ],
];

const GOOGLE: readonly (readonly [string, EndpointType])[] = [
  ['login_success', { shows: 'a Google sign-in succeeded', holds: succeeded }],
];

const ENDPOINT_TYPES: Readonly<Record<Source, ReadonlyMap<string, EndpointType>>> = {
  okta: new Map(OKTA),
  entra: new Map(ENTRA),
  google_workspace: new Map(GOOGLE),
};

/** Whatever the event type, these were not the person at a keyboard. Legacy protocols sign in from mail servers and scanners. */
const NOT_A_PERSON: readonly Fact[] = ['responder', 'internal', 'non_interactive', 'service_principal', 'legacy_auth'];

function isPerson(observation: Observation): boolean {
  if (observation.role !== 'self') return false;
  for (const fact of observation.facts) if (NOT_A_PERSON.includes(fact)) return false;
  return true;
}

/** Whether an observation shows its user at its address (where there is one). */
export function isEndpoint(observation: Observation): boolean {
  const type = ENDPOINT_TYPES[observation.source].get(observation.action);
  return type !== undefined && type.holds(observation) && isPerson(observation);
}

/** Whether an event type could be an endpoint at all: what `needs` counts. */
export function isEndpointType({ source, action }: Observation): boolean {
  return ENDPOINT_TYPES[source].has(action);
}

/** The first factor was proven in this row, and it tells that the sign-in stopped there. */
export function isStoppedAfterPassword(observation: Observation): boolean {
  return observation.outcome !== 'success' && tellsOfStop(observation) && isAtTheirClient(observation);
}

/** A row that proves the password and no more; whether the sign-in stopped there, other rows of its flow tell (Okta Identity Engine). */
export function isPasswordStep(observation: Observation): boolean {
  return observation.outcome === 'success' && isPasswordOnly(observation) && isAtTheirClient(observation);
}

/** A refusal at the second factor or by policy; the row may be the answering phone's. */
export function tellsOfStop(observation: Observation): boolean {
  return hasFact(observation, 'stopped_at_mfa') || hasFact(observation, 'blocked_by_policy');
}

function isAtTheirClient(observation: Observation): boolean {
  if (observation.role !== 'self' || isEndpoint(observation)) return false;
  return !NOT_A_PERSON.some((fact) => fact !== 'legacy_auth' && hasFact(observation, fact));
}

/** Whether an observation shows its user let in: an end, or what only an open session can do. */
export function isLetIn(observation: Observation): boolean {
  return isEndpoint(observation) || (isOwnActivity(observation) && NEEDS_SESSION.has(observation.operation));
}

const NEEDS_SESSION: ReadonlySet<Operation> = new Set<Operation>(['sso', 'token_refresh', 'token_issue']);

/** Rows of the README's table. */
export function endpointTable(): readonly { source: Source; action: string; shows: string }[] {
  return (Object.keys(ENDPOINT_TYPES) as Source[]).flatMap((source) =>
    [...ENDPOINT_TYPES[source]].map(([action, { shows }]) => ({ source, action, shows })),
  );
}
