import type { NetworkClass, Place } from '../../events/place.ts';
import type { Observation } from '../../events/observation.ts';
import { startOfUtcDay } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import { isEndpoint } from './endpoints.ts';

export type Placed = Observation & { readonly place: Place };

/**
 * Network classes whose address tells where the user is. Anonymisers, relays, satellites, hosting and the providers' own addresses
 * surface elsewhere: such a sign-in is passed over, and its neighbours are compared with each other.
 */
const TELLS_WHERE: ReadonlySet<NetworkClass> = new Set<NetworkClass>(['unknown', 'mobile_carrier']);

export function isPlaced(observation: Observation): observation is Placed {
  return observation.place !== undefined;
}

export function tellsWhere(place: Place): boolean {
  return TELLS_WHERE.has(place.networkClass);
}

/** SASE egress tells roughly where its user is: they are sent to a point of presence near them (see `SASE_RADIUS_KM`). */
export function isSase(place: Place): boolean {
  return place.networkClass === 'corporate';
}

/** Whether an observation is a sign-in through SASE egress that is no gateway of the tenant's. */
export function isRoughWhereabouts(observation: Observation, view: View): observation is Placed {
  return (
    isEndpoint(observation) &&
    isPlaced(observation) &&
    isSase(observation.place) &&
    view.tenant.gateway(observation.place, observation.time) === undefined
  );
}

/** Whether an observation puts its user somewhere on the map: an endpoint, on a network that tells where, that is no gateway of the tenant's. */
export function isWhereabouts(observation: Observation, view: View): observation is Placed {
  return (
    isEndpoint(observation) &&
    isPlaced(observation) &&
    tellsWhere(observation.place) &&
    view.tenant.gateway(observation.place, observation.time) === undefined
  );
}

/** One network for the purpose of one alert: its operator (ASN) and country; the prefix where the operator is unknown. */
export function networkKey(place: Place): string {
  if (place.asn === undefined) return place.prefix;
  return `AS${String(place.asn)}/${countryOf(place) ?? '?'}`;
}

export function countryOf(place: Place): string | undefined {
  return place.geo?.country ?? place.providerGeo?.country;
}

export function isSameDay(a: number, b: number): boolean {
  return startOfUtcDay(a) === startOfUtcDay(b);
}
