import type { EcsGeo, MfaEvent, Source } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { Geo, Place, ProviderGeo } from './place.ts';
import { samePlace } from './place.ts';

/** The parts of an event document that describe where it came from. Absent address, absent parts. */
export type PlaceFields = Pick<MfaEvent, 'source'> & Pick<MfaEvent['mfa'], 'network' | 'provider_geo'>;

type WrittenPlace = Required<Pick<PlaceFields, 'source' | 'network'>> & PlaceFields;

/** A place object is shared by all events from there, so its fields are too, and reading them back finds the same object. */
const written = new WeakMap<Place, WrittenPlace>();
const places = new WeakMap<object, { readonly place: Place; readonly network: object }>();

/** Writes a place as ECS. `placeOf` reads it back without loss. */
export function placeFields(place: Place): WrittenPlace {
  let fields = written.get(place);
  if (fields === undefined) {
    fields = write(place);
    written.set(place, fields);
    places.set(fields.source, { place, network: fields.network });
  }
  return fields;
}

function write(place: Place): WrittenPlace {
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
  if (ip === undefined || network === undefined || event.source === undefined) return undefined;
  const known = places.get(event.source);
  return known?.network === network ? known.place : shared(read(event, ip, network));
}

const SHARED_LIMIT = 50_000;
const byAddress = new Map<string, Place>();

/** Documents that come back from a store describe the same few places again and again. */
function shared(place: Place): Place {
  const known = byAddress.get(place.ip);
  if (known !== undefined && samePlace(known, place)) return known;
  if (byAddress.size >= SHARED_LIMIT) byAddress.clear();
  byAddress.set(place.ip, place);
  return place;
}

function read(event: MfaEvent, ip: string, network: NonNullable<MfaEvent['mfa']['network']>): Place {
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
