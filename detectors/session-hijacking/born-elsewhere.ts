import { compareGeo } from '../../events/network/distance.ts';
import { isRelayable } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { personName } from '../kit/person-name.ts';
import { PROVIDER_NAMES, clientName, durationName, methodName, placeName, withArticle } from '../kit/wording.ts';
import { aftermath } from './aftermath.ts';
import { concealmentSign, userSigns } from './move-signs.ts';
import { isConcealing } from './network.ts';
import { hasPast, knownNetwork, unknownDevice } from './novelty.ts';
import { AFTERMATH_MS, HOUR_MS, MINUTE_MS } from './params.ts';
import type { Scene, Sign, Theft } from './scene.ts';
import { cited, sign } from './scene.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { isBoundToDevice, isLinkedBySession, isSessionEvidence } from './session-evidence.ts';
import { isFirstUseOfSession } from './thread.ts';

/** A factor passed as part of a sign-in. */
interface PassedFactor {
  readonly step: ObservedStep;
  readonly observation: Observation;
}

/**
 * The first use of a session comes from a rented or hidden network and an unknown device, right after a factor that a phishing proxy can
 * pass on (AiTM): the session never was with its user.
 */
export function judgeBirth(scene: Scene, use: SessionEvidence): Theft | undefined {
  const { view, params, trace } = scene;
  const concealing = isConcealing(use.place);
  if (!trace.check('born elsewhere: a hosting or anonymiser network', concealing, () => use.place.networkClass))
    return undefined;
  if (!trace.check('born elsewhere: the first use of a session that came about', isFirstOfSession(scene, use)))
    return undefined;
  const own = hasFact(use, 'managed') || isBoundToDevice(use);
  if (!trace.check('born elsewhere: the device is not managed and the session not bound to it', !own)) return undefined;
  const factor = relayedFactor(scene, use);
  if (factor === undefined || !isStranger(scene, use)) return undefined;
  const device = unknownDevice(view, use.time, use.device, params);
  if (!trace.check('born elsewhere: the device is new to the user', device !== undefined)) return undefined;
  return theft(scene, use, factor, device ?? '');
}

/** Requests of one sign-in carry the id of the session they are about to open, failed ones too: the first of them is its birth. */
function isFirstOfSession({ view, params }: Scene, use: SessionEvidence): boolean {
  const { window } = view;
  if (!isFirstUseOfSession(window, use, params.lookBackHours * HOUR_MS)) return false;
  return window.some(
    (later) =>
      later.time >= use.time &&
      later.time <= use.time + AFTERMATH_MS &&
      later.outcome === 'success' &&
      isSessionEvidence(later) &&
      isLinkedBySession(later, use),
  );
}

/** A relayable factor passed just then, in the same flow or session, and none that a proxy cannot pass on. */
function relayedFactor({ view, params, trace }: Scene, use: SessionEvidence): PassedFactor | undefined {
  const passed = passedFactors(view.window, use, params.factorMinutes * MINUTE_MS);
  const relayable = passed.filter(({ step }) => isRelayable(step.method, step.phishingResistant));
  const factor = relayable.find(({ observation }) => hasFact(observation, 'responder')) ?? relayable[0];
  if (!trace.check('born elsewhere: right after a factor that a phishing proxy can pass on', factor !== undefined))
    return undefined;
  const resistant = passed.find(({ step }) => step.strength === 'phishing_resistant');
  const none = trace.check(
    'born elsewhere: no phishing-resistant factor was passed',
    resistant === undefined,
    () => resistant?.step.method ?? 'none',
  );
  return none ? factor : undefined;
}

function passedFactors(window: readonly Observation[], use: SessionEvidence, span: number): readonly PassedFactor[] {
  const passed: PassedFactor[] = [];
  for (const observation of window) {
    if (observation.steps.length === 0 || !isSameSignIn(observation, use)) continue;
    for (const step of observation.steps) {
      if (isFresh(step) && Math.abs(step.time - use.time) <= span) passed.push({ step, observation });
    }
  }
  return passed;
}

function isSameSignIn(observation: Observation, use: SessionEvidence): boolean {
  if (observation.id === use.id) return true;
  if (observation.source !== use.source || observation.role !== 'self') return false;
  return (observation.flow !== undefined && observation.flow === use.flow) || isLinkedBySession(observation, use);
}

