import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { demandExternal, guardedLookup } from './guard.ts';

/**
 * A TCP connection under the same guard as HTTP requests.
 * @throws InternalAddressError; whatever the connection failed with, or late
 */
export async function connectGuarded(
  host: string,
  port: number,
  { allowPrivate, timeout }: { readonly allowPrivate: boolean; readonly timeout: number },
): Promise<Socket> {
  demandExternal(host, allowPrivate);
  const socket = connect({ host, port, lookup: guardedLookup(allowPrivate) });
  const timer = setTimeout(() => socket.destroy(new Error('ETIMEDOUT')), timeout);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return socket;
  } finally {
    clearTimeout(timer);
  }
}
