import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How an HTTP server is today. */
export type Mood = 'well' | 'busy' | 'slow' | 'moody';

/** In front of an HTTP server: answers in its place, or lets wait. */
export interface MoodyProxy {
  readonly url: string;
  /** `busy` refuses everything with 429, `moody` every third request with 503; `slow` lets each wait for a second. */
  mood: Mood;
  /** Requests that were refused. */
  readonly refused: number;
  close(): Promise<void>;
}

const SLOW_MS = 1_000;
const REFUSED: Partial<Record<Mood, { readonly status: number; readonly every: number }>> = {
  busy: { status: 429, every: 1 },
  moody: { status: 503, every: 3 },
};

export async function startMoodyProxy(target: string): Promise<MoodyProxy> {
  let requests = 0;
  let refused = 0;
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    requests += 1;
    const refusal = REFUSED[proxy.mood];
    if (refusal !== undefined && requests % refusal.every === 0) {
      refused += 1;
      incoming.resume();
      outgoing.writeHead(refusal.status, { 'x-elastic-product': 'Elasticsearch' }).end('{}');
      return;
    }
    if (proxy.mood === 'slow') await sleep(SLOW_MS);
    forward(target, incoming, outgoing);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: MoodyProxy = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mood: 'well',
    get refused() {
      return refused;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = 'GET', headers, url = '/' } = incoming;
  const onward = request(new URL(url, target), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.once('error', () => outgoing.destroy());
  outgoing.once('close', () => onward.destroy());
  incoming.pipe(onward);
}