function isFresh({ purpose, result }: ObservedStep): boolean {
  return result === 'success' && purpose !== 'enrolment' && purpose !== 'recovery';
}

function isStranger({ view, params, trace }: Scene, use: SessionEvidence): boolean {
  if (
    !trace.check(
      'born elsewhere: the account is not shared by several people',
      !view.settings.sharedAccounts.has(view.user),
    )
  )
    return false;
  const judged = hasPast(view, use.time, params) || isNewToProvider(use);
  if (!trace.check('born elsewhere: enough is known of the user to call anything new', judged)) return false;
  const known = knownNetwork(view, use.place, use.time, params);
  return trace.check(
    'born elsewhere: the network is new to the user and the tenant',
    known === undefined,
    () => known ?? use.place.prefix,
  );
}

/** The provider remembers the user for longer than these logs do, and says that both device and network are new. */
function isNewToProvider(use: SessionEvidence): boolean {
  return hasFact(use, 'new_device') && hasFact(use, 'new_network');
}

function theft(scene: Scene, use: SessionEvidence, factor: PassedFactor, device: string): Theft {
  const answer = answerElsewhere(scene, factor, use);
  const signs: Sign[] = [
    sign(use, 'network', 'high', { after: placeName(use.place), independent: true }),
    concealmentSign(undefined, use),
    sign(use, 'unknown_device', 'high', { after: device, independent: true }),
    sign(factor.observation, 'relayable_factor', 'medium', { after: methodName(factor.step.method) }),
    ...(answer === undefined ? [] : [answerSign(factor.observation, answer, use)]),
    ...userSigns(scene, use),
    ...aftermath(scene, use).map(strongerForBirth),
  ];
  return {
    rule: 'session-born-elsewhere',
    branch: 'born_elsewhere',
    baseRisk: 45,
    to: use,
    signs,
    reason: reasonOf(personName(scene.view.user, use), use, factor, answer?.place),
    counterfactual: `Harmless if the user signed in through ${use.place.operator ?? placeName(use.place)} with a new or private browser; ask over another channel.`,
    observations: cited(scene, signs, factor.observation, use),
  };
}

interface Answer {
  readonly place: Place;
  /** A network the user usually uses: the user was there, the session was not. */
  readonly usual: boolean;
}

/** Where the phone answered, if that tells the user from the session: on a usual network, or in another country. */
function answerElsewhere(
  { view, params }: Scene,
  { observation }: PassedFactor,
  use: SessionEvidence,
): Answer | undefined {
  const { place } = observation;
  if (place === undefined || !hasFact(observation, 'responder') || place.prefix === use.place.prefix) return undefined;
  if (knownNetwork(view, place, use.time, params) !== undefined) return { place, usual: true };
  const ends = compareGeo(place, use.place);
  const isAbroad =
    ends?.from.country !== undefined && ends.to.country !== undefined && ends.from.country !== ends.to.country;
  return isAbroad ? { place, usual: false } : undefined;
}

function answerSign(observation: Observation, { place, usual }: Answer, use: SessionEvidence): Sign {
  const where = { before: placeName(place), after: placeName(use.place) };
  return usual
    ? sign(observation, 'factor_answered_on_usual_network', 'high', {
        ...where,
        risk: 20,
        independent: true,
        grave: true,
      })
    : sign(observation, 'factor_answered_in_another_country', 'medium', { ...where, risk: 5 });
}

/** An enrolment ends what a relayed sign-in began: the attacker will not need the victim again. */
function strongerForBirth(one: Sign): Sign {
  return one.evidence.what.endsWith('_after') ? { ...one, risk: one.risk + 5 } : one;
}

function reasonOf(user: string, use: SessionEvidence, { step }: PassedFactor, answeredFrom: Place | undefined): string {
  const client = clientName(use);
  const answered = answeredFrom === undefined ? '' : `, answered from ${placeName(answeredFrom)}`;
  const when = `${durationName(Math.abs(use.time - step.time))} ${use.time < step.time ? 'before' : 'after'}`;
  return (
    `New ${PROVIDER_NAMES[use.source]} session of ${user} began on an unknown device${client === undefined ? '' : ` (${client})`} ` +
    `at ${placeName(use.place)}, a network new to the user (${use.place.networkClass}), ${when} ${withArticle(methodName(step.method))} was passed${answered}`
  );
}
