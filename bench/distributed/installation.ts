import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Servers } from '../chaos/installation.ts';
import { TENANT } from '../pipeline/bench-pipeline.ts';

/** One tenant and one file that is followed, on servers. @returns the configuration's path */
export function installOnServers(
  folder: string,
  { brokers, elasticsearch }: Servers,
  {
    records,
    prefix,
    partitions = 4,
  }: { readonly records: string; readonly prefix: string; readonly partitions?: number },
): string {
  const config = join(folder, 'mfawatch.yaml');
  const sources = [{ id: 'records', path: records, every: '1s', lag: '0s' }];
  const written = {
    dataDir: join(folder, 'data'),
    partitions,
    http: { port: 0 },
    kafka: { brokers, prefix: `${prefix}.` },
    elasticsearch: { node: elasticsearch, prefix, replicas: 0 },
    tenants: [{ id: TENANT, sources }],
  };
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(written));
  return config;
}
