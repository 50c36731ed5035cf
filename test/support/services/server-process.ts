import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A download takes a minute; whoever holds the lock for longer has died. */
const LOCK_STALE_MS = 300_000;
/** `nobody` on every Linux. */
const NOBODY = 65_534;
const ROOT = process.getuid?.() === 0;

/** In a test a server lives for minutes: to compile its code well costs more than it saves. Whoever runs one by hand may want to measure it. */
export const JAVA_OPTIONS = process.env['JEST_WORKER_ID'] === undefined ? [] : ['-XX:TieredStopAtLevel=1'];

/** A server's life: gone with `stop`, with this process, or with Ctrl-C. */
export interface ServerProcess {
  /** Ends the process as an outage would (SIGKILL); its data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and deletes what it wrote. */
  stop(): Promise<void>;
}

export interface ServerCommand {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The server's own folder (`serverFolder`): what it prints goes to `out.log` there; deleted in the end. */
  readonly folder: string;
  /** The server refuses to run as root. */
  readonly notAsRoot?: boolean;
  /** Whether it serves by now. */
  answers(): Promise<boolean>;
  readonly readyWithinMs: number;
}

/** Starts the server and waits until it serves. */
export async function startServer(server: ServerCommand): Promise<ServerProcess> {
  let child: ChildProcess | undefined;
  const begin = async (): Promise<void> => {
    child = spawnServer(server);
    await untilReady(server, child);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    killGroup(dying);
    await gone;
  };
  const clean = (): void => {
    if (child !== undefined) killGroup(child);
    rmSync(server.folder, { recursive: true, force: true, maxRetries: 5 });
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
  return { kill, restart: begin, stop };
}

/** A group of its own, so that one signal ends it with all it has started. */
function spawnServer({ command, args, environment, folder, notAsRoot = false }: ServerCommand): ChildProcess {
  const [program = command, ...rest] = [...custody(notAsRoot), command, ...args];
  const env = { ...process.env, ...environment };
  const child = spawn(program, rest, { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const log = createWriteStream(join(folder, 'out.log'), { flags: 'a' }).on('error', () => undefined);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.once('close', () => log.end());
  child.once('error', () => undefined);
  return child;
}

/** On Linux the kernel ends it should this process die without a word; and root gives its rights away where it must. */
function custody(notAsRoot: boolean): readonly string[] {
  if (!works('setpriv', '--version')) return [];
  const user = notAsRoot && ROOT ? [`--reuid=${String(NOBODY)}`, `--regid=${String(NOBODY)}`, '--clear-groups'] : [];
  return ['setpriv', '--pdeathsig=KILL', ...user];
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

async function untilReady({ name, folder, answers, readyWithinMs }: ServerCommand, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!(await answers())) {
    const said = (): string => readFileSync(join(folder, 'out.log'), 'utf8').slice(-2_000);
    if (child.exitCode !== null)
      throw new Error(`${name} ended with exit code ${String(child.exitCode)} while starting:\n${said()}`);
    if (Date.now() > deadline)
      throw new Error(`${name} did not serve within ${String(readyWithinMs / 1_000)} s:\n${said()}`);
    await delay(100);
  }
}

/** An empty folder for a server's settings and data. */
export function serverFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `mfaw-${name}-`));
}

/** Gives a folder with all that is in it to the user servers run as which refuse root. */
export function giveToNobody(folder: string): void {
  if (!ROOT) return;
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chownSync(join(folder, name), NOBODY, NOBODY);
}

/**
 * A folder fetched once per machine: into a cache outside the repository, by whoever comes first, whole or not at all.
 * @param fetch fills an empty folder
 */
export async function fetchedOnce(name: string, fetch: (folder: string) => void): Promise<string> {
  const folder = cached(name);
  const lock = `${folder}.lock`;
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      await delay(500);
      continue;
    }
    try {
      if (!existsSync(folder)) fetchWhole(folder, fetch);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return folder;
}

/** Where `fetchedOnce` keeps it. For root not in its home folder, which nobody else may enter. */
export function cached(name: string): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? (ROOT ? '/var/cache' : join(homedir(), '.cache'));
  return join(caches, 'mfawatch-test', name);
}

function fetchWhole(folder: string, fetch: (folder: string) => void): void {
  const started = mkdtempSync(join(dirname(folder), 'fetching-'));
  try {
    const whole = join(started, 'whole');
    mkdirSync(whole);
    fetch(whole);
    renameSync(whole, folder);
  } finally {
    rmSync(started, { recursive: true, force: true });
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

export function runMaven(folder: string, ...args: string[]): void {
  execFileSync('mvn', ['-q', '-B', ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}

export function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** Home of the oldest Java on this machine that is at least `minimum`: newer ones than a server knows may not do. */
export function javaHome(minimum: number): string | undefined {
  const homes = [process.env['ES_JAVA_HOME'], process.env['JAVA_HOME'], ...installedJava(), javaOnPath()];
  const known = homes.flatMap((home) => (home === undefined ? [] : [{ home, version: javaVersion(home) }]));
  return known.filter(({ version }) => version >= minimum).sort((a, b) => a.version - b.version)[0]?.home;
}

function installedJava(): readonly string[] {
  const folder = '/usr/lib/jvm';
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function javaOnPath(): string | undefined {
  const found = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'java'));
  const java = found.find((file) => existsSync(file));
  return java === undefined ? undefined : join(realpathSync(java), '..', '..');
}

/** 0 where it is none. */
function javaVersion(home: string): number {
  const release = join(home, 'release');
  if (!existsSync(release) || !existsSync(join(home, 'bin', 'java'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
