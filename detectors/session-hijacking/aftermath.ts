import type { Fact } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import { PROVIDER_NAMES, methodName } from '../kit/wording.ts';
import { knownNetwork } from './novelty.ts';
import { AFTERMATH_MS } from './params.ts';
import type { Scene, Sign } from './scene.ts';
import { sign } from './scene.ts';
import { linkOf } from './session-evidence.ts';
import { isVerdict } from './verdicts.ts';

/** What an attacker does next to stay: a factor or device of their own. */
function enrolmentAfter({ view, params }: Scene, use: Observation): Observation | undefined {
  return view.window.find(
    (later) =>
      later.time >= use.time &&
      later.time <= use.time + AFTERMATH_MS &&
      (later.operation === 'enroll' || later.operation === 'device_register') &&
      later.outcome !== 'failure' &&
      later.role === 'self' &&
      (later.place === undefined || knownNetwork(view, later.place, use.time, params) === undefined),
  );
}

/** Signs that follow a suspicious use or come from the provider itself within the hour around it. */
export function aftermath(scene: Scene, use: Observation): readonly Sign[] {
  const signs: Sign[] = [];
  const enrolled = enrolmentAfter(scene, use);
  if (enrolled !== undefined) signs.push(enrolmentSign(enrolled));
  const verdicts = verdictsAround(scene, use);
  for (const verdict of verdicts) signs.push(verdictSign(verdict));
  return signs;
}

function enrolmentSign(enrolled: Observation): Sign {
  const method = enrolled.steps.find(({ purpose }) => purpose === 'enrolment')?.method;
  const what = enrolled.operation === 'enroll' ? 'factor_enrolled_after' : 'device_registered_after';
  return sign(enrolled, what, 'high', {
    after: method === undefined ? enrolled.action : methodName(method),
    risk: 15,
    independent: true,
    grave: true,
  });
}

/** The first of each kind: the provider may repeat itself for each request. */
function verdictsAround({ view }: Scene, use: Observation): readonly Observation[] {
  const kinds = new Map<string, Observation>();
  for (const other of view.window) {
    if (Math.abs(other.time - use.time) > AFTERMATH_MS || !concerns(other, use)) continue;
    if (!isVerdict(other) && !isSupport(other)) continue;
    const kind = other.verdict ?? other.action;
    if (!kinds.has(kind)) kinds.set(kind, other);
  }
  return [...kinds.values()];
}

/** Two records about one session, or at least one of which names no session at all. */
export function concerns(one: Observation, other: Observation): boolean {
  if (one.source !== other.source) return false;
  return one.id === other.id || linkOf(one, other) !== undefined || !namesSession(one) || !namesSession(other);
}

function namesSession({ session, rootSession }: Observation): boolean {
  return session !== undefined || rootSession !== undefined;
}

/** Too common to stand alone: Okta's session context changes with every network. */
function isSupport(observation: Observation): boolean {
  return observation.operation === 'session_change' && SUPPORT.some((fact) => hasFact(observation, fact));
}

const SUPPORT: readonly Fact[] = ['verdict_suspicious', 'verdict_travel', 'verdict_anonymous_ip'];

function verdictSign(verdict: Observation): Sign {
  const strong = isVerdict(verdict);
  return sign(verdict, 'provider_verdict', strong ? 'high' : 'low', {
    after: `${PROVIDER_NAMES[verdict.source]}: ${verdict.verdict ?? verdict.action}`,
    risk: strong ? 10 : 5,
    independent: strong,
    grave: strong,
  });
}
