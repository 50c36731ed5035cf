import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { webhookPayloadSchema, type WebhookPayload } from '../services/notify/webhook/payload.ts';

export interface Delivery {
  /** The idempotency key. */
  readonly id: string;
  readonly payload: WebhookPayload;
}

/** What a customer would run: it believes nothing that is not signed with the shared secret. */
export interface Receiver {
  readonly url: string;
  readonly secret: string;
  readonly deliveries: readonly Delivery[];
  /** Requests whose signature or body was wrong. */
  readonly refused: number;
  close(): Promise<void>;
}

export async function openReceiver(onDelivery: (delivery: Delivery) => void): Promise<Receiver> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const verifier = new Webhook(secret);
  const deliveries: Delivery[] = [];
  let refused = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const delivery = await verified(verifier, request);
    if (delivery === undefined) refused += 1;
    else {
      deliveries.push(delivery);
      onDelivery(delivery);
    }
    response.writeHead(delivery === undefined ? 400 : 204).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mfawatch`,
    secret,
    deliveries,
    get refused() {
      return refused;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function verified(verifier: Webhook, request: IncomingMessage): Promise<Delivery | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const id = String(request.headers['webhook-id']);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(request.headers['webhook-timestamp']),
    'webhook-signature': String(request.headers['webhook-signature']),
  };
  try {
    const body = verifier.verify(Buffer.concat(chunks), headers);
    return { id, payload: webhookPayloadSchema.parse(body) };
  } catch {
    return undefined;
  }
}
