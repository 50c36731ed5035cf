import type { Socket } from 'node:net';
import { guardedTcp } from './guarded-agent.ts';

/** A TCP connection under the same filter as HTTP requests. Rejects where it is refused, late, or not allowed. */
export function connectGuarded(
  host: string,
  port: number,
  { allowPrivate, timeout }: { readonly allowPrivate: boolean; readonly timeout: number },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = guardedTcp(allowPrivate).createConnection({ host, port }) as Socket;
    const timer = setTimeout(() => fail(new Error('ETIMEDOUT')), timeout);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(Object.assign(error, { command: 'CONN' }));
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
