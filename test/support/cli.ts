import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Alert } from '../../detectors/kit/alert.ts';
import { isStale, ROOT } from './build.ts';

/** Of another build where the environment names one. */
const BIN = process.env['MFAWATCH_BIN'] ?? join(ROOT, 'bin/mfawatch.js');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Leaves standard input open and sends SIGINT after this long. */
  readonly interruptAfterMs?: number;
}

if (process.env['MFAWATCH_TEST_BUILD'] !== 'done' && isStale())
  throw new Error('dist/ is older than the sources: name e2e in the jest arguments, or run `npm run build`');

/** Runs the real program to its end. */
export function mfawatch(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return run(process.execPath, [BIN, ...args], options);
}

/** Runs a shell line in which `mfawatch` is the real program. */
export function shell(line: string, options: RunOptions = {}): Promise<Run> {
  return run('/bin/bash', ['-c', `mfawatch() { "${process.execPath}" "${BIN}" "$@"; }; ${line}`], options);
}

function run(
  command: string,
  args: readonly string[],
  { stdin = '', env, interruptAfterMs }: RunOptions,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, COLUMNS: '120', ...env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
    child.stdin.on('error', () => undefined);
    if (interruptAfterMs === undefined) child.stdin.end(stdin);
    else {
      child.stdin.write(stdin);
      setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
    }
  });
}

/** The alert documents of an ndjson run; anything else on stdout fails. */
export function alertsOf({ stdout }: Run): Alert[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Alert);
}

/** A folder of its own for one test file, gone afterwards. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'mfawatch-test-'));

  /** Writes a file and gives its path: text and bytes as they are, a list as one JSON record a line. */
  write(name: string, content: string | Buffer | readonly object[]): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(path, isRaw ? content : content.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
