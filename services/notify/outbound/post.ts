import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Answer } from '../channel.ts';
import { reasonOf } from './failure.ts';
import { demandExternal, guardedLookup } from './guard.ts';

const MAX_ANSWER_BYTES = 64 * 1024;
export interface OutboundOptions {
  readonly allowPrivate: boolean;
  readonly allowHttp: boolean;
  /** ms, for the attempt as a whole. */
  readonly timeout: number;
}

export interface OutboundRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back whole, or the failed answer. */
export type Reply =
  | { readonly status: number; readonly body: string; readonly retryAfterMs?: number }
  | Extract<Answer, { outcome: 'failed' }>;

/** The configuration names an address nothing may be sent to. */
export class OutboundUrlError extends Error {
  override readonly name = 'OutboundUrlError';
  readonly code = 'MFAW_OUTBOUND_URL';
}

/** @throws OutboundUrlError for anything but https without user and password (http where allowed) */
export function outboundUrl(text: string, { allowHttp }: Pick<OutboundOptions, 'allowHttp'>): URL {
  if (!URL.canParse(text)) throw new OutboundUrlError('the address of the channel is no URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))
    throw new OutboundUrlError(`${url.host}: https is required (allowHttp permits http)`);
  if (url.username !== '' || url.password !== '')
    throw new OutboundUrlError(`${url.host}: user and password do not belong into the address`);
  return url;
}

/** Posts once. Redirects are not followed, answers are read up to 64 KB. Never rejects. */
export async function post(request: OutboundRequest, options: OutboundOptions): Promise<Reply> {
  const progress = { connected: false };
  const deadline = AbortSignal.timeout(options.timeout);
  try {
    demandExternal(request.url.hostname, options.allowPrivate);
    return await exchange(request, options, deadline, progress);
  } catch (error) {
    const received = progress.connected ? 'unknown' : 'no';
    const reason = deadline.aborted ? `no answer within ${String(options.timeout / 1_000)} s` : reasonOf(error);
    return { outcome: 'failed', received, reason };
  }
}

function exchange(
  { url, headers, body }: OutboundRequest,
  { allowPrivate }: OutboundOptions,
  signal: AbortSignal,
  progress: { connected: boolean },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'mfawatch' },
      agent: new client.Agent({ keepAlive: false }),
      lookup: guardedLookup(allowPrivate),
      signal,
    });
    const connected = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    request.on('socket', (socket) => socket.once(connected, () => (progress.connected = true)));
    request.on('response', (response) => {
      readBounded(response).then((text) => {
        request.destroy();
        resolve(replyOf(response, text));
      }, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function replyOf(response: IncomingMessage, body: string): Reply {
  const wait = retryAfterMs(response.headers['retry-after'], Date.now());
  return { status: response.statusCode ?? 0, body, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** RFC 9110 §10.2.3: seconds or a date; at most an hour, lest one answer silence a channel. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}

/** What a gateway answers for a receiver it lost: the receiver itself may have taken the message. */
const UNKNOWN_STATUSES: ReadonlySet<number> = new Set([502, 504]);

/** The answer for a status: 2xx is delivered. */
export function answerOf(reply: Reply): Answer {
  if ('outcome' in reply) return reply;
  const { status, retryAfterMs: wait } = reply;
  if (status >= 200 && status < 300) return { outcome: 'delivered', code: status };
  return {
    outcome: 'failed',
    received: UNKNOWN_STATUSES.has(status) ? 'unknown' : 'no',
    code: status,
    reason:
      status >= 300 && status < 400 ? `HTTP ${String(status)}: redirects are not followed` : `HTTP ${String(status)}`,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}
