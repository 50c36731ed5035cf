import type { EcsGeo, MfaEvent, Source } from './event.ts';
import type { Geo, Place, ProviderGeo } from './place.ts';

/** The parts of an event document that describe where it came from. Absent address, absent parts. */
export type PlaceFields = Pick<MfaEvent, 'source'> & Pick<MfaEvent['mfa'], 'network' | 'provider_geo'>;

/** Writes a place as ECS. `placeOf` reads it back without loss. */
export function placeFields(place: Place): Required<Pick<PlaceFields, 'source' | 'network'>> & PlaceFields {
  const as = {
    ...(place.asn === undefined ? {} : { number: place.asn }),
    ...(place.asOrganization === undefined ? {} : { organization: { name: place.asOrganization } }),
  };
  return {
    source: {
      ip: place.ip,
      ...(place.asn === undefined && place.asOrganization === undefined ? {} : { as }),
      ...(place.geo === undefined ? {} : { geo: ecsGeo(place.geo) }),
    },
    network: {
      class: place.networkClass,
      prefix: place.prefix,
      ...(place.operator === undefined ? {} : { operator: place.operator }),
      ...(place.classSource === undefined ? {} : { class_source: place.classSource }),
      ...(place.networkTag === undefined ? {} : { tag: place.networkTag }),
      ...(place.geo?.radiusKm === undefined ? {} : { accuracy_km: place.geo.radiusKm }),
    },
    ...(place.providerGeo === undefined ? {} : { provider_geo: ecsGeo(place.providerGeo) }),
  };
}

/** The place an event document describes, or undefined where it names no address. */
export function placeOf(event: MfaEvent): Place | undefined {
  const ip = event.source?.ip;
  const network = event.mfa.network;
  if (ip === undefined || network === undefined) return undefined;
  const place: Mutable<Place> = { ip, prefix: network.prefix, networkClass: network.class };
  const as = event.source?.as;
  if (as?.number !== undefined) place.asn = as.number;
  if (as?.organization !== undefined) place.asOrganization = as.organization.name;
  if (network.operator !== undefined) place.operator = network.operator;
  if (network.class_source !== undefined) place.classSource = network.class_source;
  if (network.tag !== undefined) place.networkTag = network.tag;
  if (event.source?.geo !== undefined) place.geo = geoOf(event.source.geo, network.accuracy_km);
  if (event.mfa.provider_geo !== undefined)
    place.providerGeo = providerGeoOf(event.mfa.provider_geo, event.event.module);
  return place;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function ecsGeo(geo: Geo): EcsGeo {
  const ecs: Mutable<EcsGeo> = {};
  if (geo.country !== undefined) ecs.country_iso_code = geo.country;
  if (geo.region !== undefined) ecs.region_name = geo.region;
  if (geo.city !== undefined) ecs.city_name = geo.city;
  if (geo.timeZone !== undefined) ecs.timezone = geo.timeZone;
  if (geo.lat !== undefined && geo.lon !== undefined) ecs.location = { lat: geo.lat, lon: geo.lon };
  return ecs;
}

function geoOf(ecs: EcsGeo, radiusKm: number | undefined): Geo {
  const geo: Mutable<Geo> = {};
  if (ecs.country_iso_code !== undefined) geo.country = ecs.country_iso_code;
  if (ecs.region_name !== undefined) geo.region = ecs.region_name;
  if (ecs.city_name !== undefined) geo.city = ecs.city_name;
  if (ecs.timezone !== undefined) geo.timeZone = ecs.timezone;
  if (ecs.location !== undefined) {
    geo.lat = ecs.location.lat;
    geo.lon = ecs.location.lon;
  }
  if (radiusKm !== undefined) geo.radiusKm = radiusKm;
  return geo;
}

function providerGeoOf(ecs: EcsGeo, provider: Source): ProviderGeo {
  return { ...geoOf(ecs, undefined), provider };
}
