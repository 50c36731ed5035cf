import type { Fact, Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';

/** An observation that shows a session or device token being presented from somewhere. */
export type SessionEvidence = Observation & { readonly place: Place };

/**
 * Which events show where a session is used: an allow-list of event types per provider, each with what it shows. Google's logs name
 * neither session nor browser, so no Google event is here.
 */
const EVIDENCE: Readonly<Record<Source, ReadonlyMap<string, string>>> = {
  okta: new Map([
    ['user.session.start', 'the browser received an Okta session'],
    ['user.authentication.sso', 'the session opened an application'],
    [
      'policy.evaluate_sign_on',
      'the session (or the device token, before there is one) was weighed by a sign-on policy',
    ],
    ['user.authentication.verify', 'the browser that holds the session verified its user again'],
    ['user.authentication.auth_via_mfa', 'a factor was passed in the browser that holds the session'],
    ['user.authentication.auth_via_IDP', 'another identity provider sent the browser back'],
    ['user.session.access_admin_app', 'the session opened the admin console'],
  ]),
  entra: new Map([
    ['signin.interactiveUser', 'a person used the session'],
    ['signin.nonInteractiveUser', 'a client used a token of the session'],
  ]),
  google_workspace: new Map(),
};

/**
 * Whatever the type: the answering phone, the provider's own machinery, sessions handed to a second device by design (device code,
 * authentication transfer) and technicians who share one name do not show where the user's session is.
 */
const NOT_EVIDENCE: ReadonlySet<Fact> = new Set<Fact>([
  'responder',
  'internal',
  'service_principal',
  'device_code',
  'authentication_transfer',
  'service_provider_technician',
]);

export function isSessionEvidence(observation: Observation): observation is SessionEvidence {
  return (
    observation.place !== undefined &&
    observation.role === 'self' &&
    hasKey(observation) &&
    isSessionEvidenceType(observation) &&
    !observation.facts.some((fact) => NOT_EVIDENCE.has(fact)) &&
    !isProviderTraffic(observation)
  );
}

export function isSessionEvidenceType({ source, action }: Observation): boolean {
  return EVIDENCE[source].has(action);
}

/** Rows of the README's table. */
export function evidenceTable(): readonly { source: Source; action: string; shows: string }[] {
  return (Object.keys(EVIDENCE) as Source[]).flatMap((source) =>
    [...EVIDENCE[source]].map(([action, shows]) => ({ source, action, shows })),
  );
}

/** What two observations have in common that only one browser should hold. */
export type Link = 'session' | 'root_session' | 'device_token';

export function linkOf(a: Observation, b: Observation): Link | undefined {
  if (a.source !== b.source) return undefined;
  if (a.session !== undefined && a.session === b.session) return 'session';
  if (isSameRoot(a, b)) return 'root_session';
  return a.device.token !== undefined && a.device.token === b.device.token ? 'device_token' : undefined;
}

/** The root of a session may be logged as the session of another event. */
function isSameRoot(a: Observation, b: Observation): boolean {
  if (a.rootSession !== undefined && (a.rootSession === b.rootSession || a.rootSession === b.session)) return true;
  return b.rootSession !== undefined && b.rootSession === a.session;
}

export function isLinkedBySession(a: Observation, b: Observation): boolean {
  const link = linkOf(a, b);
  return link === 'session' || link === 'root_session';
}

function hasKey({ session, rootSession, device }: Observation): boolean {
  return session !== undefined || rootSession !== undefined || device.token !== undefined;
}

/** Rows from the provider's own addresses that name no client are its services redeeming tokens for the user. */
function isProviderTraffic({ place, device }: Observation): boolean {
  if (place?.networkClass !== 'platform') return false;
  return device.id === undefined && !isClientKnown(device) && device.script !== true;
}

function isClientKnown(device: Observation['device']): boolean {
  return device.osFamily !== undefined || device.browserFamily !== undefined;
}

/** Token protection or a hardware key ties this use to one device: it cannot be a copy. */
export function isBoundToDevice(observation: Observation): boolean {
  return hasFact(observation, 'bound') || hasFact(observation, 'hardware_bound');
}

export function wasRefused(observation: Observation): boolean {
  return observation.outcome === 'failure';
}
