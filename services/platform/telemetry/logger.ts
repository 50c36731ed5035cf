import type { DestinationStream, Logger } from 'pino';
import pino from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whatever is called like this is never written, however deep an object is that was handed to the log (I9). */
const SECRET_NAMES = [
  'secret',
  'secrets',
  'token',
  'password',
  'authorization',
  'cookie',
  'apiKey',
  'api_key',
  'webhookUrl',
];

/** JSON lines on stderr (stdout belongs to results), times in ISO 8601. */
export function createLogger(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    },
    destination,
  );
}
