import type { Device } from '../device.ts';
import type { Spot } from '../network.ts';
import type { Factor, Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';
import type { App } from '../tenant.ts';
import { oktaFactor, phoneClient } from './factor.ts';
import { recordOkta, userTarget, type OktaEvent, type OktaTarget } from './record.ts';

export interface OktaSession {
  readonly id: string;
  readonly device: Device;
}

export interface OktaSignIn {
  readonly person: Person;
  readonly device: Device;
  readonly spot: Spot;
  readonly time: number;
  readonly factor: Factor;
  /** Where the phone is that answers a push. */
  readonly responder?: Spot;
  readonly novel?: boolean;
  readonly risk?: OktaEvent['risk'];
  readonly session?: string;
  /** How the second factor ends; anything but `success` starts no session. */
  readonly ends?: 'success' | 'denied' | 'abandoned' | 'wrong_code';
}

const POLICY: readonly OktaTarget[] = [
  {
    id: 'rst8kq2v7WmNc4Hd1x7',
    type: 'PolicyEntity',
    alternateId: 'unknown',
    displayName: 'Any two factors',
    detailEntry: { policyType: 'OktaSignOn' },
  },
  {
    id: 'rul8kq2v9TzPb3Ya5x7',
    type: 'PolicyRule',
    alternateId: '00p8kq2v1LrEd6Gm2x7',
    displayName: 'Catch-all Rule',
    detailEntry: { policyRuleFactorMode: '2FA' },
  },
];

const PASSWORD: Partial<OktaEvent> = {
  type: 'user.authentication.auth_via_mfa',
  debug: { factor: 'PASSWORD_AS_FACTOR', factorIntent: 'LOGIN' },
  authentication: { authenticationProvider: 'FACTOR_PROVIDER', credentialType: 'PASSWORD' },
};

/**
 * A sign-in as Okta Identity Engine logs it: policy CHALLENGE, the password as a factor, what was sent, the second factor
 * (on push with the phone as client), policy ALLOW, session start. Returns the session, or undefined where it failed.
 */
export function oktaSignIn(recorder: Recorder, signIn: OktaSignIn, random: Random): OktaSession | undefined {
  const { person, device, spot, time, novel, risk } = signIn;
  const session = signIn.session ?? `idx${random.token(22)}`;
  const base = {
    person,
    device,
    spot,
    session,
    ...(novel === undefined ? {} : { novel }),
    ...(risk === undefined ? {} : { risk }),
  };
  const add = (event: Partial<OktaEvent> & Pick<OktaEvent, 'type' | 'time'>): unknown =>
    recordOkta(recorder, { ...base, ...event }, random);
  add({ type: 'policy.evaluate_sign_on', time, result: 'CHALLENGE', target: POLICY });
  if (signIn.factor !== 'fastpass') {
    add({ ...PASSWORD, type: 'user.authentication.auth_via_mfa', time: time + random.between(2000, 5000) });
  }
  const ends = signIn.ends ?? 'success';
  const answered = time + random.between(12_000, 28_000);
  challenge(recorder, signIn, session, answered, random);
  if (ends !== 'success') return undefined;
  add({ type: 'policy.evaluate_sign_on', time: answered + 150, result: 'ALLOW', target: POLICY });
  add({
    type: 'user.session.start',
    time: answered + 300,
    debug: { requestUri: '/idp/idx/challenge/answer', deviceFingerprint: device.fingerprint },
    authentication: {
      authenticationProvider: 'OKTA_AUTHENTICATION_PROVIDER',
      credentialProvider: 'OKTA_CREDENTIAL_PROVIDER',
      credentialType: 'PASSWORD',
    },
  });
  return { id: session, device };
}

const REASON = {
  success: null,
  denied: 'INVALID_CREDENTIALS',
  wrong_code: 'INVALID_CREDENTIALS',
  abandoned: null,
} as const;

/** What was sent, and the answer if there was one. An ignored prompt leaves no answer in Okta's log. */
function challenge(recorder: Recorder, signIn: OktaSignIn, session: string, answered: number, random: Random): void {
  const { person, device, spot, ends = 'success' } = signIn;
  const factor = oktaFactor(signIn.factor, person);
  if (factor.sent !== undefined) {
    const common = { type: factor.sent, time: answered - 8000, debug: factor.sentDebug, device, spot, session };
    const byUser = signIn.factor === 'push' || signIn.factor === 'push_number';
    const who = byUser ? { person } : { target: [userTarget(person)] };
    recordOkta(recorder, { ...common, ...who }, random);
  }
  if (ends === 'abandoned') return;
  const phone = factor.onPhone ? { agent: phoneClient(person), spot: signIn.responder ?? spot } : { spot };
  const push = ends === 'denied' ? { pushOnlyResponseType: 'OV_RESPONSE_DENY' } : {};
  recordOkta(
    recorder,
    {
      type: 'user.authentication.auth_via_mfa',
      time: answered,
      person,
      device,
      session,
      ...phone,
      result: ends === 'success' ? 'SUCCESS' : 'FAILURE',
      reason: REASON[ends],
      debug: { factorIntent: 'LOGIN', promptingPolicyTypes: '[OKTA_SIGN_ON]', ...factor.debug, ...push },
      authentication: {
        authenticationProvider: 'FACTOR_PROVIDER',
        credentialProvider: 'OKTA_CREDENTIAL_PROVIDER',
        credentialType: factor.credentialType,
      },
      target: [userTarget(person), factor.target],
    },
    random,
  );
  if (ends === 'success' && (signIn.factor === 'sms' || signIn.factor === 'voice')) {
    recorder.usePhone(person.email, signIn.factor, Math.round(answered));
  }
}

export interface OktaVisit {
  readonly person: Person;
  readonly session: OktaSession;
  readonly spot: Spot;
  readonly time: number;
  readonly app: App;
  /** Another browser than the one the session began in: the attacker's. */
  readonly device?: Device;
  readonly novel?: boolean;
}

interface Instance {
  readonly allow: readonly OktaTarget[];
  readonly target: OktaTarget;
  readonly debug: Readonly<Record<string, unknown>>;
}
const instances = new WeakMap<App, Instance>();

function instanceOf(app: App): Instance {
  let instance = instances.get(app);
  if (instance === undefined) {
    const target: OktaTarget = {
      id: app.oktaId,
      type: 'AppInstance',
      alternateId: app.name,
      displayName: app.name,
      detailEntry: { signOnModeType: 'SAML_2_0' },
    };
    const debug = { signOnMode: 'SAML 2.0', requestUri: `/app/${app.oktaId}/sso/saml` };
    instance = { allow: [...POLICY, target], target, debug };
    instances.set(app, instance);
  }
  return instance;
}

/** Opening an application within a session: the policy says ALLOW, then single sign-on. */
export function oktaVisit(recorder: Recorder, visit: OktaVisit, random: Random): void {
  const { person, spot, time, app, novel = false } = visit;
  const device = visit.device ?? visit.session.device;
  const session = visit.session.id;
  const { allow, target, debug } = instanceOf(app);
  recordOkta(
    recorder,
    { type: 'policy.evaluate_sign_on', time, result: 'ALLOW', target: allow, person, device, spot, session, novel },
    random,
  );
  const targets = [target, userTarget(person)];
  recordOkta(
    recorder,
    { type: 'user.authentication.sso', time: time + 180, target: targets, debug, person, device, spot, session, novel },
    random,
  );
}
