import type { Observation } from '../../events/observation.ts';
import { PROVIDER_NAMES, clientName, durationName, placeName } from '../kit/wording.ts';
import type { MoveCase } from './move-case.ts';
import type { Branch } from './scene.ts';
import { shortId } from './words.ts';

/** Who, what, from where to where: one sentence. */
export function reasonOf(user: string, branch: Branch, { move, interleaving, journey }: MoveCase): string {
  const { from, to } = move;
  const whose = `${heldThing(move)} of ${user}`;
  const later = durationName(to.time - from.time);
  const there = placeName(to.place);
  const here = placeName(from.place);
  switch (branch) {
    case 'refresh_token':
      return `Refresh token of ${user}'s Microsoft Entra ID session redeemed from ${there}${withClient(to)} ${later} after its use from ${here}; it is not bound to a device`;
    case 'session_id':
      return `${whose} appeared in another browser (new device token ${shortId(to.device.token ?? '')}) at ${there} ${later} after its use from ${here}`;
    case 'same_browser':
      if (interleaving !== undefined)
        return `${whose} was used in turns from ${here} and ${there} by the same kind of browser${withClient(to)}`;
      return journey !== undefined
        ? `${whose} was used from ${here} and ${later} later from ${there}, too far for the time between`
        : `${whose} went on at ${there} ${later} after its use from ${here}, without the managed device it was on`;
    default:
      return `${whose} moved from ${clientIn(move.from)}${here} to ${clientIn(to)}${there} ${later} later`;
  }
}

function heldThing({ link, to }: MoveCase['move']): string {
  return `${PROVIDER_NAMES[to.source]} ${link === 'device_token' ? 'device token' : 'session'}`;
}

function clientIn(use: Observation): string {
  const name = clientOf(use);
  return name === undefined ? '' : `${name} in `;
}

function withClient(use: Observation): string {
  const name = clientOf(use);
  return name === undefined ? '' : ` (${name})`;
}

/** What a command-line client says of its browser is not worth telling. */
function clientOf(use: Observation): string | undefined {
  return use.device.script === true ? 'a command-line client' : clientName(use);
}

/** What would have kept the detector silent, as something an analyst can check. */
export function counterfactualOf(branch: Branch, { move: { from, to }, interleaving }: MoveCase): string {
  const network = `${to.place.prefix} were a network this user or the company already uses`;
  switch (branch) {
    case 'refresh_token':
      return `Harmless if ${network}, or if the user was travelling to ${placeName(to.place)} and opened ${to.app ?? 'this application'} there.`;
    case 'session_id':
      return `Harmless if ${network}, or if the user cleared cookies and moved there without signing in again.`;
    case 'same_browser':
      return interleaving === undefined
        ? `Harmless if ${network} or one of the two locations is wrong (compare the addresses in another database).`
        : `Harmless if ${network}, such as a second line or VPN used beside ${from.place.prefix}.`;
    default:
      return `Harmless if ${network}, or if the same device really changed its browser or operating system.`;
  }
}
