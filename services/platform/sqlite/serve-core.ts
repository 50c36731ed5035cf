import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, unmoved } from './core.ts';
import type { Core } from './core.ts';
import { buffersOf } from './thread-host.ts';
import type { Reply, Request } from './thread-host.ts';

/**
 * The worker's side of `hostInThread`. Where the factory throws (the file is damaged, say), every call is answered with that error.
 * @param create makes the core from what the host gave as data
 */
export function serveCore<D, C extends Core<C>>(create: (data: D) => C): void {
  const port = parentPort;
  if (port === null) throw new Error('serveCore runs in a worker thread only');
  const open = lazily(() => create(workerData as D));
  port.on('message', ({ id, method, parameters }: Request) => {
    let reply: Reply;
    let result: unknown;
    try {
      result = open()[method as keyof C](...parameters);
      reply = { id, value: unmoved(result) };
    } catch (error) {
      reply = { id, failure: failureOf(error) };
    }
    port.postMessage(reply, buffersOf(result));
  });
}

function lazily<T>(create: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: create() }).value;
}
