import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/build.ts';

const DEMO = join(ROOT, process.env['MFAWATCH_DIST'] ?? 'dist', 'simulator/demo.js');
const PATIENCE_MS = 240_000;
const LIVE = /^(CRITICAL|HIGH|MEDIUM|LOW) +\S/m;

/** The demo as a person runs it whose terminal is a pipe: plain lines. */
class Running {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #onOutput: () => void = () => undefined;

  constructor(...flags: string[]) {
    const env = { ...process.env, COLUMNS: '120' };
    this.#child = spawn(process.execPath, [DEMO, '--people', '30', ...flags], { cwd: ROOT, env });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#onOutput();
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.on('close', (code) => resolve(code)));
  }

  async until(text: string | RegExp): Promise<void> {
    const isThere = (): boolean => (typeof text === 'string' ? this.stdout.includes(text) : text.test(this.stdout));
    const seen = new Promise<void>((resolve) => {
      this.#onOutput = () => {
        if (isThere()) resolve();
      };
      this.#onOutput();
    });
    const early = this.ended.then(() => {
      if (!isThere()) throw new Error(`the demo ended before it said ${String(text)}:\n${this.stdout}${this.stderr}`);
    });
    await Promise.race([seen, early]);
  }

  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  get folder(): string {
    return /^ {2}data +(\S+)$/m.exec(this.stdout)?.[1] ?? '';
  }

  clean(): void {
    this.#child.kill('SIGKILL');
    if (this.folder !== '') rmSync(this.folder, { recursive: true, force: true });
  }
}

const running: Running[] = [];

function demo(...flags: string[]): Running {
  const one = new Running(...flags);
  running.push(one);
  return one;
}

afterEach(() => {
  for (const one of running.splice(0)) one.clean();
});

describe('demo', () => {
  test(
    'Ctrl-C after the first near-miss · alerts, a signed webhook, nearly every label right and no false alert, an export, exit 0',
    async () => {
      const run = demo();
      await run.until('webhook received and its signature verified');
      await run.until(/^silent /m);
      run.interrupt();
      expect(await run.ended).toBe(0);
      expect(run.stderr).toBe('');
      expect(run.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/signin\?token=\S+/);
      expect(run.stdout).toMatch(LIVE);
      expect(run.stdout).not.toMatch(/false alert:|unexplained:/);
      // What happens depends on the day, and a thief may come through the VPN of one before.
      const [, found, attacks] = /history +(\d+) of (\d+) attacks/.exec(run.stdout) ?? [];
      expect(Number(found)).toBeGreaterThan(0.9 * Number(attacks));
      expect(run.stdout).toMatch(/live +(\d+) of \1 attacks .* · 0 false alerts/);
      expect(run.stdout).toMatch(/fetched → stored: p50 \d+ ms, p95 [\d,]+ ms/);
      expect(existsSync(/(\S+\.json)$/m.exec(run.stdout)?.[1] ?? '')).toBe(true);
      expect(run.stdout).not.toContain('\u001b');
    },
    PATIENCE_MS,
  );

  test(
    'a second demo beside the first · takes another port; --for ends both with the summary',
    async () => {
      const first = demo('--for', '30s');
      await first.until('look here');
      const second = demo('--for', '15s');
      expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0]);
      expect(second.stdout).toContain('is taken by another program');
      for (const { stdout } of [first, second]) expect(stdout).toContain('How right it was');
    },
    PATIENCE_MS,
  );

  test(
    'a folder that holds something · exit 2, says so',
    async () => {
      const run = demo('--data', ROOT);
      expect(await run.ended).toBe(2);
      expect(run.stderr).toContain('holds something already');
    },
    PATIENCE_MS,
  );

  test(
    'a folder that cannot be made · exit 2, one line that says so',
    async () => {
      const run = demo('--data', join(ROOT, 'package.json'));
      expect(await run.ended).toBe(2);
      expect(run.stderr).toMatch(/^demo: .*package\.json cannot be written: .+\n$/);
    },
    PATIENCE_MS,
  );
});
