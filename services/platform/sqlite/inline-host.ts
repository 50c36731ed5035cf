import { errorOf, failureOf, remoteOf, unmoved } from './core.ts';
import type { Core, Host, Revive } from './core.ts';

/** Hosts a core in this thread: for tests, and where a thread is not worth its memory. Errors look as they would from a thread. */
export function hostInline<C extends Core<C>>(core: C, revive?: Revive): Host<C> {
  let closed = false;
  const call = async (method: string, parameters: readonly unknown[]): Promise<unknown> => {
    if (closed) throw new Error('the core was closed');
    // Callers go on first, as they would with a thread.
    await Promise.resolve();
    try {
      return unmoved(core[method as keyof C](...parameters.map(unmoved)));
    } catch (error) {
      throw errorOf(failureOf(error), revive);
    }
  };
  return {
    core: remoteOf<C>(call),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
}
