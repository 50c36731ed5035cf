import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ThreadDiedError, hostInThread, workerFile } from './thread-host.ts';

/** A worker as `serveCore` makes them, without the build: answers, fails, or dies. */
const WORKER = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, method, parameters: [given] }) => {
    if (method === 'die') process.exit(3);
    if (method === 'fail') return parentPort.postMessage({ id, failure: { name: 'LateError', message: given, code: 'LATE' } });
    if (method === 'slow') return setTimeout(() => parentPort.postMessage({ id, value: given }), 50);
    parentPort.postMessage({ id, value: given });
  });
`;

interface Answers {
  echo(given: string): string;
  slow(given: string): string;
  fail(given: string): string;
  die(): void;
}

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfaw-thread-'));
  file = join(folder, 'worker.mjs');
  writeFileSync(file, WORKER);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('hostInThread · calls at once · each gets its own answer', async () => {
  const host = hostInThread<Answers>(file, undefined);
  expect(await Promise.all([host.core.slow('a'), host.core.echo('b')])).toEqual(['a', 'b']);
  await expect(host.core.fail('too late')).rejects.toMatchObject({
    name: 'LateError',
    code: 'LATE',
    message: 'too late',
  });
  await host.close();
});

test('hostInThread · thread dies · what is outstanding and what comes later is rejected', async () => {
  const host = hostInThread<Answers>(file, undefined);
  const outstanding = Promise.allSettled([host.core.slow('a'), host.core.die()]);
  for (const result of await outstanding) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(ThreadDiedError) as unknown });
  }
  await expect(host.core.echo('b')).rejects.toThrow(/ended with code 3/);
  await host.close();
});

test('hostInThread · close with calls under way · they are answered, later ones rejected', async () => {
  const host = hostInThread<Answers>(file, undefined);
  const slow = host.core.slow('a');
  const closing = host.close();
  await expect(host.core.echo('b')).rejects.toThrow(/closed/);
  expect(await slow).toBe('a');
  await closing;
});

test('workerFile · from sources · names the build’s file, from the build its neighbour', () => {
  expect(workerFile('file:///pkg/dist/services/x/y.js', 'w')).toBe('/pkg/dist/services/x/w.js');
  expect(workerFile(import.meta.url, 'w')).toMatch(/dist\/services\/platform\/sqlite\/w\.js$/);
});
