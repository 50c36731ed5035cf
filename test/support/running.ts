import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './build.ts';

const BIN = process.env['MFAWATCH_BIN'] ?? join(ROOT, 'bin/mfawatch.js');
const PATIENCE_MS = 20_000;

/** The real program while it runs. */
export class Running {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | NodeJS.Signals | null>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, [BIN, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        resolve(code ?? signal);
      });
    });
  }

  async until(condition: () => boolean): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !condition();) {
      if (Date.now() > end || this.#child.exitCode !== null)
        throw new Error(`it did not come to that:\n${this.stdout}${this.stderr}`);
      await sleep(20);
    }
  }

  /** @returns the exit code, or the signal that ended it */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    if (signal !== undefined) this.#child.kill(signal);
    return this.#ended;
  }
}
