import type { KafkaConfig } from 'kafkajs';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { durationSchema } from '../../config/duration.ts';
import { resolveSecret, secretSchema } from '../../config/secret.ts';
import type { Environment } from '../../config/secret.ts';
import type { KafkaAddress } from './connection.ts';

const saslSchema = z.strictObject({
  mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
  username: z.string().min(1),
  password: secretSchema,
});

const sslSchema = z.union([
  z.boolean(),
  z.strictObject({
    ca: z.string().min(1).exactOptional().describe('PEM file of the authority that signed the brokers’ certificates.'),
    cert: z.string().min(1).exactOptional().describe('PEM file of this client’s certificate.'),
    key: secretSchema.exactOptional().describe('Its private key, PEM.'),
  }),
]);

/** `kafka:` of the configuration. */
export const kafkaSchema = z
  .strictObject({
    brokers: z
      .array(z.string().regex(/^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/, 'write host:port'))
      .min(1)
      .describe('Where to begin, host:port; the others are learned.'),
    clientId: z.string().min(1).default('mfawatch'),
    prefix: z
      .string()
      .regex(/^[a-zA-Z0-9._-]*$/, 'only letters, digits, dot, underscore and hyphen')
      .default('')
      .describe('Before every topic, group and transactional id: several installations on one cluster.'),
    ssl: sslSchema.default(false),
    sasl: saslSchema.exactOptional(),
    session: durationSchema
      .prefault('15s')
      .describe(
        'After how long without a sign of life the partitions of a process go to others; brokers want 6s to 30m.',
      ),
  })
  .refine(({ sasl, ssl }) => sasl?.mechanism !== 'plain' || ssl !== false, {
    path: ['ssl'],
    message: 'SASL PLAIN sends the password as it is: it wants ssl',
  });

export type KafkaSettings = z.output<typeof kafkaSchema>;

/** @throws SecretError, or what reading a file failed with */
export function kafkaAddress(
  settings: KafkaSettings,
  environment?: Environment,
): KafkaAddress & { readonly prefix: string; readonly sessionMs: number } {
  const { brokers, clientId, prefix, ssl, sasl, session } = settings;
  return {
    brokers,
    clientId,
    prefix,
    sessionMs: session,
    ssl: typeof ssl === 'boolean' ? ssl : tlsOptions(ssl, environment),
    ...(sasl !== undefined && {
      sasl: { ...sasl, password: resolveSecret(sasl.password, environment) } as NonNullable<KafkaConfig['sasl']>,
    }),
  };
}

function tlsOptions(
  { ca, cert, key }: Exclude<KafkaSettings['ssl'], boolean>,
  environment?: Environment,
): NonNullable<KafkaConfig['ssl']> {
  return {
    ...(ca !== undefined && { ca: readFileSync(ca, 'utf8') }),
    ...(cert !== undefined && { cert: readFileSync(cert, 'utf8') }),
    ...(key !== undefined && { key: resolveSecret(key, environment) }),
  };
}
