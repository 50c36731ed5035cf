import { hasFact } from '../../events/observation.ts';
import type { MoveCase } from './move-case.ts';
import type { Move } from './move.ts';
import { isNetworkNewToSession } from './move.ts';
import { isElsewhere } from './network.ts';
import { hasPast, settledBefore } from './novelty.ts';
import type { Scene } from './scene.ts';
import { returnOf } from './simultaneous.ts';

/**
 * An Entra refresh token that is not bound to a device, redeemed in another place and network, and one thing more that its owner's device
 * on a journey would not show.
 */
export function isRefreshReplay(scene: Scene, { move, interleaving }: MoveCase): boolean {
  const { from, to, thread } = move;
  if (to.source !== 'entra' || !hasFact(to, 'refresh_token') || !hasFact(to, 'non_interactive')) return false;
  const { trace } = scene;
  if (!trace.check('refresh token: token protection says it is not bound to a device', hasFact(to, 'unbound')))
    return false;
  const elsewhere = isElsewhere(from.place, to.place) && isNetworkNewToSession(thread);
  if (!trace.check('refresh token: redeemed in another place and network than the session before', elsewhere))
    return false;
  return trace.check(
    'refresh token: the client changed, both networks took turns, the network rents out servers, or the application is new',
    move.clientChanges.length > 0 ||
      interleaving !== undefined ||
      to.place.networkClass === 'hosting' ||
      isAppNew(scene, move),
  );
}

/**
 * An application the session had not used. One the user never used either speaks for itself; otherwise the session must also go on where
 * it was, because travellers open applications they had not opened that day.
 */
export function isAppNew({ view, params }: Scene, move: Move): boolean {
  const { thread, to } = move;
  const { app } = to;
  if (app === undefined) return false;
  const apps = thread.before.map((earlier) => earlier.app).filter((known) => known !== undefined);
  if (apps.length === 0 || apps.includes(app)) return false;
  if (returnOf(move) !== undefined) return true;
  return hasPast(view, to.time, params) && view.seen('app', app, settledBefore(to.time, params)) === undefined;
}
