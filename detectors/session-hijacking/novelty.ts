import type { Device } from '../../events/observation.ts';
import type { NetworkClass, Place } from '../../events/place.ts';
import { utcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import type { Params } from './params.ts';
import { HOUR_MS } from './params.ts';

/** Networks whose addresses change from visit to visit: using their operator before is using them before. */
const KNOWN_BY_OPERATOR: ReadonlySet<NetworkClass> = new Set<NetworkClass>([
  'anonymiser',
  'corporate',
  'mobile_carrier',
  'relay',
  'satellite',
]);

/** Why the user or the tenant already uses a network, in words, or undefined where it is new to both. */
export function knownNetwork(view: View, place: Place, time: number, params: Params): string | undefined {
  const egress = view.tenant.egress(place, time);
  if (egress !== undefined) return egress;
  const before = settledBefore(time, params);
  const prefix = view.seen('prefix', place.prefix, before);
  if (prefix !== undefined) return `${place.prefix} used by this user since ${utcDay(prefix.first)}`;
  return KNOWN_BY_OPERATOR.has(place.networkClass) ? knownOperator(view, place, before) : undefined;
}

function knownOperator(view: View, place: Place, before: number): string | undefined {
  const asn = place.asn === undefined ? undefined : view.seen('asn', String(place.asn), before);
  if (asn !== undefined) return `AS${String(place.asn)} used by this user since ${utcDay(asn.first)}`;
  if (place.operator === undefined) return undefined;
  const operator = view.seen('network_class', `${place.networkClass}/${place.operator}`, before);
  return operator === undefined ? undefined : `${place.operator} used by this user since ${utcDay(operator.first)}`;
}

/** Until when the past counts as known at a time: ms, exclusive. */
export function settledBefore(time: number, params: Params): number {
  return time - params.settleHours * HOUR_MS;
}

/** Whether anything was known of the user before the settling time. Without a past everything is new, and nothing is a novelty. */
export function hasPast(view: View, time: number, params: Params): boolean {
  return view.knownSince < settledBefore(time, params);
}

/** Why the device is certainly not one the user has had, in words, or undefined where it is, or where the event does not say enough. */
export function unknownDevice(view: View, time: number, device: Device, params: Params): string | undefined {
  const before = settledBefore(time, params);
  if (device.token !== undefined) {
    return view.seen('device_token', device.token, before) === undefined
      ? 'a browser never seen for this user (new device token)'
      : undefined;
  }
  if (device.id !== undefined) {
    return view.seen('device_id', device.id, before) === undefined
      ? 'a registered device never seen for this user'
      : undefined;
  }
  const registered = view.values('device_id', before).size;
  if (registered > 0) return `no registered device, while this user has ${String(registered)}`;
  return unknownClient(view, time, device, params);
}

/** `os/browser` where the user was never seen with that kind of client; undefined where they were, or the event does not say. */
export function unknownClient(view: View, time: number, device: Device, params: Params): string | undefined {
  const { osFamily, browserFamily } = device;
  if (osFamily === undefined && browserFamily === undefined) return undefined;
  const client = `${osFamily ?? '?'}/${browserFamily ?? '?'}`;
  const seen = view.seen('client', client, settledBefore(time, params));
  return seen === undefined ? `${client}, never seen for this user` : undefined;
}
