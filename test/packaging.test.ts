import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configSchema } from '../services/start/config-schema.ts';
import { ROOT } from './support/build.ts';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly ports: readonly string[];
  readonly mem_limit: string;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<'kafka' | 'elasticsearch' | 'kibana' | 'mfawatch', Service>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const compose = parse(read('docker-compose.yml')) as Compose;
const services = Object.entries(compose.services);
const dockerfile = read('Dockerfile');

describe('docker-compose.yml', () => {
  test.each(services)('%s · is limited, watched, and reached from this machine only', (_name, service) => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.healthcheck.test.length).toBeGreaterThan(1);
    for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
    for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name);
    for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });

  test('our service · its configuration is one ours, of addresses the others have', () => {
    const { content } = compose.configs['mfawatch']!;
    const { kafka, elasticsearch, http, dataDir } = configSchema.parse(parse(content));
    expect(kafka?.brokers).toEqual(['kafka:19092']);
    expect(compose.services.kafka.environment?.['KAFKA_ADVERTISED_LISTENERS']).toContain('INSIDE://kafka:19092');
    expect([elasticsearch?.node].flat()).toEqual(['http://elasticsearch:9200']);
    expect(compose.services.mfawatch.ports).toEqual([`127.0.0.1:${String(http.port)}:${String(http.port)}`]);
    expect(compose.services.mfawatch.volumes).toEqual([`mfawatch:${dataDir}`]);
  });

  test('our service · finds its configuration where the image looks for it', () => {
    expect(dockerfile).toContain(compose.services.mfawatch.configs?.[0]?.target);
  });
});

describe('Dockerfile', () => {
  test('what it copies · is there, or made by the build', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(copied).toContain('bin');
    for (const name of copied) expect(existsSync(join(ROOT, name))).toBe(true);
  });

  test('what runs · is not root, and no development package', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toContain('USER node');
    expect(dockerfile).toContain('npm ci --omit=dev --ignore-scripts');
  });
});
