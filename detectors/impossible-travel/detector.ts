import type { Observation } from '../../events/observation.ts';
import { defineDetector } from '../kit/detector.ts';
import type { View } from '../kit/view.ts';
import { findAnonymiserArrival, isAnonymiserArrival, isSameArrival } from './anonymiser-arrival.ts';
import { isEndpoint, tellsOfStop } from './endpoints.ts';
import { rememberSite } from './habits.ts';
import { findBesideSase, findImpossibleTravel } from './impossible-travel.ts';
import { isFar } from './journey.ts';
import { needs } from './needs.ts';
import type { Params } from './params.ts';
import { DAY_MS, paramsSchema } from './params.ts';
import { findPasswordProvenAbroad, gotFurther, isProbe, isSameProbe } from './password-proven-abroad.ts';
import { rules } from './rules.ts';
import type { Placed } from './whereabouts.ts';
import { isPlaced, isSameDay, isSase, isWhereabouts, tellsWhere } from './whereabouts.ts';

/** Sign-ins no journey connects, first arrivals through an anonymiser, and passwords proven abroad. */
export const impossibleTravel = defineDetector<Params>({
  id: 'impossible-travel',
  version: 1,
  params: paramsSchema,
  rules,
  window: { before: DAY_MS, after: DAY_MS },
  needs,
  anchors: (observation) => isPlaced(observation) && (isEndpoint(observation) || isProbe(observation)),
  affects,
  find,
  remember: rememberSite,
});

/** What comes after an anchor bears on it only as a sign-in from afar, as more of the same on its day, or as a way past MFA. */
function affects(changed: Observation, anchor: Observation, params: Params): boolean {
  if (!isPlaced(anchor)) return false;
  if (changed.time === anchor.time) return true;
  if (isProbe(anchor)) return affectsProbe(changed, anchor, params);
  if (isAnonymiserArrival(anchor)) return isSameArrival(anchor, changed);
  return isSameDay(changed.time, anchor.time) && isFarEndpoint(changed, anchor, params);
}

function affectsProbe(changed: Observation, probe: Placed, params: Params): boolean {
  return (
    tellsOfStop(changed) ||
    gotFurther(probe, changed, params) ||
    isSameProbe(probe, changed) ||
    tellsWhereabouts(changed)
  );
}

/** Near sign-ins matter too: one that comes to lie between the probe and a far one shows where the user went. */
function tellsWhereabouts(changed: Observation): boolean {
  return isPlaced(changed) && tellsWhere(changed.place) && isEndpoint(changed);
}

function isFarEndpoint(changed: Observation, anchor: Placed, params: Params): boolean {
  return isPlaced(changed) && isFar(changed, anchor, params) && isEndpoint(changed);
}

function find(view: View, params: Params): ReturnType<typeof findImpossibleTravel> {
  const { anchor } = view;
  if (!isPlaced(anchor) || !isJudged(view, anchor)) return [];
  if (isProbe(anchor)) return findPasswordProvenAbroad(view, anchor, params);
  if (isAnonymiserArrival(anchor)) return findAnonymiserArrival(view, anchor, params);
  const tells = view.trace.check(
    'the network tells where its user is',
    tellsWhere(anchor.place),
    () =>
      `${anchor.place.networkClass}${anchor.place.classSource === undefined ? '' : `, by ${anchor.place.classSource}`}`,
  );
  if (tells) return findImpossibleTravel(view, anchor, params);
  return isSase(anchor.place) ? findBesideSase(view, anchor, params, isWhereabouts) : [];
}

/** Where the tenant has said, or shown, that place tells nothing about this user or this network. */
function isJudged({ user, settings, tenant, trace }: View, anchor: Placed): boolean {
  const gateway = tenant.gateway(anchor.place, anchor.time);
  return (
    trace.check('the user is not listed under `travellers`', !settings.travellers.has(user)) &&
    trace.check('the account is not listed under `sharedAccounts`', !settings.sharedAccounts.has(user)) &&
    trace.check(
      'the address is no gateway people of the tenant surface at',
      gateway === undefined,
      () => gateway ?? 'no gateway',
    )
  );
}
