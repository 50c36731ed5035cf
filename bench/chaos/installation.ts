import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverSettings } from '../servers/place.ts';
import type { Place } from '../servers/place.ts';
import { PROVIDERS, TENANT } from './input.ts';

const FOR_EVER = '36500d';
/** `whsec_` and 24 bytes in base64, as Standard Webhooks wants it; nothing is protected by it. */
const SECRET = `whsec_${Buffer.alloc(24, 'chaos').toString('base64')}`;

export interface Installation {
  readonly root: string;
  readonly data: string;
  readonly logs: string;
  readonly config: string;
  readonly settings: string;
}

export interface InstallationTraits {
  readonly settings: string;
  readonly webhook: string;
  /** How late a record may be before time goes on without it. */
  readonly lag?: string;
  readonly partitions?: number;
  /** Of log and Store; the data folder where absent. */
  readonly place?: Place;
}

/** One tenant, a source a provider, one webhook: configured as a person would, except that nothing is ever too old. */
export function install(
  root: string,
  { settings, webhook, lag = '1h', partitions = 2, place }: InstallationTraits,
): Installation {
  const paths = { root, data: join(root, 'data'), logs: join(root, 'logs') };
  const files = { config: join(root, 'mfawatch.yaml'), settings: join(root, `${TENANT}.yaml`) };
  mkdirSync(root, { recursive: true });
  writeFileSync(files.settings, settings);
  const sources = PROVIDERS.map((provider) => ({
    id: provider,
    path: join(paths.logs, provider),
    source: provider,
    lag,
  }));
  const retention = { raw: FOR_EVER, events: FOR_EVER, alerts: FOR_EVER, history: FOR_EVER };
  const loud = { minSeverity: 'low', maxAge: FOR_EVER, stormLimit: 1_000, allowPrivate: true, allowHttp: true };
  const config = {
    dataDir: paths.data,
    partitions,
    ...(place === undefined ? {} : onServers(place)),
    http: { host: '127.0.0.1', port: 0 },
    retention,
    tenants: [{ id: TENANT, settings: files.settings, sources }],
    channels: [{ kind: 'webhook', id: 'soc', url: webhook, secrets: [SECRET], ...loud }],
  };
  // JSON is YAML.
  writeFileSync(files.config, JSON.stringify(config, null, 2));
  return { ...paths, ...files };
}

/** A process that was killed is missed soon, or most of the time would be waiting for it. */
const SESSION = '3s';

function onServers(place: Place): Record<string, unknown> {
  const { kafka, elasticsearch } = serverSettings(place);
  return { kafka: { ...kafka, session: SESSION }, elasticsearch };
}
