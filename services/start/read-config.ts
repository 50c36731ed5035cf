import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { KafkaSettings } from '../platform/event-log/kafka/kafka-config.ts';
import { didYouMean } from '../platform/nearest.ts';
import type { ElasticsearchSettings } from '../platform/store/elasticsearch/elasticsearch-config.ts';
import { parseYaml, readYamlText, YamlFileError } from '../platform/yaml-file.ts';
import type { Config, TenantConfig } from './config-schema.ts';
import { configSchema, tenantSchema } from './config-schema.ts';

/** The file of a configuration folder that holds everything but tenants. */
const MAIN_FILE = 'mfawatch.yaml';
const EMBEDDED_PARTITIONS = 1;
const KAFKA_PARTITIONS = 6;

/**
 * Reads a configuration: one file, or a folder with `mfawatch.yaml` and one file for each tenant. Paths in it become absolute.
 * @throws YamlFileError naming file, line and key
 */
export function readConfig(path: string): Config {
  const config = isFolder(path) ? readFolder(path) : readFile(path);
  const problems = contradictions(config);
  if (problems.length > 0) throw new YamlFileError(problems.map((problem) => `${path}: ${problem}`).join('\n'));
  return config;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function readFile(path: string): Config {
  const config = parseYaml({ text: readYamlText(path), file: path, schema: configSchema });
  const folder = dirname(resolve(path));
  const { kafka, elasticsearch, partitions = kafka === undefined ? EMBEDDED_PARTITIONS : KAFKA_PARTITIONS } = config;
  return {
    ...config,
    partitions,
    dataDir: resolve(folder, config.dataDir),
    ...(kafka === undefined ? {} : { kafka: withCertificates(kafka, folder) }),
    ...(elasticsearch === undefined ? {} : { elasticsearch: withAuthority(elasticsearch, folder) }),
    tenants: config.tenants.map((tenant) => withPaths(tenant, folder)),
  };
}

function withCertificates(kafka: KafkaSettings, folder: string): KafkaSettings {
  const { ssl } = kafka;
  if (typeof ssl === 'boolean') return kafka;
  const { ca, cert } = ssl;
  const paths = {
    ...(ca === undefined ? {} : { ca: resolve(folder, ca) }),
    ...(cert === undefined ? {} : { cert: resolve(folder, cert) }),
  };
  return { ...kafka, ssl: { ...ssl, ...paths } };
}

function withAuthority(elasticsearch: ElasticsearchSettings, folder: string): ElasticsearchSettings {
  const { tls } = elasticsearch;
  if (tls?.ca === undefined) return elasticsearch;
  return { ...elasticsearch, tls: { ...tls, ca: resolve(folder, tls.ca) } };
}

function readFolder(path: string): Config {
  const main = join(path, MAIN_FILE);
  if (!existsSync(main))
    throw new YamlFileError(`${path}: a configuration folder holds a ${MAIN_FILE} and a file for each tenant`);
  const config = readFile(main);
  const tenants = readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name) && name !== MAIN_FILE)
    .sort()
    .map((name) => readTenant(join(path, name)));
  return { ...config, tenants: [...config.tenants, ...tenants] };
}

function readTenant(file: string): TenantConfig {
  return withPaths(parseYaml({ text: readYamlText(file), file, schema: tenantSchema }), dirname(resolve(file)));
}

function withPaths(tenant: TenantConfig, folder: string): TenantConfig {
  const sources = tenant.sources.map((source) => ({ ...source, path: resolve(folder, source.path) }));
  return {
    ...tenant,
    sources,
    ...(tenant.settings === undefined ? {} : { settings: resolve(folder, tenant.settings) }),
  };
}

/** What no single file or value shows. */
function contradictions({ tenants, channels }: Config): string[] {
  const ids = tenants.map(({ id }) => id);
  return [
    ...repeated(ids).map((id) => `the tenant ${id} is described twice`),
    ...repeated(channels.map(({ id }) => id)).map((id) => `the channel ${id} is described twice`),
    ...tenants.flatMap(({ id, sources }) =>
      repeated(sources.map((source) => source.id)).map((source) => `${id} has two sources called ${source}`),
    ),
    ...channels.flatMap((channel) =>
      (channel.tenants ?? [])
        .filter((tenant) => !ids.some((id) => id === tenant))
        .map(
          (tenant) =>
            `the channel ${channel.id} names a tenant ${tenant} that is not described${didYouMean(tenant, ids)}`,
        ),
    ),
  ];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
