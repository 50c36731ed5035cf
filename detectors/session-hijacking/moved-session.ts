import { personName } from '../kit/person-name.ts';
import { aftermath } from './aftermath.ts';
import type { MoveCase } from './move-case.ts';
import type { Move } from './move.ts';
import { isNetworkNewToSession, lostDevice } from './move.ts';
import { isConcealing, isOtherCountry } from './network.ts';
import { everydayMove } from './not-moves.ts';
import { hasPast, knownNetwork, settledBefore } from './novelty.ts';
import type { Params } from './params.ts';
import { MINUTE_MS } from './params.ts';
import type { Branch, Scene, Theft } from './scene.ts';
import { cited } from './scene.ts';
import { isBoundToDevice, wasRefused } from './session-evidence.ts';
import { impossibleJourney, interleaving } from './simultaneous.ts';
import { counterfactualOf, reasonOf } from './move-wording.ts';
import { moveSigns } from './move-signs.ts';
import { isRefreshReplay } from './refresh-token.ts';

interface BranchRule {
  readonly branch: Branch;
  readonly rule: string;
  readonly baseRisk: number;
  readonly holds: (scene: Scene, moveCase: MoveCase) => boolean;
}

/** The most specific first: the first that holds names the finding, the others become evidence. */
const SAME_BROWSER: BranchRule = {
  branch: 'same_browser',
  rule: 'session-same-browser-replay',
  baseRisk: 55,
  holds: isSameBrowser,
};

const BRANCHES: readonly BranchRule[] = [
  { branch: 'refresh_token', rule: 'entra-refresh-token-replay', baseRisk: 55, holds: isRefreshReplay },
  {
    branch: 'cookie_jar',
    rule: 'session-cookie-jar-replay',
    baseRisk: 65,
    holds: ({ trace }, { move }) => isCookieJar(trace, move),
  },
  { branch: 'session_id', rule: 'session-id-replay', baseRisk: 60, holds: isSessionId },
  SAME_BROWSER,
];

/** Judges a move by every branch that needs one. "Not moves" and known networks are asked first and win. */
export function judgeMove(scene: Scene, move: Move): Theft | undefined {
  if (!isCopyPossible(scene, move)) return undefined;
  const moveCase = caseOf(scene, move);
  const holding = BRANCHES.filter((branch) => branch.holds(scene, moveCase));
  const [strongest, ...others] = holding;
  if (strongest === undefined || !isNetworkNew(scene, move)) return undefined;
  return theft(scene, moveCase, strongest, others);
}

/** Judges a session that went back to a network it had moved to before: only turns tell that it is in two places. */
export function judgeTurns(scene: Scene, move: Move): Theft | undefined {
  const moveCase = caseOf(scene, move);
  const { trace } = scene;
  if (!trace.check('later use: both networks took turns', moveCase.interleaving !== undefined)) return undefined;
  const holds = isCopyPossible(scene, move) && isNetworkNew(scene, move) && isOnePersonsNovelty(scene, moveCase);
  return holds ? theft(scene, moveCase, SAME_BROWSER, []) : undefined;
}

function isCopyPossible({ view, params, trace }: Scene, move: Move): boolean {
  const everyday = everydayMove(view, move, params);
  return (
    trace.check(
      'the change of network is not an everyday one',
      everyday === undefined,
      () => everyday ?? 'none applies',
    ) && trace.check('the session is not bound to its device', !isBoundToDevice(move.to))
  );
}

function caseOf({ view, params }: Scene, move: Move): MoveCase {
  return {
    move,
    interleaving: interleaving(move, params),
    journey: impossibleJourney(view, move, params),
    past: hasPast(view, move.to.time, params),
  };
}

function isNetworkNew({ view, params, trace }: Scene, { to }: Move): boolean {
  const known = knownNetwork(view, to.place, to.time, params);
  return trace.check(
    'the network is new to the user and the tenant',
    known === undefined,
    () => known ?? to.place.prefix,
  );
}

function isCookieJar(trace: Scene['trace'], { clientChanges }: Move): boolean {
  return trace.check(
    'cookie jar: the operating system or browser is not one the session had',
    clientChanges.length > 0,
    () =>
      clientChanges.map(({ before, after }) => `${before} → ${after}`).join(', ') ||
      'the same client, or the events do not say',
  );
}

function isSessionId({ view, params, trace }: Scene, { move }: MoveCase): boolean {
  const { oldToken, to } = move;
  const token = to.device.token;
  const fresh =
    oldToken !== undefined &&
    token !== undefined &&
    view.seen('device_token', token, settledBefore(to.time, params)) === undefined;
  return trace.check('session id: the session comes with a device token it never had, and neither had the user', fresh);
}

function isSameBrowser(scene: Scene, moveCase: MoveCase): boolean {
  const { params, trace } = scene;
  const { move, journey, interleaving: turns } = moveCase;
  const inTwoPlaces = turns !== undefined || journey !== undefined || isHandedOver(move, params);
  const condition =
    'same browser: both networks took turns, the journey is impossible, or a managed device lost its id on the way to another country';
  if (!trace.check(condition, inTwoPlaces)) return false;
  if (!trace.check('the session was never in this network before', isNetworkNewToSession(move.thread))) return false;
  return isOnePersonsNovelty(scene, moveCase);
}

function isOnePersonsNovelty({ view, trace }: Scene, moveCase: MoveCase): boolean {
  return (
    trace.check('the account is not shared by several people', !view.settings.sharedAccounts.has(view.user)) &&
    trace.check('enough is known of the user to call a network nearby new', isFarOrKnown(moveCase))
  );
}

/** Where the old network says nothing of a place (SASE, VPN), the managed device's id tells whether the device moved or only the session. */
function isHandedOver(move: Move, params: Params): boolean {
  const { from, to } = move;
  const soon = to.time - from.time <= params.interleaveMinutes * MINUTE_MS;
  return soon && isOtherCountry(from.place, to.place) && lostDevice(move) !== undefined;
}

/** Two networks of one country, first met together, may both be the user's. */
function isFarOrKnown({ move: { from, to }, journey, past }: MoveCase): boolean {
  return past || journey !== undefined || isConcealing(to.place) || isOtherCountry(from.place, to.place);
}

function theft(scene: Scene, moveCase: MoveCase, strongest: BranchRule, others: readonly BranchRule[]): Theft {
  const { move } = moveCase;
  const { from, to } = move;
  const { rule, branch, baseRisk } = strongest;
  const signs = [
    ...moveSigns(
      scene,
      moveCase,
      others.map((other) => other.branch),
    ),
    ...aftermath(scene, to),
  ];
  return {
    rule,
    branch,
    baseRisk: wasRefused(to) ? baseRisk - REFUSED_RISK : baseRisk,
    from,
    to,
    signs,
    reason: reasonOf(personName(scene.view.user, to), branch, moveCase),
    counterfactual: counterfactualOf(branch, moveCase),
    observations: cited(scene, signs, from, to, ...(moveCase.interleaving?.turns ?? [])),
  };
}

/** The session is in wrong hands, but policy kept it from opening anything here. */
const REFUSED_RISK = 20;
