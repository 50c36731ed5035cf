import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { cached, fetchedOnce, freePort, giveToNobody, javaHome, runMaven } from './server-process.ts';
import { JAVA_OPTIONS, serverFolder, startServer, works } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

export const ELASTICSEARCH_VERSIONS = ['8.19.21', '9.1.4'] as const;
export type ElasticsearchVersion = (typeof ELASTICSEARCH_VERSIONS)[number];

const OLDEST_JAVA: Readonly<Record<ElasticsearchVersion, number>> = { '8.19.21': 17, '9.1.4': 21 };
const READY_WITHIN_MS = 120_000;
/** The server without the modules tests of plugins do not need: what Elastic publishes to Maven Central. */
const ARTIFACT = 'org.elasticsearch.distribution.integ-test-zip:elasticsearch';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack';

/** May do everything where `security` is on. */
export const SUPERUSER = { username: 'root', password: 'root-of-tests' };

export interface ElasticsearchServerOptions {
  readonly version?: ElasticsearchVersion;
  /** `SUPERUSER` must sign in, and so must the others. (They lie in files: this server lacks what its own index of users needs, API keys too.) */
  readonly security?: boolean;
  readonly users?: readonly ElasticsearchUser[];
  /** PEM of a certificate for 127.0.0.1 and its key: HTTPS instead of HTTP. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Lines of elasticsearch.yml. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly heapMb?: number;
}

export interface ElasticsearchUser {
  readonly username: string;
  readonly password: string;
  /** As `PUT /_security/role/…` takes it. */
  readonly role: object;
}

/** An Elasticsearch of its own on loopback. */
export interface ElasticsearchServer extends ServerProcess {
  readonly url: string;
  readonly version: ElasticsearchVersion;
}

/** Whether this machine can run one: Java, and either the cached server or Maven to fetch it. */
export function canRunElasticsearch(version: ElasticsearchVersion): boolean {
  return javaHome(OLDEST_JAVA[version]) !== undefined && (existsSync(cached(nameOf(version))) || works('mvn', '-v'));
}

/** Ready after some 10 s; the first time on a machine it is fetched (100 MB). */
export async function startElasticsearch(options: ElasticsearchServerOptions = {}): Promise<ElasticsearchServer> {
  const { version = '8.19.21', heapMb = 512, tls } = options;
  const java = javaHome(OLDEST_JAVA[version]);
  if (java === undefined)
    throw new Error(`Elasticsearch ${version} needs Java ${String(OLDEST_JAVA[version])} or newer`);
  const home = await fetchServer(version);
  const folder = serverFolder('elasticsearch');
  const port = await freePort();
  configure(home, folder, options, { 'http.port': String(port), 'transport.port': String(await freePort()) });
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`;
  const server = await startServer({
    name: `Elasticsearch ${version}`,
    command: join(home, 'bin', 'elasticsearch'),
    args: [],
    environment: {
      ES_JAVA_HOME: java,
      ES_PATH_CONF: join(folder, 'config'),
      ES_TMPDIR: join(folder, 'tmp'),
      ES_JAVA_OPTS: [`-Xms${String(heapMb)}m`, `-Xmx${String(heapMb)}m`, ...JAVA_OPTIONS].join(' '),
      // The launcher is a JVM of its own, which would size itself by the machine.
      CLI_JAVA_OPTS: '-Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1',
    },
    folder,
    notAsRoot: true,
    answers: () => serves(url, options.security === true),
    readyWithinMs: READY_WITHIN_MS,
  });
  return { ...server, url, version };
}

function nameOf(version: ElasticsearchVersion): string {
  return `elasticsearch-${version}`;
}

async function fetchServer(version: ElasticsearchVersion): Promise<string> {
  const folder = await fetchedOnce(nameOf(version), (whole) => {
    runMaven(whole, UNPACK, `-Dartifact=${ARTIFACT}:${version}:zip`, `-DoutputDirectory=${whole}`);
  });
  return join(folder, `elasticsearch-${version}`);
}

function configure(
  home: string,
  folder: string,
  { security = false, users = [], tls, settings = {} }: ElasticsearchServerOptions,
  ports: Readonly<Record<string, string>>,
): void {
  for (const name of ['config', 'data', 'logs', 'tmp']) mkdirSync(join(folder, name));
  const write = (name: string, text: string): void => writeFileSync(join(folder, 'config', name), text);
  cpSync(join(home, 'config', 'jvm.options'), join(folder, 'config', 'jvm.options'));
  write('log4j2.properties', LOGGING);
  if (security) for (const [name, text] of Object.entries(accessFiles(users))) write(name, text);
  if (tls !== undefined) write('http.crt', tls.certificate);
  if (tls !== undefined) write('http.key', tls.key);
  const lines = { ...defaults(folder, security), ...(tls === undefined ? {} : TLS), ...ports, ...settings };
  const text = Object.entries(lines).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  write('elasticsearch.yml', text.join(''));
  giveToNobody(folder);
}

/** Every user has a role of the same name. */
function accessFiles(users: readonly ElasticsearchUser[]): Record<string, string> {
  const all = [SUPERUSER, ...users];
  const roleOf = (username: string): string => (username === SUPERUSER.username ? 'superuser' : username);
  return {
    users: all.map(({ username, password }) => `${username}:${hashed(password)}\n`).join(''),
    users_roles: all.map(({ username }) => `${roleOf(username)}:${username}\n`).join(''),
    'roles.yml': users.map(({ username, role }) => `${username}:\n${linesOf(role)}`).join(''),
  };
}

/** Elasticsearch tells roles apart by indentation; below, JSON is YAML. */
function linesOf(role: object): string {
  return Object.entries(role)
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`)
    .join('');
}

function defaults(folder: string, security: boolean): Record<string, string> {
  return {
    'cluster.name': 'mfawatch-test',
    'node.name': 'test',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    'xpack.security.enabled': String(security),
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    'node.store.allow_mmap': 'false',
  };
}

const TLS = {
  'xpack.security.http.ssl.enabled': 'true',
  'xpack.security.http.ssl.certificate': 'http.crt',
  'xpack.security.http.ssl.key': 'http.key',
};

const LOGGING = `appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;

/** As Elasticsearch's file realm keeps passwords. */
function hashed(password: string): string {
  const [salt, rounds] = [randomBytes(32), 1_000];
  const hash = pbkdf2Sync(password, salt, rounds, 32, 'sha512');
  return `{PBKDF2}${String(rounds)}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

function serves(url: string, security: boolean): Promise<boolean> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const auth = security ? { auth: `${SUPERUSER.username}:${SUPERUSER.password}` } : {};
  return new Promise((resolve) => {
    const path = `${url}/_cluster/health?wait_for_status=yellow&timeout=1s`;
    request(path, { ...auth, rejectUnauthorized: false, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .once('error', () => resolve(false))
      .end();
  });
}
