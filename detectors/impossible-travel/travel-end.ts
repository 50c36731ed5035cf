import type { GeoComparison, LocatedGeo } from '../../events/network/distance.ts';
import type { TravelEnd } from '../kit/finding.ts';
import { isoTime } from '../kit/wording.ts';
import type { Journey } from './journey.ts';
import { apparentSpeed } from './journey.ts';
import type { Placed } from './whereabouts.ts';

/** `mfa.travel.*` of one journey: distance and speed as anybody would work them out from the two points. */
export function travelFields(journey: Journey) {
  const speed = apparentSpeed(journey);
  return {
    from: travelEnd(journey.from, journey.gap.from, journey.gap.source),
    to: travelEnd(journey.to, journey.gap.to, journey.gap.source),
    distance_km: Math.round(journey.gap.km),
    minutes: Math.round(journey.ms / 6_000) / 10,
    ...(speed === undefined ? {} : { speed_kmh: Math.round(speed) }),
  };
}

function travelEnd({ place, time, eventId }: Placed, geo: LocatedGeo, source: GeoComparison['source']): TravelEnd {
  return {
    ip: place.ip,
    ...(place.asn === undefined ? {} : { asn: place.asn }),
    ...(place.asOrganization === undefined ? {} : { as_organization: place.asOrganization }),
    network_class: place.networkClass,
    ...(geo.country === undefined ? {} : { country: geo.country }),
    ...(geo.city === undefined ? {} : { city: geo.city }),
    location: { lat: geo.lat, lon: geo.lon },
    radius_km: Math.round(geo.radiusKm),
    source,
    time: isoTime(time),
    event_id: eventId,
  };
}
