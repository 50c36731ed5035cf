import type { ClientOptions } from '@elastic/elasticsearch';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { durationSchema } from '../../config/duration.ts';
import { resolveSecret, secretSchema } from '../../config/secret.ts';
import type { Environment } from '../../config/secret.ts';

const nodeSchema = z.url({ protocol: /^https?$/, error: 'write an address like https://elasticsearch:9200' });

const authSchema = z.union([
  z.strictObject({ username: z.string().min(1), password: secretSchema }),
  z.strictObject({ apiKey: secretSchema.describe('The encoded form of an API key (`encoded` in what creates it).') }),
]);

const tlsSchema = z.strictObject({
  ca: z.string().min(1).exactOptional().describe('PEM file of the authority that signed the servers’ certificates.'),
  rejectUnauthorized: z
    .boolean()
    .default(true)
    .describe('False trusts any certificate: for trials only, whoever stands between reads the password.'),
});

/** `elasticsearch:` of the configuration. */
export const elasticsearchSchema = z
  .strictObject({
    node: z
      .union([nodeSchema, z.array(nodeSchema).min(1)])
      .describe('Address of a node, or of several: requests take turns.'),
    auth: authSchema.exactOptional(),
    tls: tlsSchema.exactOptional(),
    prefix: z
      .string()
      .regex(
        /^[a-z](?:[-_]?[a-z0-9])*$/,
        'lower-case letters, digits and single dashes inside, beginning with a letter',
      )
      .max(32)
      .default('mfa')
      .describe('Before every index, alias and template: several installations on one cluster.'),
    indices: z
      .enum(['tenant', 'shared'])
      .default('tenant')
      .describe(
        'Indices for each tenant, which roles of Elasticsearch can keep apart; or shared by all, for many small tenants nobody but this service reads.',
      ),
    shards: z.int().min(1).max(64).default(1).describe('Primary shards of an index of events.'),
    replicas: z
      .int()
      .min(0)
      .max(8)
      .exactOptional()
      .describe('Copies of every shard beside the primary one; absent: one as soon as there is a second node.'),
    requestTimeout: durationSchema.prefault('30s').describe('How long a request may take.'),
  })
  .refine(({ node, tls }) => tls === undefined || [node].flat().every((url) => url.startsWith('https:')), {
    path: ['tls'],
    message: 'tls wants nodes with https:',
  });

export type ElasticsearchSettings = z.output<typeof elasticsearchSchema>;
/** As a configuration or a test writes them. */
export type ElasticsearchInput = z.input<typeof elasticsearchSchema>;

/** @throws SecretError, or what reading the authority's file failed with */
export function clientOptions(
  settings: ElasticsearchSettings,
  environment?: Environment,
): ClientOptions & { readonly nodes: string[] } {
  const { auth, tls } = settings;
  return {
    nodes: [settings.node].flat(),
    requestTimeout: settings.requestTimeout,
    ...(auth !== undefined && { auth: credentials(auth, environment) }),
    ...(tls !== undefined && {
      tls: {
        rejectUnauthorized: tls.rejectUnauthorized,
        ...(tls.ca !== undefined && { ca: readFileSync(tls.ca, 'utf8') }),
      },
    }),
  };
}

function credentials(
  auth: z.output<typeof authSchema>,
  environment: Environment | undefined,
): NonNullable<ClientOptions['auth']> {
  if ('apiKey' in auth) return { apiKey: resolveSecret(auth.apiKey, environment) };
  return { username: auth.username, password: resolveSecret(auth.password, environment) };
}
