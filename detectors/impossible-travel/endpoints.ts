import type { Fact, Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';

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

const OKTA: readonly (readonly [string, EndpointType])[] = [
  ['user.session.start', { shows: 'an Okta session was opened', holds: succeeded }],
  ['user.authentication.auth_via_mfa', { shows: 'a factor was passed in the browser', holds: succeeded }],
  ['user.authentication.verify', { shows: 'the user verified their identity', holds: succeeded }],
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

/** The first factor was proven here and the sign-in then stopped: somebody has the password. */
export function isStoppedAfterPassword(observation: Observation): boolean {
  if (observation.role !== 'self' || observation.outcome === 'success') return false;
  if (!hasFact(observation, 'stopped_at_mfa') && !hasFact(observation, 'blocked_by_policy')) return false;
  return !NOT_A_PERSON.some((fact) => fact !== 'legacy_auth' && hasFact(observation, fact)) && !isEndpoint(observation);
}

/** Rows of the README's table. */
export function endpointTable(): readonly { source: Source; action: string; shows: string }[] {
  return (Object.keys(ENDPOINT_TYPES) as Source[]).flatMap((source) =>
    [...ENDPOINT_TYPES[source]].map(([action, { shows }]) => ({ source, action, shows })),
  );
}
