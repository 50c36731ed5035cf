import type { View } from '../kit/view.ts';
import type { Move } from './move.ts';
import { isConcealing, isOtherFamily, isSameCountry, leastKm } from './network.ts';
import { settledBefore } from './novelty.ts';
import type { Params } from './params.ts';
import type { SessionEvidence } from './session-evidence.ts';

/**
 * Why a change of network is what people's devices do all day, in words, or undefined. These win over every branch. All but the first two
 * speak of one device: they hold only while the client stays the same.
 */
export function everydayMove(view: View, { from, to, clientChanges }: Move, params: Params): string | undefined {
  if (isEither(from, to, 'corporate')) return 'a company security service (SASE) carries the traffic';
  if (clientChanges.length > 0) return ownPhone(from, to);
  return (
    carrierMove(from, to) ??
    roamingPhone(view, from, to, params) ??
    familyPair(from, to) ??
    providerHop(from, to, 'relay', 'a privacy relay of the device or browser') ??
    providerHop(from, to, 'satellite', 'a satellite link, such as in-flight Wi-Fi')
  );
}

/** Entra may carry one session id over to the user's phone, which then uses its own carrier. */
function ownPhone(from: SessionEvidence, to: SessionEvidence): string | undefined {
  const phone = to.source === 'entra' && isPhone(to) && to.place.networkClass === 'mobile_carrier';
  return phone && isSameCountry(from.place, to.place) ? "a phone on a carrier of the user's country" : undefined;
}

function carrierMove(from: SessionEvidence, to: SessionEvidence): string | undefined {
  if (isConcealing(from.place) || isConcealing(to.place) || !isSameCountry(from.place, to.place)) return undefined;
  return isEither(from, to, 'mobile_carrier') || isMixedCarrierMove(from, to)
    ? 'between Wi-Fi and a mobile carrier of one country'
    : undefined;
}

/**
 * Operators of both fixed lines and mobile networks: arriving there may be the carrier, and a phone leaving it may leave the carrier. A
 * computer leaving it more likely leaves its line at home.
 */
function isMixedCarrierMove(from: SessionEvidence, to: SessionEvidence): boolean {
  return to.place.networkTag === 'mixed_carrier' || (isPhone(from) && from.place.networkTag === 'mixed_carrier');
}

/** A roaming phone's mobile data surfaces in its home country while its Wi-Fi surfaces abroad. */
function roamingPhone(view: View, from: SessionEvidence, to: SessionEvidence, params: Params): string | undefined {
  if (!isPhone(from) || !isPhone(to) || isConcealing(from.place) || isConcealing(to.place)) return undefined;
  const carrier = [from, to].find(({ place }) => place.networkClass === 'mobile_carrier');
  const asn = carrier?.place.asn;
  if (asn === undefined || view.seen('asn', String(asn), settledBefore(to.time, params)) === undefined)
    return undefined;
  return `a phone between Wi-Fi and its own carrier, AS${String(asn)}`;
}

/** Happy Eyeballs (RFC 8305) lets one device alternate between IPv4 and IPv6, which may belong to different operators. */
function familyPair(from: SessionEvidence, to: SessionEvidence): string | undefined {
  if (!isOtherFamily(from.place, to.place) || isConcealing(from.place) || isConcealing(to.place)) return undefined;
  return leastKm(from.place, to.place) === 0 ? 'IPv4 and IPv6 of one place' : undefined;
}

function providerHop(
  from: SessionEvidence,
  to: SessionEvidence,
  networkClass: 'relay' | 'satellite',
  words: string,
): string | undefined {
  return isEither(from, to, networkClass) && !isConcealing(to.place) ? words : undefined;
}

function isEither(from: SessionEvidence, to: SessionEvidence, networkClass: string): boolean {
  return from.place.networkClass === networkClass || to.place.networkClass === networkClass;
}

function isPhone({ device }: SessionEvidence): boolean {
  return device.osFamily === 'ios' || device.osFamily === 'android';
}
