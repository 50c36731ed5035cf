import { hasFact } from '../../events/observation.ts';
import { personName } from '../kit/person-name.ts';
import { PROVIDER_NAMES, networkName, placeName } from '../kit/wording.ts';
import { aftermath } from './aftermath.ts';
import { concealmentSign, userSigns } from './move-signs.ts';
import { isConcealing } from './network.ts';
import { hasPast, knownNetwork, settledBefore, unknownClient } from './novelty.ts';
import { HOUR_MS } from './params.ts';
import type { Scene, Sign, Theft } from './scene.ts';
import { cited, sign } from './scene.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { isFirstUseOfSession } from './thread.ts';

/**
 * A refresh token is always older than its redemption. Where the session was silent for a day there is no use to compare with, so the
 * user's whole past stands in: the network, the country and the client must all be new, and either the network one that rents out
 * servers or the application new as well (a thief asks for what the owner never does: a command-line tool, a directory API).
 */
export function judgeAwakening(scene: Scene, use: SessionEvidence): Theft | undefined {
  if (use.source !== 'entra' || !hasFact(use, 'refresh_token') || !hasFact(use, 'unbound')) return undefined;
  const { view, params, trace } = scene;
  const lookBack = params.lookBackHours * HOUR_MS;
  if (!trace.check('refresh token: its session was silent before', isFirstUseOfSession(view.window, use, lookBack)))
    return undefined;
  if (!trace.check('silent session: enough is known of the user', hasPast(view, use.time, params))) return undefined;
  const known = knownNetwork(view, use.place, use.time, params);
  if (!trace.check('silent session: the network is new to user and tenant', known === undefined, () => known ?? ''))
    return undefined;
  const country = newCountry(scene, use);
  if (!trace.check('silent session: the country is new to the user', country !== undefined)) return undefined;
  const client =
    use.device.script === true ? 'a command-line client or library' : unknownClient(view, use.time, use.device, params);
  if (!trace.check('silent session: the client is new to the user', client !== undefined)) return undefined;
  const isHosting = use.place.networkClass === 'hosting';
  const application = isHosting ? undefined : newApplication(scene, use);
  const isNotable = isHosting || application !== undefined;
  if (!trace.check('silent session: a hosting network, or an application new to the user', isNotable)) return undefined;
  return theft(scene, use, country ?? '', client ?? '', application);
}

function newApplication({ view, params }: Scene, { app, time }: SessionEvidence): string | undefined {
  const before = settledBefore(time, params);
  // Without a single known application the past says nothing about applications.
  if (app === undefined || view.values('app', before).size === 0) return undefined;
  return view.seen('app', app, before) === undefined ? app : undefined;
}

function newCountry({ view, params }: Scene, { place, time }: SessionEvidence): string | undefined {
  const country = place.geo?.country ?? place.providerGeo?.country;
  if (country === undefined) return undefined;
  const before = settledBefore(time, params);
  // Without a single known country the past says nothing about places.
  if (view.values('country', before).size === 0) return undefined;
  return view.seen('country', country, before) === undefined ? country : undefined;
}

function theft(
  scene: Scene,
  use: SessionEvidence,
  country: string,
  client: string,
  application: string | undefined,
): Theft {
  const signs: Sign[] = [
    sign(use, 'network_new_to_user', 'high', { after: networkName(use.place), independent: true }),
    sign(use, 'country_new_to_user', 'medium', { after: country, risk: 5, independent: true }),
    sign(use, 'client_new_to_user', 'high', { after: client, risk: 5, independent: true }),
    ...(application === undefined
      ? []
      : [sign(use, 'application_new_to_user', 'medium', { after: application, risk: 5 })]),
    sign(use, 'unbound_refresh_token', 'medium', {
      after: `works on any device; its session was silent for ${String(scene.params.lookBackHours)} hours`,
    }),
    ...(isConcealing(use.place) ? [concealmentSign(undefined, use)] : []),
    ...userSigns(scene, use),
    ...aftermath(scene, use),
  ];
  return {
    rule: 'entra-refresh-token-replay',
    branch: 'refresh_token',
    // A household's line proves less than a rented server: somebody may have moved.
    baseRisk: application === undefined ? 45 : 35,
    to: use,
    signs,
    reason:
      `Refresh token of ${personName(scene.view.user, use)}'s ${PROVIDER_NAMES[use.source]} session, silent for ${String(scene.params.lookBackHours)} hours, ` +
      `redeemed by ${client} from ${placeName(use.place)}, where the user never was; it is not bound to a device`,
    counterfactual:
      use.place.networkClass === 'hosting'
        ? `Harmless if the user runs ${use.app ?? 'this application'} on a server at ${networkName(use.place)}.`
        : `Harmless if the user says they took this session to ${placeName(use.place)} on another device.`,
    observations: cited(scene, signs, use),
  };
}
