import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { workerFile } from '../../services/platform/sqlite/index.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const RUNNING = /"msg":"mfawatch is running"/;
const URL_FIELD = /"url":"([^"]+)"/;
/** Known to `moved-clock`. */
const CLOCK_VARIABLE = 'MFAWATCH_CHAOS_CLOCK';
const KEPT_OUTPUT = 20_000;
const LOOK_EVERY_MS = 15;

/** One life of the real program, watched from outside only: its output, its metrics, its end. */
export class Service {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The newest of what it wrote, both streams. */
  output = '';
  stdout = '';
  /** Where its API answers; undefined until it says so. */
  url: string | undefined;

  /**
   * @param args as on the command line, e.g. `['start', '--config', file]`
   * @param clock a file that says by how many ms its clock is wrong, see `moved-clock`
   */
  constructor(args: readonly string[], clock?: string) {
    const program = [...movedClock(clock), workerFile(import.meta.url, 'program')];
    const env = clock === undefined ? process.env : { ...process.env, [CLOCK_VARIABLE]: clock };
    this.#child = spawn(process.execPath, [...program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#hear(chunk.toString());
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#hear(chunk.toString()));
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }) as Ended);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #hear(text: string): void {
    this.output = (this.output + text).slice(-KEPT_OUTPUT);
    if (this.url === undefined && RUNNING.test(this.output)) this.url = URL_FIELD.exec(this.output)?.[1];
  }

  /** Resolves when it says that it runs, or has ended; @returns whether it runs */
  async running(withinMs = 300_000): Promise<boolean> {
    for (const until = Date.now() + withinMs; this.url === undefined && this.isAlive;) {
      if (Date.now() > until) throw new Error(`it does not start:\n${this.output}`);
      await sleep(10);
    }
    return this.url !== undefined && this.isAlive;
  }

  /** Sum of a counter over its labels; undefined while nobody answers. */
  async counter(name: string): Promise<number | undefined> {
    try {
      const response = await fetch(new URL('/metrics', this.url), { signal: AbortSignal.timeout(1_000) });
      const lines = (await response.text()).split('\n').filter((line) => line.startsWith(name));
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    } catch {
      return undefined;
    }
  }

  /** As a machine that sleeps: it does nothing, and does not know. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  /** Resolves once the counter has come to `by`, or it has ended, or the time is over. */
  async progress(name: string, by: number, withinMs = 60_000): Promise<void> {
    for (const end = Date.now() + withinMs; Date.now() < end && this.isAlive; await sleep(LOOK_EVERY_MS)) {
      const done = await this.counter(name);
      if (done !== undefined && done >= by) return;
    }
  }

  async kill(): Promise<Ended> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  async stop(): Promise<Ended> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }
}

/** Threads of the process load it too. */
function movedClock(file: string | undefined): readonly string[] {
  return file === undefined ? [] : ['--import', pathToFileURL(workerFile(import.meta.url, 'moved-clock')).href];
}
