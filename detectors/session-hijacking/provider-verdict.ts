import type { Observation } from '../../events/observation.ts';
import { personName } from '../kit/person-name.ts';
import { PROVIDER_NAMES, placeName } from '../kit/wording.ts';
import { concerns } from './aftermath.ts';
import { userSigns } from './move-signs.ts';
import { knownNetwork } from './novelty.ts';
import { AFTERMATH_MS } from './params.ts';
import type { Scene, Sign, Theft } from './scene.ts';
import { cited, sign } from './scene.ts';
import type { VerdictKind } from './verdicts.ts';
import { verdictKind } from './verdicts.ts';

const BASE_RISK: Readonly<Record<VerdictKind, number>> = { stolen: 75, aitm: 80, roaming: 35 };
/** The provider stopped it: the user was phished, but nothing was lost. */
const BLOCKED_RISK = 20;

/** What the provider itself concluded, once per hour and kind. */
export function judgeVerdict(scene: Scene, verdict: Observation): Theft | undefined {
  const { trace } = scene;
  const kind = verdictKind(verdict);
  if (kind === undefined) return undefined;
  const repeated = isRepeated(scene, verdict, kind);
  if (!trace.check('the provider did not say the same within the hour before', !repeated)) return undefined;
  if (kind === 'roaming' && isOrdinaryRoaming(scene, verdict)) return undefined;
  const signs: Sign[] = [
    sign(verdict, 'provider_verdict', 'high', { after: nameOf(verdict), independent: true }),
    ...(verdict.place === undefined ? [] : [sign(verdict, 'network', 'context', { after: placeName(verdict.place) })]),
    ...userSigns(scene, verdict),
  ];
  const blocked = kind === 'aitm' && verdict.outcome === 'failure';
  return {
    rule: 'provider-session-verdict',
    branch: 'provider_verdict',
    baseRisk: BASE_RISK[kind] - (blocked ? BLOCKED_RISK : 0),
    to: verdict,
    signs,
    reason: reasonOf(personName(scene.view.user, verdict), verdict, kind, blocked),
    counterfactual: `Only ${PROVIDER_NAMES[verdict.source]} can withdraw this: dismiss the risk there once the user has confirmed where they were.`,
    observations: cited(scene, signs, verdict),
  };
}

function isRepeated({ view }: Scene, verdict: Observation, kind: VerdictKind): boolean {
  return view.window.some(
    (earlier) =>
      earlier.time >= verdict.time - AFTERMATH_MS &&
      (earlier.time < verdict.time || (earlier.time === verdict.time && earlier.id < verdict.id)) &&
      verdictKind(earlier) === kind &&
      concerns(earlier, verdict),
  );
}

/** Session binding strikes at every honest change of network too. */
function isOrdinaryRoaming({ view, params, trace }: Scene, { place, time }: Observation): boolean {
  const ordinary =
    place === undefined ||
    place.networkClass === 'mobile_carrier' ||
    knownNetwork(view, place, time, params) !== undefined;
  return !trace.check(
    'the session did not roam to a carrier or a known network',
    !ordinary,
    () => place?.prefix ?? 'no address',
  );
}

function nameOf({ verdict, action }: Observation): string {
  return verdict ?? action;
}

const WORDS: Readonly<Record<VerdictKind, string>> = {
  stolen: 'says that a session or token of the user is in other hands',
  aitm: 'says that a phishing proxy stood between the user and the sign-in page',
  roaming: 'ended a session that left the network it is bound to',
};

function reasonOf(user: string, verdict: Observation, kind: VerdictKind, blocked: boolean): string {
  const words = blocked ? 'stopped a sign-in through a phishing proxy' : WORDS[kind];
  const where = verdict.place === undefined ? '' : ` from ${placeName(verdict.place)}`;
  return `${PROVIDER_NAMES[verdict.source]} ${words}: ${nameOf(verdict)} for ${user}${where}`;
}
