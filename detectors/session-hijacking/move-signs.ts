import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import { privilegeOf } from '../kit/privilege.ts';
import { networkName, placeName } from '../kit/wording.ts';
import { isAppNew } from './refresh-token.ts';
import type { MoveCase } from './move-case.ts';
import type { Move } from './move.ts';
import { lostDevice } from './move.ts';
import { countriesOf, isConcealing } from './network.ts';
import type { Branch, Scene, Sign } from './scene.ts';
import { sign } from './scene.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { wasRefused } from './session-evidence.ts';
import { returnOf } from './simultaneous.ts';
import { clock, journeyText, shortId } from './words.ts';

/** What each branch stands for, where it is not the one that names the finding. */
const BRANCH_WORDS: Readonly<Record<Branch, string>> = {
  cookie_jar: 'another browser or operating system',
  session_id: 'a device token the session never had',
  same_browser: 'two places in turns, or a journey nobody makes',
  born_elsewhere: 'a session born on a rented or hidden network',
  refresh_token: 'an unbound refresh token',
  provider_verdict: "the provider's own verdict",
};

/** Everything about a move that an analyst would want to see. */
export function moveSigns(scene: Scene, moveCase: MoveCase, others: readonly Branch[]): readonly Sign[] {
  const { move } = moveCase;
  return [
    ...networkSigns(scene, moveCase),
    ...clientSigns(move),
    ...simultaneitySigns(moveCase),
    ...tokenSigns(scene, move),
    ...userSigns(scene, move.to),
    ...others.map((branch) => sign(move.to, 'also_matches', 'context', { after: BRANCH_WORDS[branch] })),
  ];
}

function networkSigns({ params }: Scene, { move: { from, to }, past }: MoveCase): Sign[] {
  const signs = [
    sign(to, 'network', 'high', { before: placeName(from.place), after: placeName(to.place), independent: true }),
    past
      ? sign(to, 'network_new_to_user', 'medium', { after: networkName(to.place) })
      : sign(to, 'short_history', 'context', {
          after: `nothing known of the user ${String(params.settleHours)} hours before`,
          risk: -10,
        }),
  ];
  const countries = countriesOf(from.place, to.place);
  if (countries !== undefined && countries[0] !== countries[1]) {
    signs.push(
      sign(to, 'country', 'medium', { before: countries[0], after: countries[1], risk: 5, independent: true }),
    );
  }
  if (isConcealing(to.place)) signs.push(concealmentSign(from.place.networkClass, to));
  return signs;
}

export function concealmentSign(before: string | undefined, use: SessionEvidence): Sign {
  const { place } = use;
  const named = place.operator === undefined ? place.networkClass : `${place.networkClass} (${place.operator})`;
  const source = place.classSource === undefined ? '' : `, by ${place.classSource}`;
  return sign(use, 'network_class', 'high', {
    ...(before === undefined ? {} : { before }),
    after: named + source,
    risk: 10,
    independent: true,
  });
}

function clientSigns({ clientChanges, oldToken, to }: Move): Sign[] {
  const signs = clientChanges.map(({ what, before, after }) =>
    sign(to, what, 'high', { before, after, risk: 5, independent: true }),
  );
  if (oldToken !== undefined && to.device.token !== undefined) {
    signs.push(
      sign(to, 'device_token', 'high', {
        before: shortId(oldToken),
        after: shortId(to.device.token),
        risk: 5,
        independent: true,
      }),
    );
  }
  return signs;
}

function simultaneitySigns({ move, interleaving, journey }: MoveCase): Sign[] {
  const signs: Sign[] = [];
  if (interleaving !== undefined) {
    const [, , , last] = interleaving.turns;
    const turns = interleaving.turns.map((use) => `${clock(use.time)} ${use.place.ip}`).join(' → ');
    signs.push(sign(last, 'both_networks_in_turns', 'high', { after: turns, risk: 10, independent: true }));
  } else {
    const back = returnOf(move);
    if (back !== undefined)
      signs.push(sign(back, 'old_network_still_in_use', 'medium', { after: placeName(back.place), risk: 5 }));
  }
  if (journey !== undefined)
    signs.push(
      sign(journey.other, 'impossible_journey', 'high', { after: journeyText(journey), risk: 10, independent: true }),
    );
  return signs;
}

function tokenSigns(scene: Scene, move: Move): Sign[] {
  const { to, from } = move;
  const signs: Sign[] = [];
  const managed = lostDevice(move);
  if (managed !== undefined) {
    signs.push(
      sign(to, 'managed_device_id_lost', 'high', {
        before: shortId(managed),
        after: 'no device id',
        risk: 10,
        independent: true,
      }),
    );
  }
  if (hasFact(to, 'refresh_token') && hasFact(to, 'unbound')) {
    signs.push(sign(to, 'unbound_refresh_token', 'medium', { after: 'works on any device' }));
  }
  if (hasFact(to, 'refresh_token') && isAppNew(scene, move)) {
    signs.push(
      sign(to, 'application_new_to_session', 'medium', {
        ...(from.app === undefined ? {} : { before: from.app }),
        after: to.app ?? '',
        risk: 5,
        independent: true,
      }),
    );
  }
  if (wasRefused(to))
    signs.push(sign(to, 'refused_by_policy', 'context', { after: to.reason ?? to.code ?? to.action }));
  return signs;
}

export function userSigns({ view }: Scene, to: Observation): Sign[] {
  const privilege = privilegeOf(view, to.time);
  return privilege === undefined
    ? []
    : [sign(to, 'privileged_user', 'medium', { after: privilege, risk: 10, grave: true })];
}
