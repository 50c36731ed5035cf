import { createTransport } from 'nodemailer';
import type { Socket } from 'node:net';
import type { Environment } from '../../platform/config/secret.ts';
import { resolveSecret } from '../../platform/config/secret.ts';
import type { Answer, Channel } from '../channel.ts';
import { connectGuarded } from '../outbound/connect.ts';
import { reasonOf } from '../outbound/failure.ts';
import type { EmailConfig } from './config.ts';
import { mailOf } from './mail.ts';

const SUBMISSIONS_PORT = 465;
const CONCURRENCY = 2;

/**
 * SMTP: TLS from the start on port 465, else STARTTLS (without it only where `allowHttp` permits plain text). Repeats after a crash carry
 * the same Message-ID; a server that does not look at it delivers twice.
 * @throws SecretError
 */
export function createEmail(config: EmailConfig, environment?: Environment): Channel {
  const transport = createTransport({ ...smtpOptions(config, environment), getSocket: socketFor(config) });
  const domain = config.from.slice(config.from.lastIndexOf('@') + 1);
  return {
    kind: config.kind,
    policy: config,
    concurrency: CONCURRENCY,
    spacingMs: 0,
    target: `${config.host}:${String(config.port)}`,
    async send(item, remote) {
      const mail = mailOf(item, domain, remote?.['thread']);
      try {
        const info = await within(
          config.timeout,
          transport.sendMail({ from: config.from, to: [...config.to], ...mail }),
        );
        return {
          outcome: 'delivered',
          code: Number.parseInt(info.response, 10) || 250,
          remote: { thread: remote?.['thread'] ?? mail.messageId },
        };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}

function smtpOptions(config: EmailConfig, environment: Environment | undefined) {
  const { host, port, timeout, user, password, allowHttp } = config;
  const auth =
    user === undefined || password === undefined ? {} : { auth: { user, pass: resolveSecret(password, environment) } };
  const secure = port === SUBMISSIONS_PORT;
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !allowHttp,
    ignoreTLS: allowHttp && !secure,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...auth,
  };
}

type SocketCallback = (error: Error | null, options: { connection?: Socket }) => void;

function socketFor({ host, port, allowPrivate, timeout }: EmailConfig) {
  return (_options: unknown, callback: SocketCallback): void => {
    connectGuarded(host, port, { allowPrivate, timeout }).then(
      (connection) => callback(null, { connection }),
      (error: unknown) => callback(Object.assign(error as Error, { command: 'CONN' }), {}),
    );
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${String(ms / 1_000)} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever the server refused by a status, or before the message was handed over, it does not have. */
function failure(error: unknown): Answer {
  const {
    responseCode: code,
    command,
    code: name,
  } = error as {
    readonly responseCode?: number;
    readonly command?: string;
    readonly code?: string;
  };
  const isBefore = command !== undefined && command !== 'DATA';
  const isRefused = code !== undefined || isBefore || NOT_SENT.has(name ?? '');
  return {
    outcome: 'failed',
    received: isRefused ? 'no' : 'unknown',
    ...(code === undefined ? {} : { code }),
    reason: code === undefined ? reasonOf(error) : `SMTP ${String(code)}`,
  };
}

const NOT_SENT: ReadonlySet<string> = new Set([
  'MFAW_INTERNAL_ADDRESS',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EDNS',
  'ETLS',
  'EAUTH',
]);
