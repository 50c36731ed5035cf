import type { Mutable } from '../mutable.ts';
import type { Geo, Place, ProviderGeo } from '../place.ts';
import { COUNTRY_CIRCLES } from './country-circles.ts';

/** Mean Earth radius (IUGG R1). */
const EARTH_RADIUS_KM = 6371.0088;
const DEGREE = Math.PI / 180;

/** How far off coordinates may be whose source states no accuracy: geolocation is right about the region more often than about the city. */
export const DEFAULT_RADIUS_KM = 100;

/** A point with its uncertainty. */
export type LocatedGeo = Geo & { readonly lat: number; readonly lon: number; readonly radiusKm: number };

export interface GeoComparison {
  /** Great-circle distance between the two points. */
  readonly km: number;
  /** Both uncertainties together: the true distance is at least `km - radiusKm`. */
  readonly radiusKm: number;
  readonly from: LocatedGeo;
  readonly to: LocatedGeo;
  /** Whose geolocation was compared: the bundled (or the operator's own) database, or one identity provider's. */
  readonly source: 'database' | ProviderGeo['provider'];
}

/**
 * Compares where two places are, by one source for both ends: the database where it knows both, else one provider's own geolocation where
 * both ends come from that provider. Two sources disagree by hundreds of kilometres about one address, so they are never mixed.
 */
export function compareGeo(a: Place, b: Place): GeoComparison | undefined {
  const fromDatabase = between(located(a.geo), located(b.geo), 'database');
  if (fromDatabase !== undefined) return fromDatabase;
  const provider = a.providerGeo?.provider;
  if (provider === undefined || provider !== b.providerGeo?.provider) return undefined;
  return between(located(a.providerGeo), located(b.providerGeo), provider);
}

function between(
  from: LocatedGeo | undefined,
  to: LocatedGeo | undefined,
  source: GeoComparison['source'],
): GeoComparison | undefined {
  if (from === undefined || to === undefined) return undefined;
  return { km: greatCircleKm(from, to), radiusKm: from.radiusKm + to.radiusKm, from, to, source };
}

/** Distance over the Earth's surface (haversine), km. */
export function greatCircleKm(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const sinLat = Math.sin(((b.lat - a.lat) * DEGREE) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * DEGREE) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * DEGREE) * Math.cos(b.lat * DEGREE) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Gives a geolocation a point and a radius: its own, the default radius for coordinates without one, the whole country where only the
 * country is known. Undefined where it names neither.
 */
export function located(geo: Geo | undefined): LocatedGeo | undefined {
  if (geo === undefined) return undefined;
  const { lat, lon } = geo;
  if (lat !== undefined && lon !== undefined && isPoint(lat, lon)) {
    return placed(geo, lat, lon, geo.radiusKm ?? DEFAULT_RADIUS_KM);
  }
  return geo.country === undefined ? undefined : wholeCountry(geo, geo.country);
}

/** 0°N 0°E is open sea and every producer's way of saying "not known". */
function isPoint(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
}

function wholeCountry(geo: Geo, country: string): LocatedGeo | undefined {
  if (!Object.hasOwn(COUNTRY_CIRCLES, country)) return undefined;
  const circle = COUNTRY_CIRCLES[country];
  if (circle === undefined) return undefined;
  const [lat, lon, radiusKm] = circle;
  return placed(geo, lat, lon, radiusKm);
}

/** Field by field: detectors compare places often, and an object spread costs far more. */
function placed(geo: Geo, lat: number, lon: number, radiusKm: number): LocatedGeo {
  const point: Mutable<LocatedGeo> = { lat, lon, radiusKm };
  if (geo.country !== undefined) point.country = geo.country;
  if (geo.region !== undefined) point.region = geo.region;
  if (geo.city !== undefined) point.city = geo.city;
  if (geo.timeZone !== undefined) point.timeZone = geo.timeZone;
  return point;
}
