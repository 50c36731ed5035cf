import { hasFact } from '../../events/observation.ts';
import type { ClientChange } from './client-change.ts';
import { clientChanges, isKnown, isSameClient } from './client-change.ts';
import { isConcealing, isOtherNetwork } from './network.ts';
import type { Link, SessionEvidence } from './session-evidence.ts';
import { isLinkedBySession, linkOf } from './session-evidence.ts';
import type { Thread } from './thread.ts';
import { isOtherToken } from './thread.ts';

/** A session or device token that turned up in a network it had not been used from. */
export interface Move {
  readonly thread: Thread;
  /** The last use before, in another network. */
  readonly from: SessionEvidence;
  readonly to: SessionEvidence;
  readonly link: Link;
  /** What differs from every client the session had; empty where nothing is known to differ. */
  readonly clientChanges: readonly ClientChange[];
  /** The device token it was used with before, where it now comes with one the session never had. */
  readonly oldToken?: string;
}

/** The move that the thread's use makes, or undefined where the session stays in its networks. */
export function moveOf(thread: Thread): Move | undefined {
  const { before, use: to } = thread;
  const from = before.findLast((earlier) => isOtherNetwork(earlier.place, to.place));
  const link = from === undefined ? undefined : linkOf(from, to);
  if (from === undefined || link === undefined) return undefined;
  const oldToken = replacedToken(thread);
  return {
    thread,
    from,
    to,
    link,
    clientChanges: newClient(thread),
    ...(oldToken === undefined ? {} : { oldToken }),
  };
}

/** How the client differs from the session's clients elsewhere; none where one of them is the same, or was in this network before. */
function newClient({ before, use: to }: Thread): readonly ClientChange[] {
  const tolerant = !isConcealing(to.place);
  if (before.some((earlier) => isSameClient(earlier.device, to.device, tolerant))) return [];
  const known = before.filter((earlier) => isKnown(earlier.device));
  if (known.some((earlier) => !isOtherNetwork(earlier.place, to.place))) return [];
  const last = known.findLast((earlier) => isOtherNetwork(earlier.place, to.place));
  return last === undefined ? [] : clientChanges(last.device, to.device, tolerant);
}

/** The session's device token elsewhere; undefined where the new one, or the old one in this network, was in the session before. */
function replacedToken({ before, use: to }: Thread): string | undefined {
  const sameSession = before.filter((earlier) => isLinkedBySession(earlier, to) && earlier.device.token !== undefined);
  if (sameSession.some((earlier) => earlier.device.token === to.device.token)) return undefined;
  if (sameSession.some((earlier) => !isOtherNetwork(earlier.place, to.place))) return undefined;
  const last = sameSession.at(-1);
  return last !== undefined && isOtherToken(last, to) ? last.device.token : undefined;
}

/** Whether the session was never used in the network of its new use before. */
export function isNetworkNewToSession({ before, use }: Thread): boolean {
  return before.every((earlier) => isOtherNetwork(earlier.place, use.place));
}

/** The id of the managed device the session was used on, where the new use names none. */
export function lostDevice({ thread, to }: Move): string | undefined {
  if (to.device.id !== undefined || hasFact(to, 'managed')) return undefined;
  return thread.before.findLast((earlier) => earlier.device.id !== undefined && hasFact(earlier, 'managed'))?.device.id;
}
