import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import {
  cached,
  fetchedOnce,
  freePort,
  javaHome,
  runMaven,
  JAVA_OPTIONS,
  serverFolder,
  startServer,
  works,
} from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

const VERSION = '4.1.1';
const NAME = `kafka-${VERSION}`;
const OLDEST_JAVA = 17;
const READY_WITHIN_MS = 60_000;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>mfawatch</groupId><artifactId>test-kafka</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies></project>`;

/** A Kafka of its own on loopback. */
export interface KafkaServer extends ServerProcess {
  readonly brokers: readonly string[];
}

export interface KafkaServerOptions {
  /** Lines of server.properties. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Users of SCRAM-SHA-256 and SCRAM-SHA-512, with their passwords. */
  readonly users?: Readonly<Record<string, string>>;
  /** How clients speak to it (default `PLAINTEXT`). */
  readonly protocol?: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
}

/** Several brokers that are one cluster: topics have three copies, and one of three may go. */
export interface KafkaCluster {
  readonly brokers: readonly string[];
  readonly nodes: readonly ServerProcess[];
  stop(): Promise<void>;
}

/** Whether this machine can run one: Java, and either the cached libraries or Maven to fetch them. */
export function canRunKafka(): boolean {
  return javaHome(OLDEST_JAVA) !== undefined && (existsSync(cached(NAME)) || works('mvn', '-v'));
}

/** Ready after some 5 s; the first time on a machine it is fetched (40 MB). */
export async function startKafka(options: KafkaServerOptions = {}): Promise<KafkaServer> {
  const [node] = await place(1);
  if (node === undefined) throw new Error('no place for a broker');
  const server = await startNode(node, [node], clusterId(await libraries()), options);
  return { ...server, brokers: [addressOf(node)] };
}

export async function startKafkaCluster(
  size = 3,
  options: Pick<KafkaServerOptions, 'settings'> = {},
): Promise<KafkaCluster> {
  const nodes = await place(size);
  const id = clusterId(await libraries());
  // None of them serves before most of them are there.
  const started = await Promise.allSettled(nodes.map((node) => startNode(node, nodes, id, options)));
  const servers = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  const failure = started.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return { brokers: nodes.map(addressOf), nodes: servers, stop };
}

interface Node {
  readonly id: number;
  /** For clients. */
  readonly port: number;
  /** For the other brokers. */
  readonly internal: number;
  readonly controller: number;
}

async function place(size: number): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let id = 1; id <= size; id += 1)
    nodes.push({ id, port: await freePort(), internal: await freePort(), controller: await freePort() });
  return nodes;
}

function addressOf({ port }: Node): string {
  return `127.0.0.1:${String(port)}`;
}

async function startNode(
  node: Node,
  all: readonly Node[],
  id: string,
  { settings = {}, users = {}, protocol = 'PLAINTEXT' }: KafkaServerOptions,
): Promise<ServerProcess> {
  const lib = await libraries();
  const folder = serverFolder('kafka');
  const properties = join(folder, 'server.properties');
  const lines = { ...defaults(node, all, protocol, join(folder, 'data')), ...settings };
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(properties, text.join(''));
  const scram = Object.entries(users).flatMap(([name, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((kind) => ['-S', `${kind}=[name=${name},password=${password}]`]),
  );
  storageTool(lib, 'format', '-t', id, '-c', properties, ...scram);
  return startServer({
    name: `Kafka ${VERSION}`,
    command: join(javaHome(OLDEST_JAVA) ?? '', 'bin', 'java'),
    args: ['-Xmx384m', '-XX:+UseSerialGC', ...JAVA_OPTIONS, '-cp', join(lib, '*'), 'kafka.Kafka', properties],
    folder,
    answers: () => connects(node.port),
    readyWithinMs: READY_WITHIN_MS,
  });
}

function defaults(node: Node, all: readonly Node[], protocol: string, data: string): Record<string, string> {
  const open = `CLIENT://${addressOf(node)},INTERNAL://127.0.0.1:${String(node.internal)}`;
  const copies = String(Math.min(3, all.length));
  const inSync = String(Math.max(1, Math.min(3, all.length) - 1));
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': all
      .map(({ id, controller }) => `${String(id)}@127.0.0.1:${String(controller)}`)
      .join(','),
    listeners: `${open},CONTROLLER://127.0.0.1:${String(node.controller)}`,
    'advertised.listeners': open,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'INTERNAL',
    'listener.security.protocol.map': `CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,CLIENT:${protocol}`,
    'log.dirs': data,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '4',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'log.cleaner.backoff.ms': '200',
    'auto.create.topics.enable': 'false',
  };
}

function libraries(): Promise<string> {
  return fetchedOnce(NAME, (whole) => {
    writeFileSync(join(whole, 'pom.xml'), POM);
    runMaven(whole, 'dependency:copy-dependencies', `-DoutputDirectory=${join(whole, 'lib')}`);
  }).then((folder) => join(folder, 'lib'));
}

function clusterId(lib: string): string {
  return storageTool(lib, 'random-uuid').trim().split('\n').at(-1) ?? '';
}

function storageTool(lib: string, ...args: readonly string[]): string {
  const java = join(javaHome(OLDEST_JAVA) ?? '', 'bin', 'java');
  return execFileSync(java, ['-cp', join(lib, '*'), 'kafka.tools.StorageTool', ...args], { encoding: 'utf8' });
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const done = (worked: boolean) => () => {
      socket.destroy();
      resolve(worked);
    };
    socket.once('connect', done(true)).once('error', done(false));
  });
}
