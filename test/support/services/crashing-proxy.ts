import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** In front of an HTTP server: lets requests through until its client is to die. */
export interface CrashingProxy {
  readonly url: string;
  /** Requests so far. */
  readonly requests: number;
  /** The request number `at` (from 0) and all after it are cut off: `before` the server hears of it, or `after` it has carried it out. */
  crash(at: number, moment: 'before' | 'after'): void;
  /** The request number `at` reaches the server only when the returned function is called. */
  hold(at: number): () => void;
  close(): Promise<void>;
}

export async function startCrashingProxy(target: string): Promise<CrashingProxy> {
  let requests = 0;
  let end: { readonly at: number; readonly moment: 'before' | 'after' } = { at: Infinity, moment: 'before' };
  let held: { readonly at: number; readonly over: Promise<void> } | undefined;
  const server = createServer((incoming, outgoing) => {
    const number = requests;
    requests += 1;

    const isCut = number > end.at || (number === end.at && end.moment === 'before');
    if (isCut) return void incoming.socket.destroy();
    const pass = (): void => forward(target, incoming, outgoing, number === end.at);
    if (held?.at === number) void held.over.then(pass);
    else pass();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get requests() {
      return requests;
    },
    crash: (at, moment) => {
      end = { at, moment };
    },
    hold: (at) => {
      const { promise, release } = gate();
      held = { at, over: promise };
      return release;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function gate(): { readonly promise: Promise<void>; release(): void } {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release: () => release() };
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, cutAnswer: boolean): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, target), { ...(method === undefined ? {} : { method }), headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.once('end', () => {
      if (cutAnswer) return void incoming.socket.destroy();
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
    });
  });
  onward.once('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
}
