import { hasFact } from '../../events/observation.ts';
import type { NetworkClass } from '../../events/place.ts';
import type { View } from '../kit/view.ts';
import type { Move } from './move.ts';
import { lostDevice } from './move.ts';
import { isConcealing, isOtherFamily, isSameCountry, leastKm } from './network.ts';
import { knownNetwork, settledBefore } from './novelty.ts';
import type { Params } from './params.ts';
import type { SessionEvidence } from './session-evidence.ts';
import { shortId } from './words.ts';

/**
 * Why a change of network is what people's devices do all day, in words, or undefined. These win over every branch. All but the first
 * speak of one device: they hold only while the client stays the same.
 */
export function everydayMove(view: View, move: Move, params: Params): string | undefined {
  const { from, to, clientChanges, oldToken } = move;
  if (clientChanges.length > 0) return ownPhone(from, to);
  if (oldToken !== undefined) return undefined;
  return (
    sameRegisteredDevice(move) ??
    phoneAtLarge(from, to) ??
    carrierMove(from, to) ??
    roamingPhone(view, from, to, params) ??
    familyPair(from, to) ??
    vpnOff(view, move, params) ??
    serviceHop(move)
  );
}

/** Entra may carry one session id over to the user's phone, which then uses its own carrier. */
function ownPhone(from: SessionEvidence, to: SessionEvidence): string | undefined {
  const onCarrier = to.place.networkClass === 'mobile_carrier' || to.place.networkTag === 'mixed_carrier';
  const phone = to.source === 'entra' && isPhone(to) && onCarrier;
  return phone && isSameCountry(from.place, to.place) ? "a phone on a carrier of the user's country" : undefined;
}

/**
 * A registered device proves itself on each use (Okta Verify's signals, Entra's primary refresh token): cookies alone do not. The id inside
 * a refresh token is copied with it and proves nothing.
 */
function sameRegisteredDevice({ thread, to }: Move): string | undefined {
  const { id } = to.device;
  if (id === undefined || hasFact(to, 'refresh_token')) return undefined;
  const known = thread.before.some((earlier) => earlier.device.id === id && !hasFact(earlier, 'refresh_token'));
  return known ? `the same registered device, ${shortId(id)}` : undefined;
}

/** Phones change between Wi-Fi and carrier all day, and few lists know which networks are carriers. */
function phoneAtLarge(from: SessionEvidence, to: SessionEvidence): string | undefined {
  if (!isPhone(from) || !isPhone(to) || isConcealing(from.place) || isConcealing(to.place)) return undefined;
  return isSameCountry(from.place, to.place) ? 'a phone between networks of one country' : undefined;
}

function carrierMove(from: SessionEvidence, to: SessionEvidence): string | undefined {
  if (isConcealing(from.place) || isConcealing(to.place) || !isSameCountry(from.place, to.place)) return undefined;
  // An operator of both lines and mobile: a computer arriving there may be on its hotspot; leaving it, it more likely leaves its line.
  const carrier = isEither(from, to, 'mobile_carrier') || to.place.networkTag === 'mixed_carrier';
  return carrier ? 'between Wi-Fi and a mobile carrier of one country' : undefined;
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

/** A tunnel the user or the tenant already uses, switched off or bypassed by some programs: the line under it may be any. */
function vpnOff(view: View, move: Move, params: Params): string | undefined {
  const { from, to } = move;
  if (isConcealing(to.place) || lostDevice(move) !== undefined) return undefined;
  const gateway = view.tenant.gateway(from.place, from.time);
  if (gateway !== undefined) return `off the VPN people of the tenant use: ${gateway}`;
  if (from.place.networkClass !== 'anonymiser') return undefined;
  const known = knownNetwork(view, from.place, from.time, params);
  return known === undefined ? undefined : `off a VPN the user already uses: ${known}`;
}

const SERVICES: Readonly<Partial<Record<NetworkClass, string>>> = {
  relay: 'a privacy relay of the device or browser',
  satellite: 'a satellite link, such as in-flight Wi-Fi',
  corporate: 'a company security service (SASE) carries the traffic',
};

/**
 * A service switched on, or off for what lies under it. Its address says nothing of where the device is, so off means a carrier, or for
 * relays and satellites, which keep to a region, any network of the country. A managed device takes its id along.
 */
function serviceHop(move: Move): string | undefined {
  const { from, to } = move;
  if (isConcealing(to.place)) return undefined;
  const on = SERVICES[to.place.networkClass];
  if (on !== undefined) return on;
  const off = SERVICES[from.place.networkClass];
  if (off === undefined || lostDevice(move) !== undefined) return undefined;
  if (to.place.networkClass === 'mobile_carrier') return off;
  return from.place.networkClass !== 'corporate' && isSameCountry(from.place, to.place) ? off : undefined;
}

function isEither(from: SessionEvidence, to: SessionEvidence, networkClass: string): boolean {
  return from.place.networkClass === networkClass || to.place.networkClass === networkClass;
}

function isPhone({ device }: SessionEvidence): boolean {
  return device.osFamily === 'ios' || device.osFamily === 'android';
}
