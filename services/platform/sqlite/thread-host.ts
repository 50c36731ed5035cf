import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Transferable } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import { Moved, errorOf, remoteOf, unmoved } from './core.ts';
import type { Core, Failure, Host, Revive } from './core.ts';

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly parameters: readonly unknown[];
}

export type Reply =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: Failure };

/** The thread ended by itself: whatever it was asked is unanswered, and it takes no more. */
export class ThreadDiedError extends Error {
  override readonly name = 'ThreadDiedError';
  readonly code = 'MFAW_THREAD_DIED';
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hosts a core in a worker thread.
 * @param file the worker's file (`workerFile`), which calls `serveCore`
 * @param data given to `serveCore`'s factory
 */
export function hostInThread<C extends Core<C>>(file: string, data: unknown, revive?: Revive): Host<C> {
  const worker = new Worker(file, { workerData: data });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | undefined;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) call?.reject(errorOf(reply.failure, revive));
    else call?.resolve(reply.value);
  });
  const died = (why: string, cause?: unknown): void => end(new ThreadDiedError(`${file} ${why}`, { cause }));
  worker.on('error', (error) => died(`failed: ${String(error)}`, error));
  worker.on('messageerror', (error) => died(`sent what cannot be read: ${error.message}`, error));
  worker.on('exit', (code) => died(`ended with code ${String(code)}`));

  const call = (method: string, parameters: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const request: Request = { id, method, parameters: parameters.map(unmoved) };
      worker.postMessage(request, parameters.flatMap(buffersOf));
    });
  return {
    core: remoteOf<C>(call),
    close: async () => {
      ended ??= new Error('the core was closed');
      while (waiting.size > 0) await new Promise((resolve) => worker.once('message', resolve).once('exit', resolve));
      await worker.terminate();
    },
  };
}

export function buffersOf(value: unknown): readonly Transferable[] {
  return value instanceof Moved ? value.buffers : [];
}

/**
 * The compiled worker beside a module: a thread runs JavaScript only, so from sources (tests) it is the build's. `MFAWATCH_DIST` names
 * another folder of the build.
 * @param module `import.meta.url` of the module the worker lies beside
 * @param name without extension, e.g. `log-worker`
 */
export function workerFile(module: string, name: string): string {
  const folder = join(fileURLToPath(module), '..');
  if (!module.endsWith('.ts')) return join(folder, `${name}.js`);
  return join(packageRoot, process.env['MFAWATCH_DIST'] ?? 'dist', relative(packageRoot, folder), `${name}.js`);
}
