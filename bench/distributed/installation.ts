import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readingServers } from '../chaos/held.ts';
import type { Held } from '../chaos/held.ts';
import { TENANT } from '../pipeline/bench-pipeline.ts';
import { serverSettings } from '../servers/place.ts';
import type { Place } from '../servers/place.ts';

export const PARTITIONS = 4;

/** One tenant and one file that is followed, on servers. */
export interface Installation {
  readonly place: Place;
  readonly config: string;
  /** The file; empty at first. */
  readonly records: string;
}

export function install(folder: string, place: Place): Installation {
  const [config, records] = [join(folder, 'mfawatch.yaml'), join(folder, 'records.ndjson')];
  writeFileSync(records, '');
  const written = {
    dataDir: join(folder, 'data'),
    partitions: PARTITIONS,
    http: { port: 0 },
    ...serverSettings(place),
    tenants: [{ id: TENANT, sources: [{ id: 'records', path: records, every: '1s', lag: '0s' }] }],
  };
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(written));
  return { place, config, records };
}

/** Looks at what the processes of an installation share. */
export function looking<T>({ config }: Installation, look: (held: Held) => Promise<T>): Promise<T> {
  return readingServers(config, look);
}
