import type { Operation } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import type { Finding } from '../kit/finding.ts';
import { SILENT } from '../kit/trace.ts';
import type { View } from '../kit/view.ts';
import { concerns } from './aftermath.ts';
import { isSameClient } from './client-change.ts';
import { judgeAwakening } from './awakened-token.ts';
import { judgeBirth } from './born-elsewhere.ts';
import { judgeMove, judgeTurns } from './moved-session.ts';
import { judgeVerdict } from './provider-verdict.ts';
import { findingOf, riskOf } from './finding.ts';
import { moveOf } from './move.ts';
import type { Params } from './params.ts';
import { AFTERMATH_MS, HOUR_MS } from './params.ts';
import type { Scene, Theft } from './scene.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { isSessionEvidence, linkOf } from './session-evidence.ts';
import { threadOfFirstUse, threadOfLaterTurn } from './thread.ts';
import { isVerdict } from './verdicts.ts';

/** What one observation, as an anchor, gives away. One theft makes one finding: what another use explains already is not repeated. */
export function findHijacks(view: View, params: Params): readonly Finding[] {
  const { anchor } = view;
  const scene: Scene = { view, params, trace: view.trace };
  const theft = (isSessionEvidence(anchor) ? judgeUse(scene, anchor) : undefined) ?? judgeVerdict(scene, anchor);
  if (theft === undefined) return [];
  const other = strongerNearby(scene, theft);
  const alone = view.trace.check(
    'no finding within the hour tells of the same theft',
    other === undefined,
    () => other?.to.eventId ?? 'none',
  );
  return alone ? [findingOf(theft)] : [];
}

function judgeUse(scene: Scene, use: SessionEvidence): Theft | undefined {
  return (
    judgeFirstUse(scene, use) ?? judgeBirth(scene, use) ?? judgeAwakening(scene, use) ?? judgeLaterTurn(scene, use)
  );
}

function judgeFirstUse(scene: Scene, use: SessionEvidence): Theft | undefined {
  const { view, params, trace } = scene;
  const thread = threadOfFirstUse(view.window, use, params.lookBackHours * HOUR_MS);
  if (!trace.check('first use of this session from this network and client', thread !== undefined)) return undefined;
  const move = thread === undefined ? undefined : moveOf(thread);
  if (!trace.check('the session or device token was used from another network before', move !== undefined))
    return undefined;
  return move === undefined ? undefined : judgeMove(scene, move);
}

function judgeLaterTurn(scene: Scene, use: SessionEvidence): Theft | undefined {
  const { view, params } = scene;
  const thread = threadOfLaterTurn(view.window, use, params.lookBackHours * HOUR_MS);
  const move = thread === undefined ? undefined : moveOf(thread);
  return move === undefined ? undefined : judgeTurns(scene, move);
}

/**
 * The use that already tells of a theft and weighs as much. Each is judged by the same rules from its own past, so every anchor comes to
 * the same answer; the chain of those that explain one another ends at one that is told.
 */
function strongerNearby(scene: Scene, theft: Theft): Theft | undefined {
  const { view, params } = scene;
  const silent: Scene = { view, params, trace: SILENT };
  const isProviders = theft.branch === 'provider_verdict';
  for (const use of view.window) {
    if (use.time > theft.to.time + AFTERMATH_MS) break;
    if (use.id === theft.to.id || !isSessionEvidence(use)) continue;
    if (!(isProviders ? isAround(use, theft.to) : isSameTheft(use, theft, params))) continue;
    const other = judgeUse(silent, use);
    if (other !== undefined && (isProviders || riskOf(other) >= riskOf(theft))) return other;
  }
  return undefined;
}

/** What a verdict speaks of: a use of its session within the hour around it. */
function isAround(use: SessionEvidence, verdict: Observation): boolean {
  return Math.abs(use.time - verdict.time) <= AFTERMATH_MS && concerns(verdict, use);
}

/**
 * Within the hour before: the same session or device token, or another session from the same network. Earlier still: the same session in
 * the same kind of client, whose holder moved on.
 */
function isSameTheft(use: SessionEvidence, { to }: Theft, params: Params): boolean {
  if (!isEarlier(use, to) || use.source !== to.source) return false;
  const isLinked = linkOf(use, to) !== undefined;
  if (use.time >= to.time - AFTERMATH_MS) return isLinked || use.place.prefix === to.place?.prefix;
  return isLinked && use.time >= to.time - params.lookBackHours * HOUR_MS && isSameClient(use.device, to.device);
}

function isEarlier(a: Observation, b: Observation): boolean {
  return a.time < b.time || (a.time === b.time && a.id < b.id);
}

/** Whether an observation may carry a finding. */
export function isAnchor(observation: Observation): boolean {
  return isSessionEvidence(observation) || isVerdict(observation);
}

/**
 * Whether what happened after (or at the same time as) an anchor may change what is found there: any use of a session of that provider,
 * because another session's finding may tell of the same theft; steps of its sign-in; enrolments and verdicts.
 */
export function mayAffect(changed: Observation, anchor: Observation): boolean {
  if (ENROLMENTS.has(changed.operation)) return true;
  if (changed.source !== anchor.source) return false;
  if (changed.weight === 'mark' || changed.operation === 'session_change' || changed.steps.length > 0) return true;
  return isAnchor(changed);
}

const ENROLMENTS: ReadonlySet<Operation> = new Set<Operation>(['enroll', 'device_register']);
