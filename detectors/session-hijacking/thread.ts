import type { Device, Observation } from '../../events/observation.ts';
import { clientChanges, isKnown } from './client-change.ts';
import { isConcealing, isOtherNetwork } from './network.ts';
import { AFTERMATH_MS } from './params.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { isLinkedBySession, isSessionEvidence, linkOf } from './session-evidence.ts';

/** Uses of one session or device token around one of them, in order of time. */
export interface Thread {
  readonly before: readonly SessionEvidence[];
  readonly use: SessionEvidence;
  /** For an hour. */
  readonly after: readonly SessionEvidence[];
}

/**
 * The thread in which `use` is the first from its network and client; undefined where the session was seen in that context before. So
 * each new context has exactly one such use, and a finding about it one anchor.
 */
export function threadOfFirstUse(
  window: readonly Observation[],
  use: SessionEvidence,
  lookBackMs: number,
): Thread | undefined {
  const at = positionOf(window, use);
  const before: SessionEvidence[] = [];
  for (let index = at - 1; index >= 0; index -= 1) {
    const earlier = window[index] as Observation;
    if (earlier.time < use.time - lookBackMs) break;
    if (!isLinkedEvidence(earlier, use)) continue;
    if (isSameContext(earlier, use)) return undefined;
    before.push(earlier);
  }
  return { before: before.reverse(), use, after: usesAfter(window, at, use) };
}

/**
 * The thread of a use that takes its network's turn once more, in a session that came from another one: a copy may rest for hours after its
 * first use. Undefined for every other use.
 */
export function threadOfLaterTurn(
  window: readonly Observation[],
  use: SessionEvidence,
  lookBackMs: number,
): Thread | undefined {
  const at = positionOf(window, use);
  const before: SessionEvidence[] = [];
  for (let index = at - 1; index >= 0; index -= 1) {
    const earlier = window[index] as Observation;
    if (earlier.time < use.time - lookBackMs) break;
    if (!isLinkedEvidence(earlier, use)) continue;
    if (before.length === 0 && !isOtherNetwork(earlier.place, use.place)) return undefined;
    before.push(earlier);
  }
  const origin = before.at(-1);
  const isLater = before.some((earlier) => !isOtherNetwork(earlier.place, use.place));
  if (origin === undefined || !isLater || !isOtherNetwork(origin.place, use.place)) return undefined;
  return { before: before.reverse(), use, after: usesAfter(window, at, use) };
}

function usesAfter(window: readonly Observation[], at: number, use: SessionEvidence): SessionEvidence[] {
  const after: SessionEvidence[] = [];
  for (let index = at + 1; index < window.length; index += 1) {
    const later = window[index] as Observation;
    if (later.time > use.time + AFTERMATH_MS) break;
    if (isLinkedEvidence(later, use)) after.push(later);
  }
  return after;
}

/** Most of a window belongs to other sessions, which the link tells at once. */
function isLinkedEvidence(other: Observation, use: SessionEvidence): other is SessionEvidence {
  return linkOf(other, use) !== undefined && isSessionEvidence(other);
}

/** The same network, and nothing says that the client or its device token is another; what only the later use tells of them is news. */
export function isSameContext(earlier: SessionEvidence, use: SessionEvidence): boolean {
  return (
    !isOtherNetwork(earlier.place, use.place) &&
    !isOtherToken(earlier, use) &&
    !tellsMore(use.device, earlier.device) &&
    clientChanges(earlier.device, use.device, !isConcealing(use.place)).length === 0
  );
}

function tellsMore(use: Device, earlier: Device): boolean {
  return (isKnown(use) && !isKnown(earlier)) || (use.token !== undefined && earlier.token === undefined);
}

export function isOtherToken(a: Observation, b: Observation): boolean {
  return a.device.token !== undefined && b.device.token !== undefined && a.device.token !== b.device.token;
}

/** Whether nothing used the session, from anywhere, for so long before; a use that names no session is none's first. */
export function isFirstUseOfSession(window: readonly Observation[], use: SessionEvidence, lookBackMs: number): boolean {
  if (use.session === undefined && use.rootSession === undefined) return false;
  for (let index = positionOf(window, use) - 1; index >= 0; index -= 1) {
    const earlier = window[index] as Observation;
    if (earlier.time < use.time - lookBackMs) return true;
    if (isLinkedBySession(earlier, use) && isSessionEvidence(earlier)) return false;
  }
  return true;
}

/** Position of an observation in a window ordered by (time, id). */
export function positionOf(window: readonly Observation[], wanted: Observation): number {
  let low = 0;
  let high = window.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = window[middle] as Observation;
    if (candidate.time < wanted.time || (candidate.time === wanted.time && candidate.id < wanted.id)) low = middle + 1;
    else high = middle;
  }
  return low;
}
