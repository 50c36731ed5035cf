import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const VERSION = '4.1.1';
const READY_WITHIN_MS = 60_000;
/** A download takes a minute; whoever holds the lock for longer has died. */
const LOCK_STALE_MS = 300_000;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>mfawatch</groupId><artifactId>test-kafka</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies></project>`;

/** A Kafka of its own on loopback, gone with `stop`, with this process, or with Ctrl-C. */
export interface KafkaServer {
  readonly brokers: readonly string[];
  /** Ends the process as an outage would (SIGKILL); its data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether this machine can run one: Java, and either the cached libraries or Maven to fetch them. */
export function canRunKafka(): boolean {
  return works('java', '-version') && (existsSync(libraries()) || works('mvn', '-v'));
}

export async function startKafka(settings: Readonly<Record<string, string>> = {}): Promise<KafkaServer> {
  const lib = await installLibraries();
  const folder = mkdtempSync(join(tmpdir(), 'mfaw-kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const properties = join(folder, 'server.properties');
  const lines = { ...defaults(port, controller, join(folder, 'data')), ...settings };
  writeFileSync(
    properties,
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const java = (...args: string[]): string =>
    execFileSync('java', ['-cp', join(lib, '*'), 'kafka.tools.StorageTool', ...args], { encoding: 'utf8' });
  const id = java('random-uuid').trim().split('\n').at(-1) ?? '';
  java('format', '-t', id, '-c', properties);
  return run(lib, properties, folder, port);
}

async function run(lib: string, properties: string, folder: string, port: number): Promise<KafkaServer> {
  let child: ChildProcess | undefined;
  const begin = async (): Promise<void> => {
    const args = [
      '-Xmx384m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=4',
      '-cp',
      join(lib, '*'),
      'kafka.Kafka',
      properties,
    ];
    child = spawn('java', args, { stdio: 'ignore' });
    await answers(port, child);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  const clean = (): void => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = (): void => process.exit(130);
  process.once('exit', clean).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const stop = async (): Promise<void> => {
    process.off('exit', clean).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await kill();
    clean();
  };
  try {
    await begin();
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers: [`127.0.0.1:${String(port)}`], kill, restart: begin, stop };
}

function defaults(port: number, controller: number, data: string): Record<string, string> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${String(controller)}`,
    listeners: `PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controller)}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${String(port)}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT',
    'log.dirs': data,
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'log.cleaner.backoff.ms': '200',
    'auto.create.topics.enable': 'false',
  };
}

/** Once per machine: into a cache outside the repository, by whoever comes first, whole or not at all. */
async function installLibraries(): Promise<string> {
  const lib = libraries();
  const lock = `${lib}.lock`;
  mkdirSync(join(lib, '..'), { recursive: true });
  while (!existsSync(lib)) {
    if (!takeLock(lock)) {
      await delay(500);
      continue;
    }
    try {
      if (!existsSync(lib)) download(lib);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return lib;
}

function download(lib: string): void {
  const project = mkdtempSync(join(lib, '..', 'download-'));
  try {
    writeFileSync(join(project, 'pom.xml'), POM);
    const args = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(project, 'lib')}`];
    execFileSync('mvn', args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] });
    renameSync(join(project, 'lib'), lib);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > LOCK_STALE_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function libraries(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mfawatch-test', `kafka-${VERSION}`, 'lib');
}

function works(command: string, argument: string): boolean {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await connects(port))) {
    if (child.exitCode !== null) throw new Error(`Kafka ended with exit code ${String(child.exitCode)} while starting`);
    if (Date.now() > deadline) throw new Error(`Kafka did not listen on port ${String(port)} within a minute`);
    await delay(100);
  }
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
