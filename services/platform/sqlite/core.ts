/**
 * A core is a plain object of synchronous methods that take and return values structured clone can copy. It is hosted either
 * inline or in a worker thread; its callers cannot tell which. Calls run in the order they were made.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the only type every method is assignable to
export type CoreMethod = (...parameters: any[]) => unknown;
export type Core<C> = { readonly [K in keyof C]: CoreMethod };

/** A parameter or result some of whose buffers are handed over instead of copied; the giver must not touch them again. */
export class Moved<T> {
  readonly value: T;
  readonly buffers: readonly ArrayBuffer[];

  constructor(value: T, buffers: readonly ArrayBuffer[]) {
    this.value = value;
    this.buffers = buffers;
  }
}

type Given<P extends readonly unknown[]> = { [K in keyof P]: P[K] | Moved<P[K]> };
type Unmoved<R> = R extends Moved<infer T> ? T : R;

/** How a core looks from outside: every method answers by a promise. */
export type Remote<C> = {
  readonly [K in keyof C]: C[K] extends (...parameters: infer P) => infer R
    ? (...parameters: Given<P>) => Promise<Unmoved<R>>
    : never;
};

export interface Host<C> {
  readonly core: Remote<C>;
  /** Ends the thread once the calls already made are answered; later ones are rejected. The core's own `close` comes before. */
  close(): Promise<void>;
}

/** An error on its way between threads: structured clone forgets class, name and code. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
}

/** Gives an error its class again; undefined leaves it a plain one with the name and code it had. */
export type Revive = (failure: Failure) => Error | undefined;

export function failureOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error) };
  const { name, message, stack, code } = error as Partial<Record<keyof Failure, unknown>>;
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...(typeof code === 'string' && { code }),
  };
}

export function errorOf(failure: Failure, revive?: Revive): Error {
  const revived = revive?.(failure) ?? Object.assign(new Error(failure.message), { name: failure.name });
  if (failure.code !== undefined && !('code' in revived)) Object.assign(revived, { code: failure.code });
  if (failure.stack !== undefined) revived.stack = failure.stack;
  return revived;
}

export function unmoved(value: unknown): unknown {
  return value instanceof Moved ? value.value : value;
}

/** Turns a function of (method, parameters) into an object with the core's methods. */
export function remoteOf<C>(call: (method: string, parameters: readonly unknown[]) => Promise<unknown>): Remote<C> {
  return new Proxy({} as Remote<C>, {
    // A thenable would be called by `await`.
    get: (_, method) =>
      typeof method === 'symbol' || method === 'then'
        ? undefined
        : (...parameters: unknown[]): Promise<unknown> => call(method, parameters),
  });
}
