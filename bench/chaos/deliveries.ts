import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookPayload } from '../../services/notify/webhook/payload.ts';

/** What came under one idempotency key. */
export interface Delivered {
  readonly payload: WebhookPayload;
  readonly body: string;
  times: number;
  /** Other contents under the same key: must never be. */
  readonly contradictions: string[];
}

export interface Receiver {
  readonly url: string;
  /** By idempotency key, in order of first arrival. */
  readonly delivered: ReadonlyMap<string, Delivered>;
  /** Answers 503 while true. */
  down: boolean;
  close(): void;
}

/** A receiver that answers 204 and remembers, whatever happens to the service. */
export async function startReceiver(): Promise<Receiver> {
  const delivered = new Map<string, Delivered>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A body cut short by the death of its sender never ends.
    request.on('end', () => {
      if (!receiver.down) take(delivered, String(request.headers['webhook-id']), Buffer.concat(chunks).toString());
      response.writeHead(receiver.down ? 503 : 204).end();
    });
    request.on('error', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${String(port)}/`,
    delivered,
    down: false,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

function take(delivered: Map<string, Delivered>, key: string, body: string): void {
  const known = delivered.get(key);
  if (known === undefined) {
    delivered.set(key, { payload: JSON.parse(body) as WebhookPayload, body, times: 1, contradictions: [] });
    return;
  }
  known.times += 1;
  if (known.body !== body) known.contradictions.push(body);
}
